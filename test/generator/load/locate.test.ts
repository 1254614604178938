import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { loadFiles } from "./support.js";

const yaml = `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /pets/{id}:
    get:
      tags:
        - a
        - b
components:
  schemas:
    Base: &base
      x-one: 1
    Pet:
      <<: *base
      type: object
`;

const json = `{
  "openapi": "3.1.0", "info": { "title": "T \\" }", "version": "1" },
  "paths": {
    "/pets/{id}": {
      "get": { "tags": ["a",
        "b"] }
    }
  },
  "components": { "schemas": { "Pet": { "type": "object", "x-one": 1 } } }
}`;

describe("a pointer leads to a line and a column of the user's file", () => {
  const rows: [pointer: string, inYaml: string, inJson: string][] = [
    ["", "1:1", "1:1"],
    ["/openapi", "1:1", "2:3"],
    ["/info/version", "2:19", "2:52"],
    ["/paths/~1pets~1{id}/get", "5:5", "5:7"],
    ["/paths/~1pets~1{id}/get/tags/1", "8:11", "6:9"],
    ["/components/schemas/Pet/x-one", "12:7", "9:59"],
    ["/components/schemas/Pet/gone/deeper", "13:5", "9:32"],
    ["/gone", "1:1", "1:1"],
  ];
  test.each(rows)("%s: %s, %s", async (pointer, inYaml, inJson) => {
    for (const [name, text, want] of [
      ["api.yaml", yaml, inYaml],
      ["api.json", json, inJson],
    ] as const) {
      const { document } = await loadFiles({ [name]: text });
      const { file, line, column } = document.locate(pointer);

      expect([basename(file), line, column].join(":")).toBe(`${name}:${want}`);
    }
  });

  test("of a key that stands there twice, to the last, whose value counts", async () => {
    const { document } = await loadFiles({
      "api.json": `{
  "openapi": "3.1.0",
  "info": { "title": "T", "version": "1" },
  "paths": { "/old": {} },
  "paths": {
    "/new": {} },
  "components": {}
}`,
    });
    const lines = ["/info", "/paths", "/components", "/paths/~1new", "/paths/~1old"].map(
      (pointer) => document.locate(pointer).line,
    );
    expect(lines).toEqual([3, 5, 7, 6, 5]);
  });

  test("whatever is asked for first", async () => {
    const { document } = await loadFiles({ "api.json": json });
    const pointers = ["/components/schemas/Pet/x-one", "/paths/~1pets~1{id}/get/tags/1", "/info"];
    const asked = [...pointers, ...pointers.toReversed()];
    expect(asked.map((pointer) => document.locate(pointer).line)).toEqual([9, 6, 2, 2, 6, 9]);
  });

  test("also where a part came from another file, an overlay, or an upgrade", async () => {
    const { document } = await loadFiles(
      {
        "api.yaml": `swagger: "2.0"
info: {}
paths:
  /a:
    get:
      parameters:
        - { in: body, name: b, schema: { type: string } }
        - in: query
          name: q
          type: integer
      responses:
        200:
          description: ok
          schema:
            type: string
definitions:
  A:
    items: { $ref: b.yaml#/B }
`,
        "b.yaml": "A: 1\nB:\n  type: string\n",
        "o.yaml":
          "overlay: 1.0.0\nactions:\n  - target: $.definitions\n    update:\n      C:\n        type: object\n",
      },
      { overlays: ["o.yaml"] },
    );
    const at = (pointer: string) => {
      const { file, line } = document.locate(pointer);
      return `${basename(file)}:${line}`;
    };

    expect(at("/components/schemas/B/type")).toBe("b.yaml:3");
    expect(at("/components/schemas/C/type")).toBe("o.yaml:6");
    expect(at("/components/schemas/A/items")).toBe("api.yaml:18");
    expect(at("/paths/~1a/get/parameters/0/schema/type")).toBe("api.yaml:10");
    expect(at("/paths/~1a/get/responses/200/content/application~1json/schema/type")).toBe(
      "api.yaml:15",
    );
    expect(at("/paths/~1a/get/requestBody/content/application~1json/schema")).toBe("api.yaml:7");
  });
});

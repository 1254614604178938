import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyOverlays } from "../../../generator/load/index.js";
import type { Diagnostic } from "../../../generator/contract/index.js";
import { tempFolder } from "../../support/temp-folder.js";
import { faultsOf, finding, loadFiles } from "./support.js";

const api = `openapi: 3.1.0
info: { title: T, version: "1" }
tags: [{ name: a }]
paths:
  /a: { get: { tags: [x], parameters: [{ name: p }, { name: q }, { name: r }] } }
  /b: { post: { deprecated: true } }
x-list: [1, [2]]
`;

async function apply(actions: string) {
  const folder = tempFolder({
    "api.yaml": api,
    "overlay.yaml": `overlay: 1.0.0\ninfo: {}\nactions:\n${actions}\n`,
  });
  const diagnostics: Diagnostic[] = [];
  const applied = await applyOverlays(
    { input: join(folder, "api.yaml"), overlays: [join(folder, "overlay.yaml")], allowHosts: [] },
    (diagnostic) => diagnostics.push(diagnostic),
  );
  return { ...applied, findings: diagnostics.map(finding) };
}

describe("an action of an overlay", () => {
  const rows: [what: string, actions: string, want: object][] = [
    [
      "merges into an object, deeply",
      "- { target: $.info, update: { title: New, contact: { name: N } } }",
      { info: { title: "New", version: "1", contact: { name: "N" } } },
    ],
    [
      "adds an entry to a list",
      "- { target: $.tags, update: { name: b } }",
      { tags: [{ name: "a" }, { name: "b" }] },
    ],
    [
      "adds a list to a list",
      "- { target: $.tags, update: [{ name: b }, { name: c }] }",
      { tags: [{ name: "a" }, { name: "b" }, { name: "c" }] },
    ],
    [
      "adds to lists inside the object",
      "- { target: '$.paths[*][*]', update: { tags: [y] } }",
      {
        paths: {
          "/a": { get: { tags: ["x", "y"] } },
          "/b": { post: { tags: ["y"], deprecated: true } },
        },
      },
    ],
    ["replaces a value", "- { target: $.info.title, update: New }", { info: { title: "New" } }],
    [
      "selects with a filter",
      "- { target: '$.paths.*[?@.deprecated == true]', update: { x-old: 1 } }",
      { paths: { "/b": { post: { "x-old": 1 } } } },
    ],
    [
      "removes several entries of a list",
      `- { target: '$..parameters[?@.name != "q"]', remove: true, update: { x: 1 } }`,
      { paths: { "/a": { get: { parameters: [{ name: "q" }] } } } },
    ],
    [
      "removes a member",
      "- { target: '$.paths[\"/a\"].get.tags', remove: true }",
      { paths: { "/a": { get: { parameters: [{}, {}, {}] } } } },
    ],
    [
      "copies (1.1)",
      "- { target: $.info, copy: '$.tags[0]' }",
      { info: { name: "a", title: "T" } },
    ],
    [
      "sees what the ones before it made",
      "- { target: $.info, update: { x-a: {} } }\n- { target: $.info.x-a, update: { b: 1 } }",
      { info: { "x-a": { b: 1 } } },
    ],
  ];
  test.each(rows)("%s", async (_, actions, want) => {
    const { root, findings } = await apply(actions);

    expect(root).toMatchObject(want);
    expect(findings).toEqual([]);
  });

  test("a value that goes to several places is one of its own in each", async () => {
    const { root } = await apply(
      "- { target: '$.paths[*]', update: { x: { n: [] } } }\n- { target: '$.paths[\"/a\"].x.n', update: 1 }",
    );

    expect(root).toMatchObject({ paths: { "/a": { x: { n: [1] } }, "/b": { x: { n: [] } } } });
  });

  test("that selects nothing is reported, and the others still work", async () => {
    const { root, findings } = await apply(
      "- { target: $.nothing.here, remove: true }\n- { target: $.info, update: { title: New } }\n- { target: $.info }",
    );

    expect(findings).toEqual([
      "overlay-no-match overlay.yaml:4:5",
      "overlay-no-effect overlay.yaml:6:5",
    ]);
    expect(root).toMatchObject({ info: { title: "New" } });
  });

  test("the document comes out as text in its own language, with all digits", async () => {
    const folder = tempFolder({
      "a.json": `{"openapi":"3.1.0","x":9007199254740993}`,
      "a.yaml": `openapi: 3.1.0\nx: 9007199254740993\nflag: "on"\n`,
    });
    const text = async (name: string) =>
      (await applyOverlays({ input: join(folder, name), overlays: [], allowHosts: [] }, () => {}))
        .text;

    expect(await text("a.json")).toBe(`{\n  "openapi": "3.1.0",\n  "x": 9007199254740993\n}\n`);
    expect(await text("a.yaml")).toBe(`openapi: 3.1.0\nx: 9007199254740993\nflag: "on"\n`);
  });
});

test("references of an overlay are meant from the document, and lead to what overlays added", async () => {
  const { root, findings, document } = await loadFiles(
    {
      "api.yaml": api,
      "overlays/o.yaml": `overlay: 1.0.0
actions:
  - target: $
    update: { components: { parameters: { P: { name: p, in: query, schema: { $ref: "#/components/schemas/S" } } } } }
  - target: $.components
    update: { schemas: { S: { $ref: s.yaml } } }
  - target: $.paths[*]
    update: { parameters: [{ $ref: "#/components/parameters/P" }, { $ref: "#/components/parameters/Gone" }] }
`,
      "s.yaml": "type: string",
    },
    { overlays: ["overlays/o.yaml"] },
  );

  expect(findings).toEqual(["ref-not-found o.yaml:8:69"]);
  expect(root["components"]).toEqual({
    parameters: { P: { name: "p", in: "query", schema: { $ref: "#/components/schemas/S" } } },
    schemas: { S: { type: "string" } },
  });
  expect(root["paths"]).toMatchObject({
    "/b": { parameters: [{ $ref: "#/components/parameters/P" }, {}] },
  });
  expect(document.locate("/components/parameters/P/in")).toMatchObject({ line: 4 });
});

describe("an overlay that is none ends the run", () => {
  const rows: [overlay: string, want: string][] = [
    ["openapi: 3.1.0", "overlay-invalid o.yaml:1:1"],
    ["overlay: 2.0.0\nactions: []", "overlay-invalid o.yaml:1:1"],
    ["overlay: 1.0.0\ninfo: {}", "overlay-invalid o.yaml:1:1"],
    ["overlay: 1.0.0\nactions:\n  - update: {}", "overlay-invalid o.yaml:3:5"],
    [
      "overlay: 1.0.0\nactions:\n  - target: '$.a['\n    remove: true",
      "overlay-invalid o.yaml:3:5",
    ],
    ["overlay: [", "input-syntax o.yaml:2:1"],
  ];
  test.each(rows)("%j: %s", async (overlay, want) => {
    const faults = await faultsOf(
      loadFiles({ "api.yaml": api, "o.yaml": overlay }, { overlays: ["o.yaml"] }),
    );

    expect(faults.map(finding)).toEqual([want]);
  });

  test("a missing one, too", async () => {
    const faults = await faultsOf(loadFiles({ "api.yaml": api }, { overlays: ["gone.yaml"] }));

    expect(faults.map(finding)).toEqual(["overlay-not-found gone.yaml"]);
  });
});

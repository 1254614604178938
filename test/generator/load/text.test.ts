import { describe, expect, test } from "vitest";
import { loadFiles } from "./support.js";

/** What stands under `x-test` of a YAML or JSON document. */
async function read(text: string, name = "api.yaml") {
  const { root, findings, document } = await loadFiles({ [name]: text });
  return { value: root["x-test"], findings, document };
}

const yaml = (text: string) =>
  read(`openapi: 3.1.0\ninfo: {}\npaths: {}\nx-test:\n${text.replaceAll(/^/gm, "  ")}\n`);

describe("YAML becomes what its author sees", () => {
  const rows: [what: string, text: string, want: unknown][] = [
    ["status keys are text", "200: a\ndefault: b", { "200": "a", default: "b" }],
    [
      "keys keep their spelling",
      "1.10: a\n007: b\nTrue: c\n1e3: d",
      { "1.10": "a", "007": "b", True: "c", "1e3": "d" },
    ],
    ["YAML 1.1 booleans are text", "on: yes\nn: off", { on: "yes", n: "off" }],
    ["dates and times are text", "a: 2024-01-31\nb: 12:30:45", { a: "2024-01-31", b: "12:30:45" }],
    ["no digits are joined", "a: 1_000", { a: "1_000" }],
    ["numbers", "a: 0x1F\nb: -1.5e3\nc: 010\nd: +7", { a: 31, b: -1500, c: 10, d: 7 }],
    ["infinity has no JSON", "a: .inf\nb: .nan", { a: ".inf", b: ".nan" }],
    ["empty is null", "a:\nb: ~", { a: null, b: null }],
    [
      "merge keys",
      "base: &b { x: 1, y: 2 }\nuse: { <<: *b, y: 3 }",
      { base: { x: 1, y: 2 }, use: { x: 1, y: 3 } },
    ],
    [
      "unknown tags are passed over",
      "a: !secret hush\nb: !env { c: 1 }",
      { a: "hush", b: { c: 1 } },
    ],
    ["a key may be __proto__", "__proto__: { a: 1 }", JSON.parse('{"__proto__":{"a":1}}')],
  ];
  test.each(rows)("%s", async (_, text, want) => {
    const { value, findings } = await yaml(text);

    expect(value).toEqual(want);
    expect(findings).toEqual([]);
  });

  test("an alias is a copy: what changes in one place stays in it", async () => {
    const { root } = await loadFiles({
      "api.yaml": `openapi: 3.0.0
info: {}
paths: {}
components:
  schemas:
    A: &a { type: string, nullable: true }
    B: *a
`,
    });

    expect(root["components"]).toEqual({
      schemas: { A: { type: ["string", "null"] }, B: { type: ["string", "null"] } },
    });
  });

  test("an alias inside itself is cut and reported", async () => {
    const { value, findings } = await yaml("a: &a\n  b: *a");

    expect(value).toEqual({ a: { b: {} } });
    expect(findings).toEqual(["yaml-alias-cycle api.yaml"]);
  });

  test("aliases that double each other end the run, not the memory", async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}]`);

    await expect(yaml(["l0: &l0 [x]", ...lines].join("\n"))).rejects.toThrow(/aliases expand/);
  });

  test("of several documents in a file the first counts", async () => {
    const { findings } = await read("openapi: 3.1.0\ninfo: {}\npaths: {}\n---\nmore: 1\n");

    expect(findings).toEqual(["yaml-several-documents api.yaml"]);
  });
});

describe("a key that stands twice is reported, and the last one counts", () => {
  test("YAML", async () => {
    const { value, findings } = await yaml("a: 1\nb: 2\na: 3");

    expect(value).toEqual({ a: 3, b: 2 });
    expect(findings).toEqual(["duplicate-key api.yaml:7:3"]);
  });

  test("JSON", async () => {
    const text = `{ "openapi": "3.1.0", "info": {}, "paths": {},\n  "x-test": { "a": 1, "b\\"": ": ",\n  "a": 3 } }`;
    const { value, findings } = await read(text, "api.json");

    expect(value).toEqual({ a: 3, 'b"': ": " });
    expect(findings).toEqual(["duplicate-key api.json:3:3"]);
  });
});

describe("integers beyond 2^53", () => {
  const digits = "9007199254740993";
  const texts: [name: string, text: string][] = [
    [
      "api.yaml",
      `openapi: 3.1.0\ninfo: {}\npaths: {}\nx-test: { id: ${digits}, text: "${digits}", ok: 9007199254740991 }\n`,
    ],
    [
      "api.json",
      `{"openapi":"3.1.0","info":{},"paths":{},"x-test":{"id":${digits},"text":"${digits}","ok":9007199254740991}}`,
    ],
  ];
  test.each(texts)("%s: the digits are kept beside the rounded number", async (name, text) => {
    const { value, document, findings } = await read(text, name);

    expect(findings).toEqual([`integer-rounded ${name}:${name === "api.yaml" ? "4:11" : "1:51"}`]);
    expect(value).toEqual({ id: Number(digits), text: digits, ok: 9007199254740991 });
    expect(document.exactIntegers).toEqual({ "/x-test/id": digits });
  });
});

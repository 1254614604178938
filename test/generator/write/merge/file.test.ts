import { describe, expect, test } from "vitest";
import { mergeFile } from "../../../../generator/write/merge/index.js";

const lines = (...texts: readonly string[]): string => texts.map((text) => `${text}\n`).join("");

async function merge(
  path: string,
  texts: { readonly base: string | null; readonly ours: string | Buffer; readonly theirs: string },
) {
  const { text, conflicts } = await mergeFile({ path, ...texts, ours: Buffer.from(texts.ours) });
  return conflicts.length === 0
    ? text
    : conflicts.map(({ line, endLine, reason }) => `${line}-${endLine} ${reason ?? ""}`.trim());
}

describe("prose", () => {
  test("neighbouring lines, and different words of one line, are merged", async () => {
    const base = lines("# Title", "One two three.", "Four five six.");
    const ours = lines("# Title", "One 2 three.", "Four five six.");
    const theirs = lines("# Title", "One two three!", "Four 5 six.");
    expect(await merge("README.md", { base, ours, theirs })).toBe(
      lines("# Title", "One 2 three!", "Four 5 six."),
    );
  });

  test("one word that both changed is a conflict", async () => {
    const base = lines("a", "One two three.");
    const ours = lines("a", "One 2 three.");
    const theirs = lines("a", "One II three.");
    expect(await merge("README.md", { base, ours, theirs })).toEqual(["2-2"]);
  });
});

describe("the bytes of a file", () => {
  const base = lines("export const a = 1;", "export const b = 2;");
  const theirs = lines("export const a = 1;", "export const b = 3;");
  const edited = lines("// mine", "export const a = 1;", "export const b = 2;");
  const merged = lines("// mine", "export const a = 1;", "export const b = 3;");

  test("CRLF stays CRLF", async () => {
    const ours = edited.replaceAll("\n", "\r\n");
    expect(await merge("a.ts", { base, ours, theirs })).toBe(merged.replaceAll("\n", "\r\n"));
  });

  test("a byte order mark stays", async () => {
    expect(await merge("a.ts", { base, ours: `\uFEFF${edited}`, theirs })).toBe(`\uFEFF${merged}`);
  });

  test("what is no text is not touched", async () => {
    const ours = Buffer.from([0x80, 0xff, 0x00]);
    expect(await merge("a.ts", { base, ours, theirs })).toEqual(["1-1 not-text"]);
  });

  test("without a base nothing is guessed", async () => {
    expect(await merge("a.ts", { base: null, ours: edited, theirs })).toEqual(["1-4 base-unknown"]);
    expect(await merge("a.ts", { base: null, ours: theirs, theirs })).toBe(theirs);
  });

  test("what does not parse is not merged, and stays where nothing else changes", async () => {
    const ours = lines("export const a = ;", "export const b = 2;");
    expect(await merge("a.ts", { base, ours, theirs })).toEqual(["1-3 syntax"]);
    expect(await merge("a.ts", { base, ours, theirs: base })).toBe(ours);
  });
});

describe("package.json", () => {
  const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  const base = json({
    name: "pets",
    version: "0.1.0",
    exports: { ".": "./a.js", "./package.json": "./package.json" },
    scripts: { build: "node build.mjs" },
    dependencies: { "openapi-fetch": "0.17.0" },
  });
  const theirs = json({
    name: "pets",
    version: "0.2.0",
    exports: { ".": "./a.js", "./xml": "./xml.js", "./package.json": "./package.json" },
    scripts: { build: "node build.mjs", prepublishOnly: "node check.mjs" },
    dependencies: { "@rgrove/parse-xml": "^4.2.3", "openapi-fetch": "0.17.0" },
  });

  test("new exports and dependencies arrive beside a person's keys; a version raised by hand stays", async () => {
    const ours = json({
      name: "pets",
      version: "1.0.0",
      keywords: ["mine"],
      exports: { ".": "./a.js", "./package.json": "./package.json" },
      scripts: { build: "node build.mjs", test: "vitest" },
      dependencies: { "openapi-fetch": "0.17.0", zod: "^4.0.0" },
    });
    const merged = await merge("package.json", { base, ours, theirs });
    expect(JSON.parse(String(merged))).toEqual({
      name: "pets",
      version: "1.0.0",
      keywords: ["mine"],
      exports: { ".": "./a.js", "./xml": "./xml.js", "./package.json": "./package.json" },
      scripts: { build: "node build.mjs", test: "vitest", prepublishOnly: "node check.mjs" },
      dependencies: { "openapi-fetch": "0.17.0", zod: "^4.0.0", "@rgrove/parse-xml": "^4.2.3" },
    });
  });

  test("a version that nobody raised is the generated one", async () => {
    const ours = base.replace('"name"', '"private": true,\n  "name"');
    const merged = String(await merge("package.json", { base, ours, theirs }));
    expect(JSON.parse(merged)).toMatchObject({ private: true, version: "0.2.0" });
  });

  test("one key that both changed is a conflict", async () => {
    const [ours, made] = ["1", "2"].map((major) => base.replace("0.17.0", `${major}.0.0`));
    const conflicts = await merge("package.json", { base, ours: ours ?? "", theirs: made ?? "" });
    expect(conflicts).toEqual(["12-12"]);
  });

  test("one that a person broke stays", async () => {
    expect(await merge("package.json", { base, ours: "{ oops", theirs })).toEqual(["1-1 syntax"]);
  });
});

describe("the package's version", () => {
  const of = (version: string, more = ""): string =>
    lines(`export const version = "${version}";`, `export const other = "1.0.0";${more}`);
  const version = { from: "0.1.0", to: "0.2.0" };

  test("a line with it never takes part", async () => {
    const ours = Buffer.from(of("0.1.0", " // mine").replaceAll('"', "'"));
    const input = { path: "a.ts", base: of("0.1.0"), ours, theirs: of("0.2.0"), version };
    expect(await mergeFile(input)).toEqual({
      text: of("0.2.0", " // mine").replaceAll('"', "'"),
      conflicts: [],
    });
  });
});

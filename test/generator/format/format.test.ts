import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AssembledFile, Diagnostic } from "../../../generator/contract/index.js";
import { defaultCacheDir } from "../../../generator/lib/text-cache.js";
import { format } from "../../../generator/format/index.js";

const file = (path: string, text: string, wanted = true): AssembledFile => ({
  path,
  text,
  format: wanted,
});

async function one(path: string, text: string, wanted = true): Promise<string | undefined> {
  const [output] = await format([file(path, text, wanted)], { cacheDir: null });
  return output?.text;
}

describe("layout", () => {
  test.each([
    { path: "a.ts", given: "export const a={b:1}", want: "export const a = { b: 1 };\n" },
    { path: "a.mjs", given: "a( 'b' )", want: 'a("b");\n' },
    { path: "a.json", given: '{"a":1}', want: '{\n  "a": 1\n}\n' },
    { path: "a.md", given: "\n# A\n\n\n\nb  \nc \n\n", want: "# A\n\nb  \nc\n" },
    { path: "a.md", given: "```ts\na\n\n\nb \n```\n\n\nc", want: "```ts\na\n\n\nb \n```\n\nc\n" },
    { path: "llms.txt", given: "a\n\n\nb", want: "a\n\nb\n" },
    {
      path: "a.ts",
      given: "const a = <T,>(b: T) => b as unknown satisfies {}",
      want: "const a = <T,>(b: T) => b as unknown satisfies {};\n",
    },
    { path: "LICENSE", given: "a   b", want: "a   b\n" },
    { path: ".gitignore", given: "a\n", want: "a\n" },
  ])("$path", async ({ path, given, want }) => {
    expect(await one(path, given)).toBe(want);
  });

  test("what a printer laid out already stays as it is", async () => {
    expect(await one("types.ts", "export type A={b:1}", false)).toBe("export type A={b:1}\n");
  });

  test("a text that does not parse is kept, and reported", async () => {
    const found: Diagnostic[] = [];
    const output = await format([file("a.ts", "const ="), file("b.ts", "b")], {
      cacheDir: null,
      report: (diagnostic) => found.push(diagnostic),
    });
    expect(output).toEqual([
      { path: "a.ts", text: "const =\n" },
      { path: "b.ts", text: "b;\n" },
    ]);
    expect(found).toMatchObject([
      { rule: "layout-failed", severity: "warning", location: { file: "a.ts" } },
    ]);
  });

  test.each([
    {
      name: "one line",
      given: "class A {\n/** b */\nc=1}",
      want: "class A {\n  /** b */\n  c = 1;\n}\n",
    },
    {
      name: "several, with an indentation of their own",
      given: "class A {\n      /**\n       * b\n       *   - c\n       */\nd=1}",
      want: "class A {\n  /**\n   * b\n   *   - c\n   */\n  d = 1;\n}\n",
    },
    {
      name: "without stars, so left as it is",
      given: "class A {\n/**\nb\n*/\nc=1}",
      want: "class A {\n  /**\nb\n*/\n  c = 1;\n}\n",
    },
    { name: "behind code", given: "a( ) /** b */", want: "a(); /** b */\n" },
    {
      name: "in a template literal, where it is text",
      given: "a=`\n    /**\n     * b\n     */\n`",
      want: "a = `\n    /**\n     * b\n     */\n`;\n",
    },
  ])("doc comment: $name", async ({ given, want }) => {
    expect(await one("a.ts", given)).toBe(want);
  });

  test("threads give the same bytes in the same order", async () => {
    const files = Array.from({ length: 12 }, (_, index) =>
      file(`${index}.ts`, `f( ${"x ,".repeat(index)} ${index} )`),
    );
    const inline = await format([...files, file("bad.ts", "(")], { cacheDir: null, threads: 1 });
    const threaded = await format([...files, file("bad.ts", "(")], {
      cacheDir: null,
      threads: 2,
      threadsFrom: 0,
    });
    expect(threaded).toEqual(inline);
    expect(inline.map(({ path }) => path)).toEqual([...files.map(({ path }) => path), "bad.ts"]);
  });
});

describe("cache", () => {
  let cacheDir: string;
  beforeEach(() => void (cacheDir = mkdtempSync(join(tmpdir(), "layout-"))));
  afterEach(() => rmSync(cacheDir, { recursive: true, force: true }));

  const entries = () =>
    readdirSync(cacheDir, { recursive: true, encoding: "utf8" })
      .map((name) => join(cacheDir, name))
      .filter((name) => statSync(name).isFile());
  const run = async (...texts: string[]) =>
    (
      await format(
        texts.map((text, index) => file(`${index}.ts`, text)),
        { cacheDir },
      )
    ).map(({ text }) => text);

  test("keeps one entry for a text, and answers from it", async () => {
    expect(await run("a( )")).toEqual(["a();\n"]);
    const [entry = ""] = entries();
    const before = statSync(entry).mtimeMs;
    expect(await run("a( )")).toEqual(["a();\n"]);
    expect(entries()).toEqual([entry]);
    expect(statSync(entry).mtimeMs).toBe(before);
  });

  test("a damaged entry is made again", async () => {
    await run("a( )");
    const [entry = ""] = entries();
    writeFileSync(entry, readFileSync(entry, "utf8").slice(0, -2));
    expect(await run("a( )")).toEqual(["a();\n"]);
    expect(await run("a( )")).toEqual(["a();\n"]);
  });

  test("a text that failed is not kept", async () => {
    await run("(");
    expect(entries()).toEqual([]);
  });

  test("a folder that cannot be written to changes nothing", async () => {
    const blocked = join(cacheDir, "file");
    writeFileSync(blocked, "");
    const [output] = await format([file("a.ts", "a( )")], { cacheDir: join(blocked, "cache") });
    expect(output?.text).toBe("a();\n");
  });

  test("by default it is in the node_modules of the project, or in the user's own temporary folder", () => {
    expect(defaultCacheDir(process.cwd())).toBe(
      join(process.cwd(), "node_modules", ".cache", "specwright"),
    );
    expect(defaultCacheDir("/")).toMatch(/specwright-\d+$/);
  });
});

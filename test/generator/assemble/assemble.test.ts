import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { apiReport } from "../../../generator/assemble/index.js";
import { SpecwrightError } from "../../../generator/contract/index.js";
import { layOut } from "../../../generator/format/prettier.js";
import { parse, syntaxFaults } from "../../../generator/lib/compiler.js";
import { emit } from "../../scenarios/line.js";
import { assembled } from "./support.js";

describe("barrel", () => {
  test("exports what the document declares, below what the template exports; functions stay in their modules", async () => {
    const { "src/index.ts": index } = await assembled({
      files: { "src/index.ts": 'export { withRetries } from "./core/retries.js";\n' },
      symbols: {
        withRetries: { path: "src/core/retries.ts", kind: "value" },
        Api: { path: "src/sdk.ts", kind: "value" },
        ApiCore: { path: "src/client.ts", kind: "value" },
        ApiOptions: { path: "src/client.ts", kind: "type" },
        NotFoundError: { path: "src/errors.ts", kind: "value" },
        listPets: { path: "src/operations/list-pets.ts", kind: "value" },
        ListPetsRequest: { path: "src/operations/list-pets.ts", kind: "type" },
        Pets: { path: "src/resources/pets.ts", kind: "value" },
        Pet: { path: "src/types.ts", kind: "type" },
      },
      index: {
        "src/sdk.ts": "names",
        "src/client.ts": "names",
        "src/errors.ts": "all",
        "src/operations/list-pets.ts": "types",
        "src/types.ts": "all",
      },
    });
    expect(index?.text.split("\n").filter((line) => line !== "")).toEqual([
      'export { withRetries } from "./core/retries.js";',
      'export { ApiCore, type ApiOptions } from "./client.js";',
      'export * from "./errors.js";',
      'export type { ListPetsRequest } from "./operations/list-pets.js";',
      'export { Api } from "./sdk.js";',
      'export type * from "./types.js";',
    ]);
  });
});

describe("runtime files", () => {
  test("that nothing needs are left out; what is needed through others, or for its types, stays", async () => {
    const files = {
      "src/client.ts": 'import { a } from "./core/a.js";\na();',
      "src/core/a.ts": 'export { b as a } from "../internal/b.js";',
      "src/internal/b.ts":
        'import type { C } from "./c.js";\nexport const b = (): C => import("./d.js");',
      "src/internal/c.ts": "export type C = unknown;",
      "src/internal/d.ts": "export {};",
      "src/internal/unused.ts": 'import "./b.js";',
    };
    const paths = Object.keys(await assembled({ files }));
    expect(paths.filter((path) => path.startsWith("src/"))).toEqual(Object.keys(files).slice(0, 5));
  });

  test("are not laid out again", async () => {
    const files = {
      "src/client.ts": 'import "./core/a.js";',
      "src/core/a.ts": "export {};",
      "README.md": "# A",
    };
    const wanted = Object.values(await assembled({ files })).map(({ path, format }) => [
      path,
      format,
    ]);
    expect(Object.fromEntries(wanted)).toEqual({
      "src/client.ts": true,
      "src/core/a.ts": false,
      "README.md": true,
    });
  });
});

describe("TypeScript that does not parse", () => {
  const fault = async (files: Record<string, string>) => {
    try {
      await assembled({ files });
    } catch (error) {
      if (error instanceof SpecwrightError) return error.diagnostics;
      throw error;
    }
    return [];
  };

  test("is told at the line of the template that made it", async () => {
    expect(await fault({ "src/a.ts": "const a = 1;\nconst b = ;\n" })).toEqual([
      {
        rule: "template-syntax",
        severity: "error",
        message:
          'Template "package/src/a.ts.hbs" makes TypeScript that cannot be parsed, in src/a.ts: Expression expected.',
        hint: expect.any(String) as string,
        location: { file: "/templates/src/a.ts.hbs", line: 12 },
      },
    ]);
  });

  test("is found in every file", async () => {
    const found = await fault({ "src/a.ts": "(", "src/b.ts": "class {" });
    expect(found.map(({ location }) => location?.file)).toEqual([
      "/templates/src/a.ts.hbs",
      "/templates/src/b.ts.hbs",
    ]);
  });
});

describe("API report", () => {
  const reportOf = async (
    files: Readonly<Record<string, string>>,
    copies: readonly string[] = [],
  ) => {
    const laidOut = Object.entries(files).map(async ([path, text]) => ({
      path,
      text: await layOut(text),
    }));
    const rendered = Object.keys(files).map((path) => ({
      path,
      templateId: `package/${path}.hbs`,
      kind: copies.includes(path) ? ("copy" as const) : ("custom" as const),
    }));
    return apiReport(await Promise.all(laidOut), rendered).text;
  };

  test("is the public surface: no comments, bodies, values, private members or private files", async () => {
    const report = await reportOf(
      {
        "src/client.ts": [
          'import "./internal/x.js";',
          "/** Doc. */",
          "export class A extends B<C> {",
          "  readonly #secret = 1;",
          "  private hidden = 2;",
          "  readonly shown: number = 3;",
          "  constructor(options: O = {}) { super(options); }",
          "  /** Doc. */",
          "  async run(a: string, b?: number): Promise<void> { await a; }",
          "  get name(): string { return 'a'; }",
          "  *[Symbol.iterator](): Generator<string> { yield 'a'; }",
          "  static of(options: { /* one */ a: string;\n b: number }): { a: A;\n b: B } { return options; }",
          "}",
          "export async function f(a: number): Promise<string> { const b = () => { return a; }; return String(b()); }",
          "export const value: number = 5;",
          "export const aNameThatTakesNearlyAllTheRoomOnItsLine: ATypeThatTakesItsRoomToo<Shown> = make({ hidden: 1 });",
          "export type T = { a: 1 };",
          "function hidden(): void {}",
          'export { a as b, type C } from "./own.js";',
          "export { f as g };",
        ].join("\n"),
        "src/internal/x.ts": "export const x = 1;",
        "README.md": "export const no = 1;",
      },
      ["src/internal/x.ts"],
    );
    expect(report).toBe(
      [
        "// src/client.ts",
        'export { a as b, type C } from "./own.js";',
        "export { f as g };",
        "export class A extends B<C> {",
        "  constructor(options: O = {});",
        "  *[Symbol.iterator](): Generator<string>;",
        "  get name(): string;",
        "  static of(options: { /* one */ a: string; b: number }): { a: A; b: B };",
        "  run(a: string, b?: number): Promise<void>;",
        "  readonly shown: number;",
        "}",
        "export type T = { a: 1 };",
        "export const aNameThatTakesNearlyAllTheRoomOnItsLine: ATypeThatTakesItsRoomToo<Shown>;",
        "export async function f(a: number): Promise<string>;",
        "export const value: number;",
        "",
      ].join("\n"),
    );
  });

  test("is by name, whatever order the document has, and a union has a line for each member", async () => {
    const report = await reportOf({
      "src/types.ts": [
        "export interface Pet { name: string; age?: number; owner: { name: string; age: number } }",
        'export type Kind = "b|" | "a" | Record<string, "c" | (() => "d" | "e")>;',
        "export type Long = OneTypeWithALongName | AnotherTypeWithALongName | Array<AThirdTypeWithALongName | B>;",
        "export type Box = { a: 1 | 2 };",
        "export interface Ape extends Pet {}",
      ].join("\n"),
    });
    expect(report).toBe(
      [
        "// src/types.ts",
        "export interface Ape extends Pet {}",
        "export type Box = { a: 1 | 2 };",
        "export type Kind =",
        '  | "b|"',
        '  | "a"',
        '  | Record<string, "c" | (() => "d" | "e")>;',
        "export type Long =",
        "  | OneTypeWithALongName",
        "  | AnotherTypeWithALongName",
        "  | Array<AThirdTypeWithALongName | B>;",
        "export interface Pet {",
        "  age?: number;",
        "  name: string;",
        "  owner: { name: string; age: number };",
        "}",
        "",
      ].join("\n"),
    );
  });

  test("of a whole package has every declaration that the parser finds exported, and nothing of what is inside", async () => {
    const { files } = await emit(
      readFileSync(new URL("../../../spec/kitchen-sink.yaml", import.meta.url), "utf8"),
    );
    const own = [...files].filter(
      ([path]) => /^src\/(?!core|internal)/.test(path) || path === "src/core/xml-contents.ts",
    );
    const text = apiReport(
      own.map(([path, each]) => ({ path, text: each })),
      own.map(([path]) => ({ path, templateId: `package/${path}.hbs`, kind: "builtin" as const })),
    ).text;
    for (const section of text.split(/^(?=\/\/ src)/m)) {
      const [path = ""] = /src\S+/.exec(section) ?? [];
      expect(syntaxFaults(parse(path, `declare module "m" {\n${section}}`)), path).toEqual([]);
      expect(exportedNames(section), path).toEqual(exportedNames(files.get(path) ?? "").sort());
    }
    expect(text).not.toMatch(/^\s+(?:return|await|const) |this\./m);
  });
});

/** Names that declarations of the file export, in order. */
function exportedNames(text: string): string[] {
  return parse("a.ts", text).statements.flatMap((statement) => {
    if (!/^export /.test(statement.getText())) return [];
    return (
      /^export (?:\w+ )*?(?:function\*?|class|const|interface|type) (\w+)/.exec(
        statement.getText(),
      )?.[1] ?? []
    );
  });
}

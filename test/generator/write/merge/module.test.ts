import { describe, expect, test } from "vitest";
import { type Side, mergeFile } from "../../../../generator/write/merge/index.js";

interface Case {
  readonly name: string;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** The merged text; of a conflict, what it says: `line-endLine`. */
  readonly gives: string | { readonly conflict: readonly string[] };
}

const merge = async (
  { base, ours, theirs }: Pick<Case, "base" | "ours" | "theirs">,
  path = "src/a.ts",
  favour: Side = "ours",
) => mergeFile({ path, base, ours: Buffer.from(ours), theirs, favour });

const client = `import type { A } from "./types.js";
import { get, post } from "./core.js";

/** A client. */
export class Client {
  /** The pets. */
  pets(limit = 10): A {
    return get("/pets", limit);
  }

  add(pet: A): A {
    return post("/pets", pet);
  }
}
`;

const cases: readonly Case[] = [
  {
    name: "a comment before a method whose docs and body change",
    base: client,
    ours: client.replace("  pets(", "  // Ours: see the ticket.\n  pets("),
    theirs: client
      .replace("/** The pets. */", "/** All pets. */")
      .replace('"/pets", limit', '"/v2/pets", limit'),
    gives: client
      .replace("/** The pets. */", "/** All pets. */")
      .replace("  pets(", "  // Ours: see the ticket.\n  pets(")
      .replace('"/pets", limit', '"/v2/pets", limit'),
  },
  {
    name: "an added method where another is added too",
    base: client,
    ours: client.replace(
      '    return post("/pets", pet);\n  }\n',
      '    return post("/pets", pet);\n  }\n\n  mine(): void {}\n',
    ),
    theirs: client.replace(
      '    return post("/pets", pet);\n  }\n',
      '    return post("/pets", pet);\n  }\n\n  remove(): void {}\n',
    ),
    gives: client.replace(
      '    return post("/pets", pet);\n  }\n',
      '    return post("/pets", pet);\n  }\n\n  mine(): void {}\n\n  remove(): void {}\n',
    ),
  },
  {
    name: "a changed default beside a new parameter",
    base: client,
    ours: client.replace("limit = 10", "limit = 50"),
    theirs: client.replace("limit = 10", "limit = 10, page = 1"),
    gives: client.replace("limit = 10", "limit = 50, page = 1"),
  },
  {
    name: "two values of one default",
    base: client,
    ours: client.replace("limit = 10", "limit = 50"),
    theirs: client.replace("limit = 10", "limit = 20"),
    gives: { conflict: ["7-7 50|20"] },
  },
  {
    name: "a removed export beside a new one",
    base: 'export { A, B, C } from "./a.js";\nexport * from "./b.js";\n',
    ours: 'export { A, C } from "./a.js";\nexport * from "./b.js";\n',
    theirs:
      'export { A, B, C, D } from "./a.js";\nexport * from "./b.js";\nexport * from "./c.js";\n',
    gives: 'export { A, C, D } from "./a.js";\nexport * from "./b.js";\nexport * from "./c.js";\n',
  },
  {
    name: "an export that both remove, and one that changes after it was removed",
    base: "export const a = 1;\nexport const b = 2;\nexport const c = 3;\n",
    ours: "export const c = 3;\n",
    theirs: "export const b = 20;\nexport const c = 3;\n",
    gives: "export const c = 3;\n",
  },
  {
    name: "a file laid out anew, where a member is added",
    base: "export interface A {\n  a: string;\n  b?: number;\n}\n\nexport interface B {\n  c: string;\n}\n",
    ours: "export interface A {\n    a: string\n    b?: number\n}\n\nexport interface B {\n    c: string\n}\n",
    theirs:
      "export interface A {\n  a: string;\n  b?: number;\n  x: boolean;\n}\n\nexport interface B {\n  c: string;\n}\n",
    gives:
      "export interface A {\n    a: string\n    b?: number\n    x: boolean;\n}\n\nexport interface B {\n    c: string\n}\n",
  },
  {
    name: "a union, laid out anew, with a new member",
    base: 'export type A = "a" | "b";\n',
    ours: "export type A =\n  | 'a'\n  | 'b'\n  | 'mine';\n",
    theirs: 'export type A = "a" | "b" | "c";\n',
    gives: "export type A =\n  | 'a'\n  | 'b'\n  | 'mine'\n  | \"c\";\n",
  },
  {
    name: "imports by specifier",
    base: 'import { A, B } from "./types.js";\n\nexport const x: A & B = 1;\n',
    ours: 'import { A, B, Mine } from "./types.js";\n\nexport const x: A & B = 1;\nexport let y: Mine;\n',
    theirs: 'import { A, B, C } from "./types.js";\n\nexport const x: A & B & C = 1;\n',
    gives:
      'import { A, B, Mine, C } from "./types.js";\n\nexport const x: A & B & C = 1;\nexport let y: Mine;\n',
  },
  {
    name: "an import that is no longer generated and that a person uses",
    base: 'import { a } from "./a.js";\nimport { b } from "./b.js";\n\nexport const x = a + b;\n',
    ours: 'import { a } from "./a.js";\nimport { b } from "./b.js";\n\nexport const x = a + b;\nexport const mine = b;\n',
    theirs: 'import { a } from "./a.js";\n\nexport const x = a;\n',
    gives:
      'import { a } from "./a.js";\nimport { b } from "./b.js";\n\nexport const x = a;\nexport const mine = b;\n',
  },
  {
    name: "an import that both bring, each in its own way",
    base: 'import { a } from "./a.js";\n\nexport const x = a;\n',
    ours: 'import { a } from "./a.js";\nimport { b } from "./b.js";\n\nexport const x = a + b;\n',
    theirs:
      'import { b } from "./b.js";\nimport { a } from "./a.js";\n\nexport const x = a;\nexport const y = b;\n',
    gives:
      'import { b } from "./b.js";\nimport { a } from "./a.js";\n\nexport const x = a + b;\nexport const y = b;\n',
  },
  {
    name: "an edited declaration that is no longer generated",
    base: "export const a = 1;\nexport const b = 2;\n",
    ours: "export const a = 1;\nexport const b = 22;\n",
    theirs: "export const a = 1;\n",
    gives: { conflict: ["2-2 export const b = 22;|"] },
  },
  {
    name: "a renamed method whose body changes",
    base: client,
    ours: client.replace("  add(", "  create("),
    theirs: client.replace('post("/pets", pet)', 'post("/v2/pets", pet)'),
    gives: client
      .replace("  add(", "  create(")
      .replace('post("/pets", pet)', 'post("/v2/pets", pet)'),
  },
  {
    name: "statements that both put at the same place of a function",
    base: "function f() {\n  return 1;\n}\n",
    ours: "function f() {\n  mine();\n  return 1;\n}\n",
    theirs: "function f() {\n  made();\n  return 1;\n}\n",
    gives: { conflict: ["2-3 mine();\n  return 1;|made();\n  return 1;"] },
  },
  {
    name: "a comment at the end of a line before what is new",
    base: "export const a = { x: 1 };\n",
    ours: "export const a = { x: 1 // mine\n};\n",
    theirs: "export const a = { x: 1, y: 2 };\n",
    gives: "export const a = { x: 1, // mine\n y: 2\n};\n",
  },
  {
    name: "`export` taken away from what changes",
    base: "export function f(a: string) {}\n",
    ours: "function f(a: string) {}\n",
    theirs: "export function f(a: string, b: string) {}\n",
    gives: "function f(a: string, b: string) {}\n",
  },
];

describe("a module", () => {
  test.each(cases)("$name", async ({ gives, ...texts }) => {
    const { text, conflicts } = await merge(texts);
    if (typeof gives === "string") {
      expect(conflicts).toEqual([]);
      expect(text).toBe(gives);
    } else {
      expect(
        conflicts.map(({ line, endLine, ours, theirs }) => `${line}-${endLine} ${ours}|${theirs}`),
      ).toEqual(gives.conflict);
    }
  });
});

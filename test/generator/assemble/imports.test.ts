import { describe, expect, test } from "vitest";
import { oneAssembled } from "./support.js";

describe("import block", () => {
  const table: { name: string; given: string; references: string[]; want: string }[] = [
    {
      name: "types only",
      given: "export type A = Pet | Owner;",
      references: ["Pet", "Owner"],
      want: 'import type { Owner, Pet } from "../types.js";\nexport type A = Pet | Owner;',
    },
    {
      name: "a value and a type of one module",
      given: "export const a = (): Call => call();",
      references: ["call", "Call"],
      want: 'import { type Call, call } from "../core/call.js";\nexport const a = (): Call => call();',
    },
    {
      name: "a class that is only used as a type",
      given: "export type A = ApiError;",
      references: ["ApiError"],
      want: 'import type { ApiError } from "../core/errors.js";\nexport type A = ApiError;',
    },
    {
      name: "a class that is extended",
      given: "export class A extends ApiError {}",
      references: ["ApiError"],
      want: 'import { ApiError } from "../core/errors.js";\nexport class A extends ApiError {}',
    },
    {
      name: "an interface that is extended, and typeof",
      given: "export interface A extends Pet {}\nexport type B = typeof call;",
      references: ["Pet", "call"],
      want: 'import type { call } from "../core/call.js";\nimport type { Pet } from "../types.js";\nexport interface A extends Pet {}\nexport type B = typeof call;',
    },
    {
      name: "the type argument of a class that is extended",
      given: "export class A extends ApiError<Pet> {}",
      references: ["ApiError", "Pet"],
      want: 'import { ApiError } from "../core/errors.js";\nimport type { Pet } from "../types.js";\nexport class A extends ApiError<Pet> {}',
    },
    {
      name: "a shorthand property",
      given: "export const a = { call };",
      references: ["call"],
      want: 'import { call } from "../core/call.js";\nexport const a = { call };',
    },
    {
      name: "exported as it is, and by another name",
      given: "export { call };\nexport { Pet as Animal, type Owner };",
      references: ["call", "Pet", "Owner"],
      want: 'import { call } from "../core/call.js";\nimport type { Owner, Pet } from "../types.js";\nexport { call };\nexport { Pet as Animal, type Owner };',
    },
    {
      name: "exported as a type",
      given: "export type { ApiError as Failure };",
      references: ["ApiError"],
      want: 'import type { ApiError } from "../core/errors.js";\nexport type { ApiError as Failure };',
    },
    {
      name: "exported from another module only",
      given:
        'export { call as Y, ApiError } from "./own.js";\nexport type { Pet as Z } from "./own.js";',
      references: ["call", "ApiError", "Pet"],
      want: 'export { call as Y, ApiError } from "./own.js";\nexport type { Pet as Z } from "./own.js";',
    },
    {
      name: "imported by another name, taken out of an object, of another module's type",
      given:
        'import { call as mine } from "./own.js";\nexport const { call: a } = mine;\nexport type B = import("./own.js").Pet;',
      references: ["call", "Pet"],
      want: 'import { call as mine } from "./own.js";\nexport const { call: a } = mine;\nexport type B = import("./own.js").Pet;',
    },
    {
      name: "named in a comment only",
      given: "/** {@link Pet} */\nexport const a = 1;",
      references: ["Pet"],
      want: "/** {@link Pet} */\nexport const a = 1;",
    },
    {
      name: "a property of that name only",
      given: "export const a = { call: 1 }.call;",
      references: ["call"],
      want: "export const a = { call: 1 }.call;",
    },
    {
      name: "declared in the file itself",
      given: "export interface Own {}\nexport type A = Own;",
      references: ["Own"],
      want: "export interface Own {}\nexport type A = Own;",
    },
    {
      name: "a sibling",
      given: "sibling();",
      references: ["sibling"],
      want: 'import { sibling } from "./c.js";\nsibling();',
    },
    {
      name: "imported by the template already",
      given: 'import { Pet } from "elsewhere";\nexport type A = Pet | Owner;',
      references: ["Pet", "Owner"],
      want: 'import type { Owner } from "../types.js";\nimport { Pet } from "elsewhere";\nexport type A = Pet | Owner;',
    },
    {
      name: "below the head of the file, above the doc comment of its first declaration",
      given: "// A licence.\n// More.\n\n/** A. */\nexport type A = Pet;",
      references: ["Pet"],
      want: '// A licence.\n// More.\nimport type { Pet } from "../types.js";\n/** A. */\nexport type A = Pet;',
    },
  ];
  test.each(table)("$name", async ({ given, references, want }) => {
    expect(await oneAssembled(given, references)).toBe(want);
  });
});

/** Types are printed as prettier would lay them out, whatever they are and however long; and always as TypeScript that parses. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Type, TypeDeclaration } from "../../../generator/contract/index.js";
import { layOut } from "../../../generator/format/prettier.js";
import { printDeclaration, printType } from "../../../generator/lib/print-type.js";
import {
  arrayOf,
  BIGINT,
  BLOB,
  global,
  intersectionOf,
  literalOf,
  named,
  NULL,
  objectOf,
  property,
  STRING,
  UNDEFINED,
  unionOf,
  UNKNOWN,
} from "../../../generator/lib/type.js";
import { misprinted, misprintedAliases } from "../../support/plain-print.js";

const open: Type = { kind: "open", of: "string" };
const object = (...names: readonly string[]) =>
  objectOf(names.map((name, index) => property(name, STRING, index > 0)));

describe("on one line", () => {
  test.each<[string, Type]>([
    ["unknown", UNKNOWN],
    ["Stream<Pet>", named("Stream", named("Pet"))],
    ['"a" | "b" | (string & {})', unionOf([literalOf("a"), literalOf("b"), open])],
    ['("a" | null)[]', arrayOf(unionOf([NULL, literalOf("a")]))],
    ["(A & { x?: string })[]", arrayOf(intersectionOf([named("A"), object("x")]))],
    ["A & (B | C)", intersectionOf([named("A"), unionOf([named("B"), named("C")])])],
    ['{ "a-b"?: string; c: string }', object("a-b", "c")],
    ["{}", objectOf([])],
    ["Record<string, unknown>", objectOf([], UNKNOWN)],
    ["{ [key: string]: Pet }", objectOf([], named("Pet"))],
    [
      "[string, number?, ...Blob[]]",
      { kind: "tuple", items: [STRING, { kind: "number" }], required: 1, rest: BLOB },
    ],
    ["[1, { a: true }]", literalOf([1, { a: true }])],
    ["never[]", literalOf([])],
    [`'say "hi"'`, literalOf('say "hi"')],
    [
      'NonNullable<(A | B)["x"]>[number]',
      {
        kind: "member",
        of: global("NonNullable", {
          kind: "member",
          of: unionOf([named("A"), named("B")]),
          key: "x",
        }),
        key: null,
      },
    ],
  ])("%s", (want, type) => {
    expect(printType(type)).toBe(want);
  });
});

const word = fc.constantFrom("a", "Pet", "aLongerNameThanMost", `${"Long".repeat(12)}Name`);
const name = fc.oneof(
  word,
  fc.constantFrom("$ref", "a-b", "größe", "1", "__proto__", "constructor"),
);
const doc = fc.constantFrom(
  null,
  "One line.",
  "Several lines.\n\n    const code = 1;\n@see x",
  "| a |\n|---|",
);

const { type } = fc.letrec<{ type: Type }>((tie) => {
  const some = (least: number) => fc.array(tie("type"), { minLength: least, maxLength: 4 });
  const record = fc
    .uniqueArray(fc.record({ name, type: tie("type"), required: fc.boolean(), doc }), {
      maxLength: 4,
      selector: (each) => each.name,
    })
    .map((all) => objectOf(all.map((each) => ({ ...each, pointer: null, constraints: null }))));
  return {
    type: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom<Type>(STRING, NULL, UNDEFINED, UNKNOWN, BIGINT, open, BLOB),
      word.map((each) => named(each)),
      fc
        .oneof(word, fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }))
        .map(literalOf),
      tie("type").map(arrayOf),
      some(2).map(unionOf),
      some(2).map(intersectionOf),
      some(1).map((args) => named("Stream", ...args)),
      record,
      tie("type").map((rest) => objectOf([], rest)),
      fc
        .tuple(some(1), fc.nat(4), fc.option(tie("type")))
        .map(([items, required, rest]) => ({ kind: "tuple" as const, items, required, rest })),
      fc.tuple(word, word).map(([name, key]) => {
        return { kind: "member" as const, of: named(name), key };
      }),
    ),
  };
});

const declaration = fc
  .record({ name: word, type, doc, heritage: fc.uniqueArray(word, { maxLength: 3 }) })
  .map((parts): TypeDeclaration => ({
    ...parts,
    kind: parts.type.kind === "object" && parts.type.rest === null ? "interface" : "alias",
    pointer: "",
    direction: "response",
    constraints: null,
  }));

test("a declaration: as prettier lays it out", async () => {
  await fc.assert(
    fc.asyncProperty(declaration, async (given) => {
      const text = `${printDeclaration(given)}\n`;
      expect(text).toBe(await layOut(text));
    }),
    { numRuns: 300 },
  );
});

/** `[{ a: string } | string, ...string[]]`: the union stands in parentheses where the list is broken. */
const UNION_BEFORE_REST: TypeDeclaration = {
  name: "T",
  kind: "alias",
  type: {
    kind: "tuple",
    items: [unionOf([object("a"), STRING])],
    required: 1,
    rest: STRING,
  },
  heritage: [],
  doc: null,
  pointer: "",
  direction: "response",
  constraints: null,
};

test("a declaration, and a type in other code: what prettier makes of a printing without any layout", async () => {
  await fc.assert(
    fc.asyncProperty(declaration, async (given) => {
      expect(await misprinted([given])).toBeNull();
      expect(await misprintedAliases([given.type])).toBeNull();
    }),
    { numRuns: 300, examples: [[UNION_BEFORE_REST]] },
  );
});

/** Built-in templates write what prettier would: their files skip it, so nothing else would tell. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json, RuntimeArgument } from "../../../generator/contract/index.js";
import { assemble } from "../../../generator/assemble/index.js";
import { layOut } from "../../../generator/format/prettier.js";
import { render } from "../../../generator/render/index.js";
import { planOf } from "../../scenarios/line.js";
import { renderOne } from "./support.js";

describe("{{#group}}", () => {
  const long = "a".repeat(60);
  const call = (name: string) =>
    `${name}{{#group}}{{#list "()"}}\n  {{x}},{{space}}\n  b\n{{/list}}{{/group}};`;
  test.each([
    { name: "on one line where it fits", given: call("f"), want: "f(a, b);" },
    {
      name: "over several where it does not",
      given: call(long),
      context: { x: long },
      want: `${long}(\n  ${long},\n  b,\n);`,
    },
    {
      name: "what follows counts",
      given: call("f") + long + long,
      want: `f(\n  a,\n  b,\n);${long}${long}`,
    },
    {
      name: "what follows counts up to where it may be broken",
      given: `f{{#group}}{{#list "()"}}{{x}}{{/list}}{{/group}}.${call(long)}`,
      context: { x: long },
      want: `f(${long}).${long}(\n  ${long},\n  b,\n);`.replace(`f(${long})`, `f(\n  ${long},\n)`),
    },
    {
      name: "the indentation counts",
      given: `${" ".repeat(98)}${call("f")}`,
      want: `${" ".repeat(98)}f(\n${" ".repeat(100)}a,\n${" ".repeat(100)}b,\n${" ".repeat(98)});`,
    },
    {
      name: "the outer one breaks first; a type's arguments have no comma behind the last",
      given: `f{{#group}}{{#list "()"}}g{{#group}}{{#list "<>"}}a,{{space}}b{{/list}}{{/group}},{{space}}${long}${long}{{/list}}{{/group}};`,
      want: `f(\n  g<a, b>,\n  ${long}${long},\n);`,
    },
    {
      name: "a union",
      given: 'type A = {{#group}}{{ifBreak "| "}}{{x}}{{space}}| b{{/group}};',
      want: "type A = a | b;",
    },
    {
      name: "a union on the next line",
      given: `type ${long} ={{#group}}{{#indent}}{{space}}\n  {{#group}}{{ifBreak "| "}}{{x}}{{space}}| ${long.slice(20)}{{/group}}\n{{/indent}}{{/group}};`,
      want: `type ${long} =\n  a | ${long.slice(20)};`,
    },
    {
      name: "a value on the next line",
      given: `const ${long} ={{#assigned}}${long}{{#group}}{{#list "()"}}{{x}}{{/list}}{{/group}}{{/assigned}};`,
      want: `const ${long} =\n  ${long}(a);`,
    },
    { name: "braces", given: '{{#group}}{{#list "{}"}}{{x}}{{/list}}{{/group}}', want: "{ a }" },
    {
      name: "broken in any case",
      given: '{{#group}}{{#list "{}"}}{{breakParent}}{{x}}{{/list}}{{/group}}',
      want: "{\n  a,\n}",
    },
    {
      name: "a line break of what is put in",
      given: 'f{{#group}}{{#list "()"}}{{x}}{{/list}}{{/group}}',
      context: { x: "`a\nb`" },
      want: "f(\n  `a\nb`,\n)",
    },
    {
      name: "one line in a comment",
      given: `{{#comment}}\n${call(long)}\n{{/comment}}`,
      context: { x: long },
      want: `/** ${long}(${long}, b); */\n`,
    },
  ])("$name", ({ given, context = { x: "a" }, want }) => {
    expect(renderOne(given, context).text).toBe(want);
  });
});

const word = fc.constantFrom("a", "id", "label", "aLongerNameThanMost", `${"long".repeat(12)}Name`);
const json = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    word,
    fc.constantFrom<Json>(null, true, 1, 200, "größe", 'say "x"'),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.array(fc.integer({ min: 100, max: 1e9 }), { minLength: 2, maxLength: 16 }),
    fc.dictionary(word, tie("json"), { maxKeys: 4 }),
  ),
})).json;
const value = fc.letrec<{ value: RuntimeArgument }>((tie) => {
  const several = fc.array(tie("value"), { maxLength: 4 });
  return {
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      json.map((each) => ({ kind: "literal" as const, value: each })),
      fc.constant({ kind: "reference" as const, name: "call", arguments: null }),
      several.map((args) => ({ kind: "reference" as const, name: "call", arguments: args })),
      several.map((items) => ({ kind: "list" as const, items })),
      tie("value")
        .filter(({ kind }) => kind !== "late")
        .map((each) => ({ kind: "late" as const, value: each })),
      fc.dictionary(word, tie("value"), { maxKeys: 4 }).map((entries) => ({
        kind: "object" as const,
        entries: Object.entries(entries).map(([key, each]) => ({ key, value: each })),
      })),
    ),
  };
}).value;

test("a value: as prettier lays it out", async () => {
  await fc.assert(
    fc.asyncProperty(value, async (given) => {
      const { text } = renderOne("const x = {\n  label: {{runtime value}},\n};\n", {
        value: given,
      });
      expect(text).toBe(await layOut(text));
    }),
    // The same values in every run: what fails is a change. Two rare shapes were found with other seeds.
    { numRuns: 1000, seed: -645055422 },
  );
});

const spec = (name: string) =>
  readFileSync(new URL(`../../../spec/${name}`, import.meta.url), "utf8");

test.each(["openrouter-rerank.yaml", "kitchen-sink.yaml"])(
  "%s: as prettier lays it out",
  async (name) => {
    const { plan, templates } = await planOf(spec(name));
    const assembled = await assemble(
      render(plan, templates, () => {}),
      plan,
    );
    const files = assembled.filter(
      ({ path, format }) => !format && /^src\/(?:operations|resources)\/|^src\/\w+\.ts$/.test(path),
    );
    expect(files.length).toBeGreaterThan(plan.files.filter(isOperation).length);
    for (const { path, text } of files) expect(text, path).toBe(await layOut(text));
  },
);

function isOperation({ path }: { readonly path: string }): boolean {
  return path.startsWith("src/operations/");
}

/** Built-in templates write what prettier would: their files skip it, so nothing else would tell. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { assemble } from "../../../generator/assemble/index.js";
import { layOut } from "../../../generator/format/prettier.js";
import { render } from "../../../generator/render/index.js";
import { planOf } from "../../scenarios/line.js";
import { renderOne } from "./support.js";

describe("{{#group}}", () => {
  const long = "a".repeat(60);
  const call = (name: string) => `${name}{{#group}}(\n  {{x}},\n  b,\n){{/group}};`;
  test.each([
    { name: "on one line where it fits", given: call("f"), want: "f(a, b);" },
    {
      name: "as written where it does not",
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
      name: "the indentation counts",
      given: `${" ".repeat(98)}${call("f")}`,
      want: `${" ".repeat(98)}f(\n  a,\n  b,\n);`,
    },
    {
      name: "the outer one breaks first",
      given: `f{{#group}}(\n  g{{#group}}<\n    a,\n    b\n  >{{/group}},\n  ${long}${long},\n){{/group}};`,
      want: `f(\n  g<a, b>,\n  ${long}${long},\n);`,
    },
    {
      name: "a union",
      given: "type A ={{#group}}\n  {{#group}}| {{x}}\n  | b{{/group}}{{/group}};",
      want: "type A = a | b;",
    },
    {
      name: "a union on the next line",
      given: `type ${long} ={{#group}}\n  {{#group}}| {{x}}\n  | ${long.slice(20)}{{/group}}{{/group}};`,
      want: `type ${long} =\n  a | ${long.slice(20)};`,
    },
    { name: "braces", given: "{{#group}}{\n  {{x}},\n}{{/group}}", want: "{ a }" },
    { name: "one object", given: "{{#group}}[\n  { x: {{x}} },\n]{{/group}}", want: "[{ x: a }]" },
    {
      name: "several objects",
      given: "{{#group}}[\n  { x: {{x}} },\n  { x: {{x}} },\n]{{/group}}",
      want: "[\n  { x: a },\n  { x: a },\n]",
    },
    {
      name: "several objects in a list within",
      given:
        "{{#group}}{\n  a: {{#group}}[\n    { x: {{x}} },\n    { x: b },\n  ]{{/group}},\n}{{/group}}",
      want: "{\n  a: [\n    { x: a },\n    { x: b },\n  ],\n}",
    },
    {
      name: "objects among other things",
      given: "{{#group}}[\n  { x: {{x}} },\n  { x: {{x}} },\n  b,\n]{{/group}}",
      want: "[{ x: a }, { x: a }, b]",
    },
    {
      name: "a comment",
      given: "{{#group}}(\n  // {{x}}\n  b,\n){{/group}}",
      want: "(\n  // a\n  b,\n)",
    },
  ])("$name", ({ given, context = { x: "a" }, want }) => {
    expect(renderOne(given, context).text).toBe(want);
  });
});

describe("is known to be laid out", () => {
  test.each([
    { name: "short lines", given: "const a = {\n  b: 1,\n};\n", want: true },
    { name: "a line too long", given: `const a = ${"b".repeat(95)};\n`, want: false },
    { name: "a long comment", given: `/** ${"b".repeat(95)} */\nconst a = 1;\n`, want: true },
    { name: "brackets with nothing in them", given: "const a = {\n};\n", want: false },
    { name: "a blank line too many", given: "class A {\n\n  b = 1;\n}\n", want: false },
    {
      name: "a literal of several lines",
      given: "{{literal x}}",
      context: { x: { a: "b".repeat(90) } },
      want: false,
    },
  ])("$name: $want", ({ given, context = {}, want }) => {
    expect(renderOne(given, context).isLaidOut).toBe(want);
  });
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
    const isOperation = ({ path }: { readonly path: string }) => path.startsWith("src/operations/");
    const operations = plan.files.filter(isOperation);
    expect(files.filter(isOperation).length).toBeGreaterThan(operations.length / 2);
    for (const { path, text } of files) expect(text, path).toBe(await layOut(text));
  },
);

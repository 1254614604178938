import { describe, expect, test } from "vitest";
import { SpecwrightError } from "../../../generator/contract/index.js";
import { arrayOf, named } from "../../../generator/lib/type.js";
import { faultsOf, renderAll, renderOne } from "./support.js";

describe("what a template can say", () => {
  const table: { name: string; given: string; context?: object; want: string }[] = [
    { name: "nothing is escaped", given: "{{x}}", context: { x: "<a & b>" }, want: "<a & b>" },
    { name: "json", given: "{{json x}}", context: { x: 'a"b' }, want: '"a\\"b"' },
    {
      name: "string, with line separators",
      given: "{{string x}}",
      context: { x: "a\u2028b" },
      want: '"a\\u2028b"',
    },
    {
      name: "key that is an identifier",
      given: "{{key x}}",
      context: { x: "top_n" },
      want: "top_n",
    },
    { name: "key that is not", given: "{{key x}}", context: { x: "a-b" }, want: '"a-b"' },
    { name: "key that is a number", given: "{{key x}}", context: { x: "404" }, want: "404" },
    {
      name: "key __proto__",
      given: "{{key x}}",
      context: { x: "__proto__" },
      want: '["__proto__"]',
    },
    {
      name: "literal",
      given: "{{literal x}}",
      context: { x: { a: [1, null], "b-c": "d" } },
      want: '{ a: [1, null], "b-c": "d" }',
    },
    {
      name: "literal too long for a line",
      given: "{{literal x}}",
      context: { x: ["a".repeat(50), { b: "c".repeat(50) }] },
      want: `[\n  "${"a".repeat(50)}",\n  { b: "${"c".repeat(50)}" },\n]`,
    },
    {
      name: "object",
      given: "{{object x}}",
      context: { x: { a: 1, b: {} } },
      want: "{\n  a: 1,\n  b: {},\n}",
    },
    {
      name: "object with a file",
      given: "{{object x}}",
      context: { x: { a: [{ $file: "b" }], c: { $file: "d".repeat(90) } } },
      want: `{\n  a: [new Blob(["b"])],\n  c: new Blob(["${"d".repeat(90)}"]),\n}`,
    },
    {
      name: "object of one short property",
      given: "{{object x}}",
      context: { x: { a: 1 } },
      want: "{ a: 1 }",
    },
    { name: "line", given: "{{line x}}", context: { x: "a\n  b\n" }, want: "a b" },
    {
      name: "sentence",
      given: "{{sentence x}}",
      context: { x: "Lists v1.0 pets. And more." },
      want: "Lists v1.0 pets.",
    },
    { name: "cell", given: "{{cell x}}", context: { x: "a | b\nc" }, want: "a \\| b c" },
    { name: "code with a bar", given: "{{code x}}", context: { x: "A | B" }, want: "`A \\| B`" },
    { name: "code with a backtick", given: "{{code x}}", context: { x: "`a`" }, want: "`` `a` ``" },
    { name: "braces", given: "{{braces x}}", context: { x: "Pet" }, want: "{Pet}" },
    {
      name: "eq",
      given: "{{#if (eq x 'a')}}yes{{else}}no{{/if}}",
      context: { x: "a" },
      want: "yes",
    },
    {
      name: "runtime value",
      given: "{{runtime x}}",
      context: {
        x: {
          kind: "reference",
          name: "call",
          arguments: [
            { kind: "literal", value: "flat" },
            {
              kind: "object",
              entries: [
                { key: "a-b", value: { kind: "reference", name: "call", arguments: null } },
              ],
            },
          ],
        },
      },
      want: 'call("flat", { "a-b": call })',
    },
  ];
  test.each(table)("$name", ({ given, context, want }) => {
    expect(renderOne(given, context).text).toBe(want);
  });
});

describe("doc comments", () => {
  const comment = (text: string) =>
    renderOne("{{#comment}}{{doc text}}{{/comment}}", { text }).text;

  test.each([
    { name: "one line", given: "A pet.", want: "/** A pet. */\n" },
    { name: "several", given: "A pet.\n\nMore.", want: "/**\n * A pet.\n *\n * More.\n */\n" },
    { name: "nothing", given: " \n ", want: "" },
    { name: "text that would end it", given: "a */ b", want: "/** a *\\/ b */\n" },
    {
      name: "text that looks like a tag",
      given: "a\n@deprecated not",
      want: "/**\n * a\n * \\@deprecated not\n */\n",
    },
    { name: "other line ends", given: "a\r\nb\u2028c", want: "/**\n * a\n * b\n * c\n */\n" },
  ])("$name", ({ given, want }) => {
    expect(comment(given)).toBe(want);
  });

  test("the template's own indentation is the comment's, the document's is its text's", () => {
    const template = "class A {\n  {{#comment}}\n  {{doc text}}\n\n  @see b\n  {{/comment}}\n}";
    const want = "class A {\n  /**\n   * List:\n   *   - a\n   *\n   * @see b\n   */\n}";
    expect(renderOne(template, { text: "List:\n  - a" }).text).toBe(want);
  });
});

describe("symbols", () => {
  test("are noted by ref, by type and by runtime, once each", () => {
    const file = renderOne('{{ref "Pet"}} {{type t}} {{ref "Pet"}}', {
      t: { type: arrayOf(named("Pet")) },
    });
    expect(file.text).toBe("Pet Pet[] Pet");
    expect([...file.references.keys()]).toEqual(["Pet"]);
  });

  test.each([
    { name: "a type is one wherever it is named", given: '{{ref "Pet"}}', want: ["Pet", "type"] },
    { name: "a value, unless said otherwise", given: '{{ref "call"}}', want: ["call", "value"] },
    { name: "said otherwise", given: '{{ref "call" as="type"}}', want: ["call", "type"] },
    {
      name: "both",
      given: '{{ref "call" as="type"}}{{ref "call"}}{{ref "call" as="type"}}',
      want: ["call", "value"],
    },
    {
      name: "in a type",
      given: "{{type t}}",
      context: { t: { type: named("call") } },
      want: ["call", "type"],
    },
  ])("and what they are for: $name", ({ given, context = {}, want }) => {
    expect([...renderOne(given, context).references]).toEqual([want]);
  });

  test("for something else are an error", () => {
    expect(faultsOf('{{ref "call" as="typ"}}')).toMatchObject([
      { message: expect.stringContaining('as="type"') as string, location: { line: 1, column: 1 } },
    ]);
  });

  test("that nobody declares are an error with the nearest name", () => {
    expect(faultsOf('a\n  {{ref "Pets"}}')).toMatchObject([
      {
        rule: "template-error",
        message: expect.stringContaining('Did you mean "Pet"?') as string,
        location: { file: "/templates/package/file.ts.hbs", line: 2, column: 3 },
      },
    ]);
  });
});

describe("bad templates", () => {
  const partial = { "partials/p.hbs": "fine\n{{missing}}" };
  const table: {
    name: string;
    given: string;
    others?: Record<string, string>;
    location: object;
    message: string;
  }[] = [
    {
      name: "a name that is not in the context",
      given: "a\n b {{missing}}",
      location: { line: 2, column: 6 },
      message: '"missing" is not in',
    },
    {
      name: "a helper that does not exist",
      given: "{{shout x}}",
      location: { line: 1 },
      message: "shout",
    },
    {
      name: "too few values",
      given: "{{eq 1}}",
      location: { line: 1, column: 1 },
      message: "takes 2 value(s)",
    },
    {
      name: "a block that is not closed",
      given: "a\n{{#if x}}",
      location: { line: 2 },
      message: "not a valid template",
    },
    {
      name: "a fault in a partial",
      given: "x\n{{> partials/p}}",
      others: partial,
      location: { file: "/templates/partials/p.hbs", line: 2 },
      message: "partials/p.hbs",
    },
    {
      name: "a partial that does not exist",
      given: "{{> partials/q}}",
      location: { file: "/templates/package/file.ts.hbs" },
      message: "partials/q",
    },
  ];
  test.each(table)("$name", ({ given, others, location, message }) => {
    const [fault, ...more] = faultsOf(given, { x: 1 }, others);
    expect(more).toEqual([]);
    expect(fault).toMatchObject({ rule: "template-error", severity: "error", location });
    expect(fault?.message).toContain(message);
  });
});

describe("partials", () => {
  test("an override wraps the built-in", () => {
    const others = {
      "partials/p.hbs": "[{{> @builtin/partials/p}}]",
      "@builtin/partials/p.hbs": "built-in {{x}}",
    };
    expect(renderOne("{{> partials/p}}", { x: 1 }, others).text).toBe("[built-in 1]");
  });

  test("a template of the package can be wrapped too, with or without its brackets", () => {
    const others = { "@builtin/package/[operation].ts.hbs": "it" };
    expect(renderOne("{{> @builtin/package/[operation].ts}}", {}, others).text).toBe("it");
    expect(renderOne('{{> "@builtin/package/[operation].ts"}}', {}, others).text).toBe("it");
  });
});

describe("origins", () => {
  test("each line is told by template and line, through partials and texts of several lines", () => {
    const others = { "partials/p.hbs": "p1\np2\n" };
    const { text, origins } = renderOne(
      "one\n{{> partials/p}}\n{{x}}\nfour",
      { x: "a\nb" },
      others,
    );
    expect(text).toBe("one\np1\np2\na\nb\nfour");
    const lines = text.split("\n").map((_, index) => {
      const origin = origins().findLast(({ line }) => line <= index + 1);
      return `${origin?.templateId}:${(origin?.templateLine ?? 0) + index + 1 - (origin?.line ?? 0)}`;
    });
    const file = "package/file.ts.hbs";
    expect(lines).toEqual([
      `${file}:1`,
      "partials/p.hbs:1",
      "partials/p.hbs:2",
      `${file}:3`,
      `${file}:3`,
      `${file}:4`,
    ]);
  });
});

describe("{{file}}", () => {
  const faultsOfAll = (templates: Readonly<Record<string, string>>) => {
    try {
      renderAll(templates);
    } catch (error) {
      if (error instanceof SpecwrightError) return error.diagnostics.map(({ message }) => message);
      throw error;
    }
    return [];
  };

  test("is the text of another file, whichever comes first", () => {
    const files = renderAll({ "a.md": 'A {{file "b.md"}}', "b.md": "B\n" });
    expect(files.map(({ text }) => text)).toEqual(["A B", "B\n"]);
  });

  test("of a path that the package does not have", () => {
    expect(faultsOfAll({ "a.md": '{{file "c.md"}}' })).toEqual([
      expect.stringContaining('The package has no file "c.md".'),
    ]);
  });

  test("of a file that holds this one", () => {
    const [fault] = faultsOfAll({ "a.md": '{{file "b.md"}}', "b.md": '{{file "a.md"}}' });
    expect(fault).toContain("would hold itself");
  });

  test("of a file whose template is wrong: that is told, once", () => {
    const faults = faultsOfAll({ "a.md": "{{nothing}}", "b.md": '{{file "a.md"}}' });
    expect(faults).toEqual([expect.stringContaining("nothing")]);
  });
});

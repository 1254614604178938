/** What a template can call. Few on purpose: whatever can be said in a context is said there. */
import type { Json, TypeExpression } from "../contract/index.js";
import { literal, openLiteral, propertyKey, quoted } from "./literal.js";
import { codeSpan, docComment, docText, firstSentence, oneLine, tableCell } from "./text.js";
import { withoutMarks } from "./lines.js";

/** Where a helper notes the symbols that the file needs. Throws where there is no such symbol. */
export interface References {
  add(name: string): void;
}

/** Simple helpers: values in, text (or a condition) out. */
export const valueHelpers: Readonly<Record<string, (...values: never[]) => string | boolean>> = {
  /** `{{json x}}`: JSON, two blanks a level. */
  json: (value: Json) => JSON.stringify(value, null, 2),
  /** `{{literal x}}`: a TypeScript literal; keys without quotes where they can be. */
  literal: (value: Json) => literal(value),
  /** `{{object x}}`: a literal with a line for each property. */
  object: (value: Json) => openLiteral(value),
  /** `{{string x}}`: a quoted string literal. */
  string: (text: string) => quoted(text),
  /** `{{key x}}`: a property name. */
  key: (name: string) => propertyKey(name),
  /** `{{doc x}}`: a description inside `{{#comment}}`. */
  doc: (text: string) => docText(text),
  /** `{{line x}}`: on one line. */
  line: (text: string) => oneLine(text),
  /** `{{sentence x}}`: the first sentence. */
  sentence: (text: string) => firstSentence(text),
  /** `{{cell x}}`: text in a Markdown table. */
  cell: (text: string) => tableCell(text),
  /** `{{code x}}`: a code span in Markdown. */
  code: (text: string) => codeSpan(text),
  /** `{{braces x}}`: `{x}`, which a template cannot write around a value. */
  braces: (text: string) => `{${text}}`,
  /** `{{#if (eq a b)}}`. */
  eq: (left: Json, right: Json) => left === right,
  /** `{{#if (or a b)}}`. */
  or: (left: Json, right: Json) => Boolean(left) || Boolean(right),
};

/**
 * `{{#comment}}...{{/comment}}`: a doc comment of the block's text; nothing where the block is empty. Lines of the template
 * lose the indentation that they have as lines of a block; the document's own text keeps its.
 */
export function comment(content: string, indent: number): string {
  const text = docComment(withoutMarks(content, indent));
  return text === "" ? "" : `${text}\n`;
}

/** `{{ref "Name"}}`: the name; its import is written later. */
export function ref(name: string, references: References): string {
  references.add(name);
  return name;
}

/** `{{type x}}`: a type expression, with all that it names. */
export function type(expression: TypeExpression, references: References): string {
  for (const name of expression.references) references.add(name);
  return expression.text;
}

/** `RuntimeArgument` of the plan's contexts, by shape: stages do not import each other. */
type Runtime =
  | { readonly kind: "literal"; readonly value: Json }
  | {
      readonly kind: "object";
      readonly entries: readonly { readonly key: string; readonly value: Runtime }[];
    }
  | {
      readonly kind: "reference";
      readonly name: string;
      readonly arguments: readonly Runtime[] | null;
    };

/** `{{runtime x}}`: a value of the runtime, called with its arguments where it has any. */
export function runtime(value: Runtime, references: References): string {
  const print = (item: Runtime) => runtime(item, references);
  switch (value.kind) {
    case "literal":
      return literal(value.value);
    case "object": {
      const entries = value.entries.map(
        ({ key, value: item }) => `${propertyKey(key)}: ${print(item)}`,
      );
      return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
    }
    case "reference":
      references.add(value.name);
      return value.arguments === null
        ? value.name
        : `${value.name}(${value.arguments.map(print).join(", ")})`;
  }
}

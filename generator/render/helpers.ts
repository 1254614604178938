/** What a template can call. Few on purpose: whatever can be said in a context is said there. */
import type {
  Json,
  RuntimeArgument,
  SymbolUse,
  TypeDeclaration,
  TypeExpression,
} from "../contract/index.js";
import { flattened, marked } from "../lib/layout-marks.js";
import {
  printAlias,
  printDeclaration,
  printMember,
  printType,
  typeDoc,
} from "../lib/print-type.js";
import { propertyKey, quoted } from "../lib/source-text.js";
import { namesIn, property } from "../lib/type.js";
import { openLiteral } from "./literal.js";
import { withoutLineMarks } from "./lines.js";
import {
  codeSpan,
  docComment,
  docText,
  firstSentence,
  oneLine,
  sentences,
  tableCell,
} from "./text.js";
import { valueDoc } from "./values.js";

/** Where a helper notes what the file's later stages must know. */
export interface Notes {
  /** A symbol that the file needs, and what for. Throws where there is no such symbol. */
  reference(name: string, use: SymbolUse): void;
}

/** Simple helpers: values in, text (or a condition) out. */
export const valueHelpers: Readonly<Record<string, (...values: never[]) => string | boolean>> = {
  /** `{{json x}}`: JSON, two blanks a level. */
  json: (value: Json) => JSON.stringify(value, null, 2),
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
  /** `{{sentences x y}}`: one behind the other, the first with its full stop; what is not there is left out. */
  sentences: (first: string | null, second: string | null) => sentences(first, second),
  /** `{{code x}}`: a code span in Markdown, of a text or a type. */
  code: (value: string | TypeExpression) =>
    codeSpan(typeof value === "string" ? value : printType(value.type)),
  /** `{{braces x}}`: `{x}`, which a template cannot write around a value. */
  braces: (text: string) => `{${text}}`,
  /** `{{link "rerank"}}`: `{@link rerank}`. */
  link: (name: string) => `{@link ${name}}`,
  /** `{{#if (eq a b)}}`. */
  eq: (left: Json, right: Json) => left === right,
  /** `{{#if (or a b)}}`: what counts as nothing is what `if` takes for it. */
  or: (left: Json, right: Json) => isSet(left) || isSet(right),
};

function isSet(value: Json): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** `{{#comment}}...{{/comment}}`: a doc comment of the block's text, indented as the block is; nothing where the block is empty. */
export function comment(content: string, indent: number): string {
  const text = docComment(flattened(withoutLineMarks(content)));
  if (text === "") return "";
  return indent === 0 ? `${text}\n` : `${text}\n`.replaceAll(/^(?!$)/gm, " ".repeat(indent));
}

/** `{{ref "Name"}}`: the name; its import is written later. `as="type"` where a value, such as a class, is only a type. */
export function ref(name: string, use: unknown, notes: Notes): string {
  if (use !== "type" && use !== "value")
    throw new Error('{{ref}} takes as="type", as="value" or nothing.');
  notes.reference(name, use);
  return name;
}

/** `{{literal x}}`: a TypeScript literal; keys without quotes where they can be. */
export function literalIn(value: Json): string {
  return marked(valueDoc({ kind: "literal", value }, () => {}));
}

/** `{{object x}}`: a literal with a line for each property. An example stands in several places of the code and the docs. */
export function objectOnce(): (value: Json) => string {
  const made = new WeakMap<object, string>();
  return (value) => {
    if (typeof value !== "object" || value === null) return openLiteral(value);
    const text = made.get(value) ?? openLiteral(value);
    made.set(value, text);
    return text;
  };
}

/** `{{type x}}`: a type expression, with all that it names. */
export function type({ type: value }: TypeExpression, notes: Notes): string {
  for (const name of namesIn(value)) notes.reference(name, "type");
  return marked(typeDoc(value));
}

/** `{{declaration x}}`: a declaration of the document's, with its doc comment. */
export function declaration(value: TypeDeclaration, notes: Notes): string {
  for (const name of [...value.heritage, ...namesIn(value.type)]) notes.reference(name, "type");
  return printDeclaration(value);
}

/**
 * `{{member name type required}}`: `name?: T;`. `indent=2`: how far in its line begins, and those of a type that is too long for one.
 * `column=2`: the same in a partial, whose lines are indented where it is included.
 */
export function member(
  { name, type: { type: value }, required }: Member,
  notes: Notes,
  { indent, column }: Named,
): string {
  for (const each of namesIn(value)) notes.reference(each, "type");
  const place = typeof indent === "number" ? indent : typeof column === "number" ? column : 0;
  const text = printMember(property(name, value, required), place);
  return typeof column === "number" ? text.replaceAll(`\n${" ".repeat(column)}`, "\n") : text;
}

export interface Member {
  readonly name: string;
  readonly type: TypeExpression;
  readonly required: boolean;
}

/** `{{alias name type}}`: `export type Name = T;`. */
export function alias(name: string, { type: value }: TypeExpression, notes: Notes): string {
  for (const each of namesIn(value)) notes.reference(each, "type");
  return printAlias(name, value);
}

/** What a helper was given by name, as in `as="type"`. */
export type Named = Readonly<Record<string, unknown>>;

/** `{{runtime x}}`: a value of the runtime, called with its arguments where it has any. */
export function runtime(value: RuntimeArgument, notes: Notes): string {
  return marked(valueDoc(value, (name) => notes.reference(name, "value")));
}

/**
 * Declarations and expressions as text. A document has tens of thousands of properties, whose texts differ in a name, a comment and a
 * type: TypeScript's printer prints one property of each form, and each type once.
 */
import {
  DOC,
  isObjectType,
  keyOf,
  named,
  nameIn,
  objectOf,
  TUPLE,
  type Lowered,
} from "./lowered.js";
import { rememberingPrinter, type KnownPrints } from "./known-prints.js";
import type { DeclarationParts, NodePrinter, PrintedDeclaration } from "./openapi-typescript.js";

export interface TypePrinter {
  /** On one line. */
  expression(lowered: Lowered): string;
  declaration(parts: DeclarationParts): PrintedDeclaration;
}

export function createTypePrinter(prints: KnownPrints): TypePrinter {
  const nodes = rememberingPrinter(prints);
  const expressions = new Map<string, string>();
  const heads = new HeadPrinter(nodes);
  const types = new Map<string, string>();
  const optional = new MemberPrinter(nodes, types, false);
  const required = new MemberPrinter(nodes, types, true);
  return {
    expression(lowered) {
      const name = nameIn(lowered);
      return name ?? once(expressions, keyOf(lowered), () => nodes.expression(lowered));
    },
    declaration(parts) {
      const { lowered } = parts;
      if (!isObjectType(lowered) || lowered.additionalProperties !== undefined)
        return nodes.declaration(parts);
      const isRequired = new Set(lowered.required);
      let members = "";
      for (const [name, value] of Object.entries(lowered.properties))
        members += (isRequired.has(name) ? required : optional).print(name, value);
      return { kind: "interface", text: `${heads.print(parts)}${members}}` };
    },
  };
}

/** The lines of an interface above its members. */
class HeadPrinter {
  readonly #nodes: NodePrinter;
  readonly #forms: Forms;

  constructor(nodes: NodePrinter) {
    this.#nodes = nodes;
    this.#forms = new Forms((doc) => this.#printNode({ name: WORD, heritage: [], doc }));
  }

  print(parts: DeclarationParts): string {
    const { name, heritage, doc } = parts;
    return heritage.length === 0 && isPlainComment(doc)
      ? this.#forms.fill(doc, [name])
      : this.#printNode(parts);
  }

  #printNode({ name, heritage, doc }: Omit<DeclarationParts, "lowered">): string {
    const { text } = this.#nodes.declaration({ name, heritage, doc, lowered: objectOf([], []) });
    return text.slice(0, -"}".length);
  }
}

/** A property, on one line or several. Documents say the same one in hundreds of objects. */
class MemberPrinter {
  readonly #nodes: NodePrinter;
  readonly #isRequired: boolean;
  readonly #forms: Forms;
  readonly #known = new Map<Lowered, Map<string, string>>();
  readonly #types: Map<string, string>;

  constructor(nodes: NodePrinter, types: Map<string, string>, isRequired: boolean) {
    this.#nodes = nodes;
    this.#types = types;
    this.#isRequired = isRequired;
    this.#forms = new Forms((doc) => {
      const value = doc === null ? named(WORD) : { ...named(WORD), [DOC]: doc };
      return nodes.member(WORD, value, isRequired);
    });
  }

  print(name: string, value: Lowered): string {
    const byName = once(this.#known, value, () => new Map<string, string>());
    return once(byName, name, () => this.#printNew(name, value));
  }

  #printNew(name: string, value: Lowered): string {
    const doc = value[DOC] ?? null;
    if (!isFlat(value) || !IDENTIFIER.test(name) || !isPlainComment(doc))
      return this.#nodes.member(name, value, this.#isRequired);
    const type = once(this.#types, keyOf(value), () => this.#nodes.type(value));
    return this.#forms.fill(doc, [name, type]);
  }
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** True where its text has one line. */
function isFlat(lowered: Lowered): boolean {
  if ("const" in lowered) return typeof lowered.const !== "object" || lowered.const === null;
  if ("oneOf" in lowered) return lowered.oneOf.every(isFlat);
  if ("allOf" in lowered) return lowered.allOf.every(isFlat);
  if (TUPLE in lowered) return false;
  return "items" in lowered ? isFlat(lowered.items) : !isObjectType(lowered);
}

/** The printer has line breaks of its own beside the usual one. */
function isPlainComment(doc: string | null): boolean {
  return doc === null || !/[\r\u2028\u2029]/.test(doc);
}

/** Stands for a name, a type, or a line of a comment. */
const WORD = "_word_";

/** What TypeScript's printer writes around words: without a comment, with one of one line, and with one of several. */
class Forms {
  readonly #none: readonly string[];
  readonly #line: readonly string[];
  readonly #lines: readonly string[];

  constructor(print: (doc: string | null) => string) {
    this.#none = print(null).split(WORD);
    this.#line = print(WORD).split(WORD);
    this.#lines = print(`${WORD}\n${WORD}`).split(WORD);
  }

  fill(doc: string | null, words: readonly string[]): string {
    if (doc === null) return this.#around(this.#none, 0, words);
    if (!doc.includes("\n")) return this.#line[0] + doc + this.#around(this.#line, 1, words);
    const [start = "", between = ""] = this.#lines;
    // No line has blanks at its end, not even one without a word.
    const lines = doc.split("\n").map((line) => (line === "" ? "" : ` ${line}`));
    const comment = start.trimEnd() + lines.join(between.trimEnd());
    return comment + this.#around(this.#lines, 2, words);
  }

  #around(form: readonly string[], from: number, words: readonly string[]): string {
    let text = form[from] ?? "";
    for (const [index, word] of words.entries()) text += word + (form[from + index + 1] ?? "");
    return text;
  }
}

function once<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}

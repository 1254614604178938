/** Values as they stand in code, each with where it may be broken, which is where prettier would. */
import type { Json, RuntimeArgument } from "../contract/index.js";
import {
  breakParent,
  concat,
  conditionalGroup,
  fill,
  flatText,
  group,
  ifBreak,
  indent,
  join,
  line,
  softline,
  type Doc,
} from "../lib/layout.js";
import { propertyKey, quoted } from "../lib/source-text.js";
import { sourceOf } from "./literal.js";

type Value = RuntimeArgument;

/** `name`: called for each value of the runtime that is named. */
export function valueDoc(value: Value, name: (name: string) => void): Doc {
  return new Printer(name).value(value);
}

class Printer {
  readonly #name: (name: string) => void;

  constructor(name: (name: string) => void) {
    this.#name = name;
  }

  value(value: Value): Doc {
    const { kind } = value;
    if (kind === "late") return this.#late(value.value, false);
    if (kind === "reference") {
      this.#name(value.name);
      return value.arguments === null ? value.name : this.#call(value.name, value.arguments);
    }
    const parts = partsOf(value);
    if (parts === null) return kind === "literal" ? scalar(value.value) : "";
    if (parts.kind === "list") return this.#list(parts.items);
    return this.#object(parts.entries);
  }

  #list(items: readonly Value[]): Doc {
    if (items.length === 0) return "[]";
    const docs = items.map((item) => this.value(item));
    if (isNumbers(items)) return numbersDoc(docs);
    const inner = indent([softline, join([",", line], docs), ifBreak(",")]);
    return group([isOfSeveral(items) ? breakParent : "", "[", inner, softline, "]"]);
  }

  #object(entries: Entries): Doc {
    if (entries.length === 0) return "{}";
    const docs = entries.map(({ key, value }) => this.#property(propertyKey(key), value));
    return group(["{", indent([line, join([",", line], docs), ifBreak(",")]), line, "}"]);
  }

  /** A text goes to a line of its own where it is too long, but for one behind a short key. */
  #property(key: string, value: Value): Doc {
    const doc = this.value(value);
    const isText = value.kind === "literal" && typeof value.value === "string";
    if (!isText || key.length < SHORT_KEY) return concat(key, ": ", doc);
    return [key, ":", group(indent([line, doc]))];
  }

  /** The last argument, if it has something to break in it, is broken before all of them stand on lines of their own. */
  #call(name: string, args: readonly Value[]): Doc {
    const last = args.at(-1);
    if (last === undefined) return `${name}()`;
    const docs = args.map((each) => this.value(each));
    const apart = (isForced: boolean) => {
      const inner = indent([softline, join([",", line], docs), ifBreak(",")]);
      return group([isForced ? breakParent : "", "(", inner, softline, ")"]);
    };
    const isBroken = (doc: Doc) => flatText(doc) === null;
    if (isComposition(args)) return [name, apart(true)];
    if (!isHeld(args)) return [name, apart(false)];
    if (docs.slice(0, -1).some(isBroken)) return [name, apart(true)];
    const before = docs.slice(0, -1).flatMap((doc) => [doc, ", "]);
    const held = last.kind === "late" ? this.#late(last.value, true) : (docs.at(-1) ?? "");
    return [
      name,
      docs.some(isBroken) ? breakParent : "",
      conditionalGroup([
        ["(", ...before, held, ")"],
        ["(", ...before, group([breakParent, held]), ")"],
        apart(true),
      ]),
    ];
  }

  #late(value: Value, isLast: boolean): Doc {
    const doc = this.value(value);
    const parts = partsOf(value);
    if (parts?.kind === "object") return concat("() => (", doc, ")");
    if (parts !== null) return concat("() => ", doc);
    return group(["() =>", group(indent([line, doc])), isLast ? [ifBreak(","), softline] : ""]);
  }
}

/** Keys this short leave nothing to win by a line break behind them. */
const SHORT_KEY = 5;

type Entries = readonly { readonly key: string; readonly value: Value }[];

type Parts =
  | { readonly kind: "list"; readonly items: readonly Value[] }
  | { readonly kind: "object"; readonly entries: Entries };

/** What a list or an object is made of; `null` for anything else. */
function partsOf(value: Value): Parts | null {
  if (value.kind === "list" || value.kind === "object") return value;
  if (value.kind !== "literal") return null;
  const json = value.value;
  if (json === null || typeof json !== "object" || sourceOf(json) !== null) return null;
  if (Array.isArray(json)) return { kind: "list", items: (json as readonly Json[]).map(literalOf) };
  const entries = Object.entries(json).map(([key, each]: [string, Json]) => ({
    key,
    value: literalOf(each),
  }));
  return { kind: "object", entries };
}

function literalOf(value: Json): Value {
  return { kind: "literal", value };
}

function scalar(value: Json): string {
  return typeof value === "string" ? quoted(value) : (sourceOf(value) ?? JSON.stringify(value));
}

/** How many things a list or an object has in it. */
function sizeOf(value: Value): number {
  const parts = partsOf(value);
  return parts === null ? 0 : parts.kind === "list" ? parts.items.length : parts.entries.length;
}

/** Prettier's rule: a list of lists, or of objects, that each have several things in them has a line for each. */
function isOfSeveral(items: readonly Value[]): boolean {
  if (items.length < 2) return false;
  const kind = kindOf(items[0]);
  return items.every((item) => kindOf(item) === kind && sizeOf(item) > 1);
}

function kindOf(value: Value | undefined): string {
  if (value === undefined) return "";
  const kind = partsOf(value)?.kind ?? value.kind;
  if (value.kind !== "literal" || kind !== "literal") return kind;
  // What is an object and has no parts is `null`, or a call such as `new Date(...)`.
  return typeof value.value === "object" ? "other" : typeof value.value;
}

function isNumbers(items: readonly Value[]): boolean {
  return items.length > 1 && items.every((item) => kindOf(item) === "number");
}

/** Prettier's `isFunctionCompositionArgs`: each argument has a line of its own. */
function isComposition(args: readonly Value[]): boolean {
  if (args.length < 2) return false;
  const isCallOfLate = (each: Value) =>
    each.kind === "reference" && (each.arguments ?? []).some(({ kind }) => kind === "late");
  return args.some(isCallOfLate) || args.filter(({ kind }) => kind === "late").length > 1;
}

/** As many on a line as fit. */
function numbersDoc(docs: readonly Doc[]): Doc {
  const lines = join(
    line,
    docs.map((doc) => concat(doc, ",")),
  );
  return conditionalGroup([
    ["[", ...join(", ", [...docs]), "]"],
    group([breakParent, "[", indent([softline, fill(lines)]), softline, "]"]),
  ]);
}

/** Prettier's `shouldGroupLast`. */
function isHeld(args: readonly Value[]): boolean {
  const [last, before] = [args.at(-1), args.at(-2)];
  if (last === undefined || (before !== undefined && kindOf(before) === kindOf(last))) return false;
  const parts = partsOf(last);
  if (parts?.kind === "list" && args.length > 1 && isNumbers(parts.items)) return false;
  if (parts?.kind === "list" && args.length === 2 && before?.kind === "late") return false;
  if (last.kind !== "late") return sizeOf(last) > 0;
  const body = last.value;
  if (body.kind === "reference") return body.arguments !== null;
  return body.kind === "late" || partsOf(body) !== null;
}

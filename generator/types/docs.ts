/** Doc comments, from what a schema says about itself. Markdown, without the comment's own signs. */
import type {
  Direction,
  Json,
  JsonObject,
  LoadedDocument,
  Pointer,
  ResolvedConfig,
} from "../contract/index.js";
import { conversionKind } from "../lib/conversion.js";
import { deprecationOf } from "../lib/extensions.js";
import { exactJson } from "../lib/exact-json.js";
import { factsOf } from "../lib/facts.js";
import { child, isObject } from "../lib/pointer.js";
import { prose, splitLines } from "../lib/read.js";
import { typesOf } from "../lib/schema-shape.js";
import { isSharedOpenEnum } from "./enum.js";
import { valueNames } from "./enum-docs.js";

/** Longer examples and defaults hide the type in a hover more than they show. */
const LONGEST_VALUE = 400;
const MOST_EXAMPLES = 2;

/** A schema, and where it stands. */
export interface DocumentedSchema {
  readonly schema: JsonObject;
  readonly pointer: Pointer;
}

export interface DocScope {
  readonly settings: ResolvedConfig["types"];
  readonly document: Pick<LoadedDocument, "exactIntegers">;
  readonly direction: Direction;
  readonly isSent: boolean;
}

/** `null` where there is nothing to say. `target`: what a `$ref` beside the description leads to. */
export function docOf(
  placed: DocumentedSchema,
  scope: DocScope,
  target?: DocumentedSchema,
): string | null {
  const { schema } = placed;
  const { settings, document } = scope;
  const combined = target === undefined ? schema : { ...target.schema, ...schema };
  const print = printerFor(combined, settings, document.exactIntegers);
  const lines = [
    ...textLines(schema),
    ...factLines(placed, document.exactIntegers),
    ...(isSharedOpenEnum(scope, schema)
      ? ["", "An open enum: other values are accepted, too."]
      : []),
    ...tagLines(placed, target, print),
  ];
  while (lines[0] === "") lines.shift();
  return lines.length === 0 ? null : lines.map(safe).join("\n");
}

/** A line of prose must neither end the comment nor be taken for a tag. */
function safe(line: string): string {
  return line.replaceAll("*/", "*\\/").trimEnd();
}

function textLines(schema: JsonObject): string[] {
  const text = firstText(schema["description"], schema["title"]);
  return text === null ? [] : splitLines(text).map((line) => line.replace(/^(\s*)@/, "$1\\@"));
}

function firstText(...values: readonly (Json | undefined)[]): string | null {
  for (const value of values) {
    const text = prose(value);
    if (text !== null) return text.trim();
  }
  return null;
}

/** What the type cannot say, and what the values of an enum are called. */
function factLines(
  { schema, pointer }: DocumentedSchema,
  digits: LoadedDocument["exactIntegers"],
): string[] {
  const facts = factsOf(schema, pointer, digits);
  return [...(facts === null ? [] : ["", facts]), ...valueNames(schema)];
}

/** A value as the source that has its type: what options make dates and 64-bit integers of is no JSON. */
function printerFor(
  schema: JsonObject,
  settings: ResolvedConfig["types"],
  exactIntegers: LoadedDocument["exactIntegers"],
): Printer {
  const kinds = typesOf(schema).map((type) => conversionKind(settings, schema, type));
  return (value, pointer) => {
    const isDate = typeof value === "string" && !Number.isNaN(Date.parse(value));
    if (isDate && kinds.includes("dateTime")) return `new Date(${JSON.stringify(value)})`;
    if (Number.isInteger(value) && kinds.includes("int64"))
      return `${exactIntegers[pointer] ?? BigInt(value as number)}n`;
    return exactJson(value, pointer, exactIntegers);
  };
}

type Printer = (value: Json, pointer: Pointer) => string;

function tagLines(
  { schema, pointer }: DocumentedSchema,
  target: DocumentedSchema | undefined,
  print: Printer,
): string[] {
  const tags: string[] = [];
  const own = { schema, pointer };
  const holder = schema["default"] === undefined && target !== undefined ? target : own;
  const standard = holder.schema["default"];
  if (standard !== undefined)
    tags.push(...valueTag("default", print(standard, child(holder.pointer, "default"))));
  for (const [example, at] of examplesOf(schema))
    tags.push(...valueTag("example", print(example, child(pointer, ...at))));
  if (schema["deprecated"] === true || target?.schema["deprecated"] === true)
    tags.push(deprecation(schema));
  const docs = schema["externalDocs"];
  if (isObject(docs) && typeof docs["url"] === "string") {
    tags.push(
      splitLines(["@see", docs["url"], firstText(docs["description"]) ?? ""].join(" ").trim()).join(
        " ",
      ),
    );
  }
  return tags.length === 0 ? [] : ["", ...tags];
}

function deprecation(schema: JsonObject): string {
  const message = deprecationOf(schema);
  return message === null ? "@deprecated" : `@deprecated ${splitLines(message).join(" ")}`;
}

/** Each with the way to it. */
function examplesOf({
  example,
  examples,
}: JsonObject): readonly (readonly [Json, readonly (string | number)[]])[] {
  if (example !== undefined) return [[example, ["example"]]];
  const all = Array.isArray(examples) ? (examples as readonly Json[]) : [];
  return all.slice(0, MOST_EXAMPLES).map((each, index) => [each, ["examples", index]] as const);
}

function valueTag(tag: string, text: string): string[] {
  return text.length > LONGEST_VALUE
    ? []
    : [`@${tag} ${text.replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")}`];
}

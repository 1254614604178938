/** Names and meanings of the values of an enum, which extensions give in many spellings, and JSON Schema by a list of constants. */
import type { Json, JsonObject } from "../contract/index.js";
import { extensionValues } from "../lib/extensions.js";
import { isObject } from "../lib/pointer.js";
import { list, prose } from "../lib/read.js";
import { membersOf } from "../lib/schema-shape.js";

/** A list of Markdown: `` - `1`: Low, not much ``. */
export function valueNames(schema: JsonObject): readonly string[] {
  const lines = (listedValues(schema) ?? constants(schema)).flatMap(({ value, meanings }) => {
    const all = [...new Set(meanings.filter((part) => part !== null && part !== value))];
    return all.length === 0 ? [] : [`- \`${JSON.stringify(value)}\`: ${onOneLine(all.join(", "))}`];
  });
  return lines.length === 0 ? [] : ["", ...lines];
}

interface NamedValue {
  readonly value: Json;
  readonly meanings: readonly (string | null)[];
}

function listedValues(schema: JsonObject): readonly NamedValue[] | null {
  const values = schema["enum"];
  if (!Array.isArray(values)) return null;
  const names = extensionValues(schema, "enumNames");
  const descriptions = extensionValues(schema, "enumDescriptions");
  return (values as readonly Json[]).map((value, index) => ({
    value,
    meanings: [
      meaningOf(names, NAME_FIELDS, value, index),
      meaningOf(descriptions, DESCRIPTION_FIELDS, value, index),
    ],
  }));
}

/** `oneOf: [{ const: 1, title: Low, description: Not much }]` */
function constants(schema: JsonObject): readonly NamedValue[] {
  const members = [...membersOf(schema, "oneOf"), ...membersOf(schema, "anyOf")].filter(isObject);
  return members.flatMap(({ const: value, title, description }) =>
    value === undefined ? [] : [{ value, meanings: [textOf(title), textOf(description)] }],
  );
}

const NAME_FIELDS = ["name", "title", "label", "identifier"];
const DESCRIPTION_FIELDS = ["description", "summary"];

/**
 * Of one value. A list has it by position, or each member tells its `value`; an object has it by value, or has the value by its name.
 * What is found is a text, or has it in one of `fields`.
 */
function meaningOf(
  given: readonly Json[],
  fields: readonly string[],
  value: Json,
  index: number,
): string | null {
  for (const all of given) {
    const found = entryOf(all, value, index);
    const meaning = isObject(found)
      ? (fields.map((field) => textOf(found[field])).find((text) => text !== null) ?? null)
      : textOf(found);
    if (meaning !== null) return meaning;
  }
  return null;
}

function entryOf(all: Json, value: Json, index: number): Json | undefined {
  if (!isObject(all)) {
    const members = list(all);
    return (
      members.find((member) => isObject(member) && member["value"] === value) ?? members[index]
    );
  }
  const byValue = all[String(value)];
  if (byValue !== undefined) return byValue;
  return Object.keys(all).find((name) => all[name] === value);
}

function textOf(value: Json | undefined): string | null {
  return prose(value)?.trim() ?? null;
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s*(?:\r\n|[\n\r\u2028\u2029])\s*/g, " ");
}

/** Words for schemas that stand inline among others: members of a union, elements of a tuple, parts of one object. */
import type { Json, JsonObject } from "../contract/index.js";
import { isObject } from "../lib/pointer.js";
import { object, prose, texts } from "../lib/read.js";
import { pascalCase, singular, wordsOf } from "../lib/words.js";

/** An element of a tuple: `Range`, whose elements have titles, has `RangeFrom` and `RangeTo`; without words, `RangeItem1`. */
export function elementWords(
  schema: JsonObject,
  index: string,
  tail: string,
  elements: readonly JsonObject[],
): string {
  const words = distinctWords(schema, elements);
  return words === null ? `${one(tail, "Item")}${Number(index) + 1}` : `${tail}${words}`;
}

/** `Results` -> `Result`; what is no plural gets the word that says what it is: `Data` -> `DataItem`. */
export function one(tail: string, word: string): string {
  const last = wordsOf(tail).at(-1) ?? "";
  const shorter = singular(last);
  return last === "" || shorter === last
    ? `${tail}${word}`
    : `${tail.slice(0, tail.length - last.length)}${shorter}`;
}

/** A member of a union by what tells it from the others, or else by its number. */
export function memberWords(
  schema: JsonObject,
  index: string,
  members: readonly JsonObject[],
): string {
  return distinctWords(schema, members) ?? `Variant${Number(index) + 1}`;
}

/** What tells a schema from those beside it: its tag, its title, or what only it has. */
export function distinctWords(schema: JsonObject, all: readonly JsonObject[]): string | null {
  const tag = tagOf(schema);
  if (tag !== null) return pascalCase(tag);
  const title = prose(schema["title"]);
  const words = title !== null && title.length <= 40 ? pascalCase(title) : "";
  return words !== "" ? words : ownProperty(schema, all);
}

/** `WithPrice`: a property that no other member has, one that it requires if there is such. */
function ownProperty(schema: JsonObject, members: readonly JsonObject[]): string | null {
  const own = Object.keys(object(schema["properties"]));
  const others = new Set(
    members
      .filter((member) => member !== schema)
      .flatMap((member) => Object.keys(object(member["properties"]))),
  );
  const distinct = own.filter((name) => !others.has(name) && pascalCase(name) !== "");
  const required = new Set(texts(schema["required"]));
  const name = distinct.find((each) => required.has(each)) ?? distinct[0];
  return name === undefined ? null : `With${pascalCase(name)}`;
}

/** The value of the first property that can have one value only: `type: { const: "text" }`. */
function tagOf(schema: JsonObject): string | null {
  const properties = schema["properties"];
  if (!isObject(properties)) return null;
  for (const property of Object.values(properties)) {
    if (!isObject(property)) continue;
    const values = property["enum"] as readonly Json[] | undefined;
    const value = property["const"] ?? (values?.length === 1 ? values[0] : undefined);
    if (typeof value === "string" && pascalCase(value) !== "") return value;
  }
  return null;
}

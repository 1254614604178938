/** Whether an operation gives a list: only such a one is called `list`. */
import type { Json, JsonObject, LoadedDocument, SchemaUse } from "../contract/index.js";
import { isObject } from "../lib/pointer.js";
import { object } from "../lib/read.js";
import { singular, wordsOf } from "../lib/words.js";
import { pathSegments } from "./path-words.js";

/** How deep compositions are looked into. */
const MOST_LEVELS = 4;

/** True also where the document does not say what a success brings. */
export function mayGiveList(
  document: LoadedDocument,
  path: string,
  uses: readonly SchemaUse[],
): boolean {
  const successes = uses.filter(
    ({ role, status, direction }) =>
      role === "response" && direction === "response" && /^2/.test(status ?? ""),
  );
  if (successes.some(({ item }) => item)) return true;
  const noun = nounOf(path);
  return (
    successes.length === 0 || successes.some(({ schema }) => isList(document, schema, noun, 0))
  );
}

/** The last word of a path's last name, in the singular: `/v1/access-groups` -> `group`. */
function nounOf(path: string): string {
  const words = wordsOf(pathSegments(path).at(-1)?.text ?? "");
  return singular((words.at(-1) ?? "").toLowerCase());
}

function isList(document: LoadedDocument, given: Json, noun: string, level: number): boolean {
  if (level > MOST_LEVELS) return false;
  const schema = resolved(document, given);
  if (!isObject(schema)) return schema === true;
  if (isArray(schema) || saysNothing(schema)) return true;
  const members = ["allOf", "oneOf", "anyOf"].flatMap((keyword) => {
    const value = schema[keyword];
    return Array.isArray(value) ? (value as readonly Json[]) : [];
  });
  return (
    isEnvelope(document, object(schema["properties"]), noun, level) ||
    members.some((member) => isList(document, member, noun, level + 1))
  );
}

function resolved(document: LoadedDocument, schema: Json): Json | undefined {
  const ref = isObject(schema) ? schema["$ref"] : undefined;
  return typeof ref === "string" ? document.resolve(ref) : schema;
}

function isArray(schema: JsonObject): boolean {
  const { type } = schema;
  const types: readonly Json[] = Array.isArray(type) ? (type as readonly Json[]) : [type ?? null];
  return types.includes("array") || (type === undefined && schema["items"] !== undefined);
}

/** `{}` and `{ type: object }`. */
function saysNothing(schema: JsonObject): boolean {
  return (
    !["properties", "additionalProperties", "allOf", "oneOf", "anyOf", "enum", "const"].some(
      (keyword) => schema[keyword] !== undefined,
    ) &&
    (schema["type"] === undefined || schema["type"] === "object")
  );
}

/** Names of the property that holds the items. */
const ITEMS =
  /^(data|items?|results?|values?|lists?|records|rows|entries|elements|content|contents|edges|nodes|hits|collection|resources|objects|_?embedded|page)$/i;

/** Names of what stands beside the items. */
const BESIDES =
  /(total|count|pag(e|ing|ination)|limit|offset|cursor|next|prev|more|size|links?$|meta|status|success|errors?$|message|request|object|^type|^kind|url|token|self|first|last|etag)/i;

/** Names of the property that holds the answer, in an object that says besides how the call went. */
const ANSWER = new RegExp(`${ITEMS.source}|^(response|payload|body|output|answer)$`, "i");

/** What such an object says. */
const CALL =
  /^(code|duration|elapsed|msg|ok|ret(urn)?_?code|succeeded|time|timestamp|took|usage|version|warnings?)$/i;

/** An object around a list: its items have a usual name or that of the path, or nothing but pages and the like stands beside them. */
function isEnvelope(
  document: LoadedDocument,
  properties: JsonObject,
  noun: string,
  level: number,
): boolean {
  const entries = Object.entries(properties);
  const lists = entries.filter(([, value]) => {
    const schema = resolved(document, value);
    return isObject(schema) && isArray(schema);
  });
  const isNoun = (key: string) => singular((wordsOf(key).at(-1) ?? "").toLowerCase()) === noun;
  if (lists.some(([key]) => ITEMS.test(key) || isNoun(key))) return true;
  const others = entries.filter(([key]) => !BESIDES.test(key));
  if (lists.length === 1 && others.every(([key]) => key === lists[0]?.[0])) return true;
  // `{ data: { items: [...] } }`, `{ result: { points: [...] }, status, time }`
  const answers = others.filter(([key]) => !CALL.test(key));
  const [inner] = answers.length === 1 ? answers : [];
  return inner !== undefined &&
    ANSWER.test(inner[0]) &&
    !saysNothing(object(resolved(document, inner[1])))
    ? isList(document, inner[1], noun, level + 1)
    : false;
}

import type { Json, JsonObject, LoadedDocument } from "../../contract/index.js";
import { extensionValues } from "../../lib/extensions.js";
import { isObject, pointerOfRef } from "../../lib/pointer.js";
import type { ModelContext } from "../context.js";

/**
 * Names of what no log should show, as the document says it: API keys, and properties and parameters whose schema is a password,
 * write-only or `x-sensitive`. Names, not places: the same name elsewhere is hidden, too. Sorted.
 */
export function sensitiveNames({ document }: ModelContext): readonly string[] {
  const names = new Set<string>();
  const waiting: (JsonObject | readonly Json[])[] = [document.root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (!isObject(value)) {
      waiting.push(...(value as readonly Json[]).filter(isContainer));
      continue;
    }
    for (const key of Object.keys(value)) {
      const child = value[key];
      if (isContainer(child) && !DATA.has(key)) waiting.push(child);
    }
    if (
      isParameter(value) &&
      (isSensitive(document, value) || isSensitive(document, value["schema"]))
    )
      names.add(String(value["name"]));
    const { properties } = value;
    if (!isObject(properties)) continue;
    for (const name of Object.keys(properties))
      if (isSensitive(document, properties[name])) names.add(name);
  }
  return [...names].sort();
}

function isContainer(value: Json | undefined): value is JsonObject | readonly Json[] {
  return typeof value === "object" && value !== null;
}

/** A Parameter Object, or an API key among the security schemes. */
function isParameter(value: JsonObject): boolean {
  return typeof value["name"] === "string" && typeof value["in"] === "string";
}

/** Values that somebody sends, in which `properties` would be just another name. */
const DATA: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const"]);

function isSensitive(document: LoadedDocument, value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  if (isMarked(value)) return true;
  const { $ref: ref } = value;
  const target = typeof ref === "string" ? document.at(pointerOfRef(ref)) : undefined;
  return isObject(target) && isMarked(target);
}

function isMarked(schema: JsonObject): boolean {
  return (
    schema["format"] === "password" ||
    schema["writeOnly"] === true ||
    schema["type"] === "apiKey" ||
    extensionValues(schema, "sensitive").includes(true)
  );
}

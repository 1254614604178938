import type { Json, JsonObject } from "../contract/index.js";
import { extensionValues } from "../lib/extensions.js";
import { isObject, pointerOfRef, valueAt } from "../lib/pointer.js";
import type { ModelContext } from "./context.js";

/**
 * Names of what no log should show, as the document says it: API keys, and properties and parameters whose schema is a password,
 * write-only or `x-sensitive`. Names, not places: the same name elsewhere is hidden, too. Sorted.
 */
export function sensitiveNames({ document }: ModelContext): readonly string[] {
  const { root } = document;
  const names = new Set<string>();
  const waiting: Json[] = [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (Array.isArray(value)) waiting.push(...(value as readonly Json[]));
    if (!isObject(value)) continue;
    if (isParameter(value) && (isSensitive(root, value) || isSensitive(root, value["schema"])))
      names.add(String(value["name"]));
    const { properties } = value;
    for (const [name, schema] of Object.entries(isObject(properties) ? properties : {}))
      if (isSensitive(root, schema)) names.add(name);
    for (const [key, child] of Object.entries(value)) if (!DATA.has(key)) waiting.push(child);
  }
  return [...names].sort();
}

/** A Parameter Object, or an API key among the security schemes. */
function isParameter(value: JsonObject): boolean {
  return typeof value["name"] === "string" && typeof value["in"] === "string";
}

/** Values that somebody sends, in which `properties` would be just another name. */
const DATA: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const"]);

function isSensitive(root: JsonObject, value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  const { $ref: ref } = value;
  const target = typeof ref === "string" ? valueAt(root, pointerOfRef(ref)) : undefined;
  return [value, ...(isObject(target) ? [target] : [])].some(
    (schema) =>
      schema["format"] === "password" ||
      schema["writeOnly"] === true ||
      extensionValues(schema, "sensitive").includes(true) ||
      schema["type"] === "apiKey",
  );
}

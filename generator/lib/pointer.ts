/** JSON pointers into the loaded document. @see https://www.rfc-editor.org/rfc/rfc6901 */
import type { Json, JsonObject, LoadedDocument, Located, Pointer } from "../contract/index.js";

/** `child("/paths", "/pets", "get")` -> `/paths/~1pets/get`. */
export function child(pointer: Pointer, ...segments: readonly (string | number)[]): Pointer {
  let result = pointer;
  for (const segment of segments) result += `/${escapeSegment(String(segment))}`;
  return result;
}

function escapeSegment(segment: string): string {
  return /[~/]/.test(segment) ? segment.replaceAll("~", "~0").replaceAll("/", "~1") : segment;
}

/** The decoded segments: `/paths/~1pets/get` -> `["paths", "/pets", "get"]`. */
export function segmentsOf(pointer: Pointer): readonly string[] {
  if (pointer === "") return [];
  const segments = pointer.slice(1).split("/");
  if (!pointer.includes("~")) return segments;
  return segments.map(unescapeSegment);
}

function unescapeSegment(segment: string): string {
  return segment.includes("~") ? segment.replaceAll("~1", "/").replaceAll("~0", "~") : segment;
}

/** The pointer that a local `$ref` means: `#/components/schemas/A%20b` -> `/components/schemas/A b`. */
export function pointerOfRef(ref: string): Pointer {
  const fragment = ref.startsWith("#") ? ref.slice(1) : ref;
  if (!fragment.includes("%")) return fragment;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment; // a stray `%` in a name
  }
}

/** The value at a pointer, without following references. */
export function valueAt(root: Json, pointer: Pointer): Json | undefined {
  let value: Json | undefined = root;
  for (const segment of segmentsOf(pointer)) {
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(segment)];
    else if (isObject(value) && Object.hasOwn(value, segment)) value = value[segment];
    else return undefined;
  }
  return value;
}

/** How a document with this root is looked into. Most pointers are asked for several times, some a thousand times. */
export function lookupsIn(root: JsonObject): Pick<LoadedDocument, "at" | "resolve"> {
  const known = new Map<Pointer, Json | undefined>();
  const at = (pointer: Pointer): Json | undefined => {
    let value = known.get(pointer);
    if (value === undefined) known.set(pointer, (value = valueAt(root, pointer)));
    return value;
  };
  return { at, resolve: (ref) => resolve(at, ref) };
}

function resolve(at: LoadedDocument["at"], ref: string): Json | undefined {
  return dereference(at, { $ref: ref }, "")?.value;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A longer chain of references is a circle. */
export const MAX_HOPS = 64;

/**
 * What stands at the end of the `$ref`s of `value`, itself where it has none; `undefined` where they lead to nothing.
 */
export function dereference(
  at: LoadedDocument["at"],
  value: Json | undefined,
  pointer: Pointer,
): Located<Json> | undefined {
  let here = pointer;
  let found = value;
  for (let hops = 0; hops <= MAX_HOPS; hops++) {
    const ref = isObject(found) ? found["$ref"] : undefined;
    if (typeof ref !== "string")
      return found === undefined ? undefined : { value: found, pointer: here };
    here = pointerOfRef(ref);
    found = at(here);
  }
  return undefined;
}

/** The same of a parameter, response, header or other object: `undefined` where none stands there. */
export function follow(
  document: Pick<LoadedDocument, "at">,
  value: Json | undefined,
  pointer: Pointer,
): Located | undefined {
  const end = dereference(document.at, value, pointer);
  return end !== undefined && isObject(end.value)
    ? { value: end.value, pointer: end.pointer }
    : undefined;
}

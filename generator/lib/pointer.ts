/** JSON pointers into the loaded document. @see https://www.rfc-editor.org/rfc/rfc6901 */
import type { Json, JsonObject, LoadedDocument, Pointer } from "../contract/index.js";

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

const MAX_HOPS = 64;

function resolve(at: LoadedDocument["at"], ref: string): Json | undefined {
  let value = at(pointerOfRef(ref));
  for (let hops = 0; hops < MAX_HOPS && isObject(value); hops++) {
    const next = value["$ref"];
    if (typeof next !== "string") return value;
    value = at(pointerOfRef(next));
  }
  return isObject(value) && typeof value["$ref"] === "string" ? undefined : value;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object after its own `$ref`s, and the place where it stands. */
export interface Placed {
  readonly value: JsonObject;
  readonly pointer: Pointer;
}

/** Follows the references of a parameter, response, header or other object (not of a schema); `undefined` where it leads to nothing. */
export function follow(
  document: LoadedDocument,
  value: Json | undefined,
  pointer: Pointer,
): Placed | undefined {
  let placed = { value, pointer };
  for (let hops = 0; hops < 32; hops++) {
    if (!isObject(placed.value)) return undefined;
    const ref = placed.value["$ref"];
    if (typeof ref !== "string") return { value: placed.value, pointer: placed.pointer };
    const target = pointerOfRef(ref);
    placed = { value: document.at(target), pointer: target };
  }
  return undefined;
}

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

/** As `valueAt`, of a root that stays as it is: most pointers of a document are asked for several times, some a thousand times. */
export function valuesOf(root: Json): (pointer: Pointer) => Json | undefined {
  const known = new Map<Pointer, Json | undefined>();
  return (pointer) => {
    let value = known.get(pointer);
    if (value === undefined) known.set(pointer, (value = valueAt(root, pointer)));
    return value;
  };
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

/** What the `$ref`s of the document mean. */
import type { JsonObject, Pointer } from "../contract/index.js";
import { isObject, pointerOfRef, valueAt } from "./pointer.js";
import { wholeOf } from "./whole.js";

export interface RefTargets {
  readonly pointers: ReadonlySet<Pointer>;
  /** What stands there: of most schemas this says, without their pointers, that no reference means them. */
  readonly schemas: ReadonlySet<JsonObject>;
}

export function refTargetsOf(root: JsonObject): RefTargets {
  const pointers = new Set([...wholeOf(root).refs].map(pointerOfRef));
  const schemas = new Set([...pointers].map((pointer) => valueAt(root, pointer)).filter(isObject));
  return { pointers, schemas };
}

/** Schemas of a document, after their references. */
import type {
  Json,
  JsonObject,
  LoadedDocument,
  LocatedSchema,
  Pointer,
  Schemas,
} from "../contract/index.js";
import { dereference, isObject } from "./pointer.js";

interface Found {
  readonly located: LocatedSchema | undefined;
  readonly resolved: JsonObject | undefined;
}

/** Each is looked up many times, always by its pointer. */
export function schemasOf({ at }: Pick<LoadedDocument, "at">): Schemas {
  const known = new Map<Pointer, Found>();
  const find = (pointer: Pointer): Found => {
    let found = known.get(pointer);
    if (found === undefined) known.set(pointer, (found = lookUp(at, pointer)));
    return found;
  };
  return {
    located: (pointer) => find(pointer).located,
    resolved: (pointer) => (pointer === null ? undefined : find(pointer).resolved),
  };
}

function lookUp(at: LoadedDocument["at"], pointer: Pointer): Found {
  const own = at(pointer);
  const end = dereference(at, own, pointer);
  if (typeof end?.value === "boolean")
    return { located: { schema: end.value, pointer: end.pointer }, resolved: undefined };
  if (end === undefined || !isObject(end.value)) return { located: undefined, resolved: undefined };
  return {
    located: { schema: end.value, pointer: end.pointer },
    resolved: layOver(end.value, own),
  };
}

function layOver(target: JsonObject, own: Json | undefined): JsonObject {
  if (own === target || !isObject(own)) return target;
  const { $ref: _, ...beside } = own;
  return { ...target, ...beside };
}

/**
 * Names inside a document that a reference can use in place of a pointer: `$anchor`, `$dynamicAnchor`, and `$id`.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.2
 */
import type { Pointer } from "../../contract/index.js";
import { child } from "../../lib/pointer.js";
import { isNode, type Value } from "../value.js";

export interface SchemaNames {
  /** `node` of `$ref: "#node"`. Where a name stands twice, the first counts. */
  readonly anchors: ReadonlyMap<string, Pointer>;
  /** By `$id` as it is written, and as it is resolved against those around it. */
  readonly ids: ReadonlyMap<string, Pointer>;
}

export function schemaNamesIn(value: Value): SchemaNames {
  const found = { anchors: new Map<string, Pointer>(), ids: new Map<string, Pointer>() };
  collect(value, "", "", found);
  return found;
}

interface Found {
  readonly anchors: Map<string, Pointer>;
  readonly ids: Map<string, Pointer>;
}

function collect(value: Value, pointer: Pointer, base: string, found: Found): void {
  if (Array.isArray(value)) {
    for (const [index, member] of value.entries())
      collect(member, child(pointer, index), base, found);
    return;
  }
  if (!isNode(value)) return;
  let inner = base;
  for (const keyword of ["$id", "$self"]) {
    const id = value[keyword];
    if (typeof id !== "string" || (keyword === "$self" && pointer !== "")) continue;
    if (id.startsWith("#")) add(found.anchors, id.slice(1), pointer);
    else {
      inner = resolved(id, base);
      add(found.ids, id, pointer);
      add(found.ids, inner, pointer);
    }
  }
  for (const keyword of ["$anchor", "$dynamicAnchor"]) {
    const anchor = value[keyword];
    if (typeof anchor === "string") add(found.anchors, anchor, pointer);
  }
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (typeof member === "object") collect(member, child(pointer, key), inner, found);
  }
}

function add(names: Map<string, Pointer>, name: string, pointer: Pointer): void {
  if (!names.has(name)) names.set(name, pointer);
}

/** `id` against the `$id` around it; relative ones without a base stay as they are. */
export function resolved(id: string, base: string): string {
  try {
    return new URL(id, base === "" ? undefined : base).href;
  } catch {
    return id;
  }
}

/** Copies a value with what is known of its parts: where they come from, and which references are local already. */
import { isNode, put, type Node, type Value } from "../value.js";
import type { Origins } from "./origins.js";

export function copyMarked(value: Value, origins: Origins, local: WeakSet<object>): Value {
  if (Array.isArray(value)) return value.map((member) => copyMarked(member, origins, local));
  if (!isNode(value)) return value;
  const copy: Node = {};
  for (const [key, member] of Object.entries(value))
    put(copy, key, copyMarked(member, origins, local));
  const origin = origins.of(value);
  if (origin !== undefined) origins.set(copy, origin);
  if (local.has(value)) local.add(copy);
  return copy;
}

/**
 * Gives every place a value of its own: YAML aliases make one object stand in several places, or even inside itself.
 */
import { put, type Node, type Value } from "../value.js";

/** Far above any real description, far below what a chain of doubling aliases makes. */
const maxValues = 1_000_000;

export interface Unshared {
  readonly value: Value;
  /** How many values stood inside themselves; `{}` takes their place. */
  readonly cycles: number;
}

/** `null` where the value would become too large. */
export function unshare(value: Value): Unshared | null {
  const state = { open: new Set<object>(), values: 0, cycles: 0 };
  const own = copy(value, state);
  return state.values > maxValues ? null : { value: own, cycles: state.cycles };
}

interface State {
  readonly open: Set<object>;
  values: number;
  cycles: number;
}

function copy(value: Value, state: State): Value {
  if (typeof value !== "object" || value === null || state.values > maxValues) return value;
  state.values++;
  if (state.open.has(value)) {
    state.cycles++;
    return {};
  }
  state.open.add(value);
  const own = Array.isArray(value)
    ? value.map((member) => copy(member, state))
    : copyMembers(value, state);
  state.open.delete(value);
  return own;
}

function copyMembers(node: Node, state: State): Node {
  const own: Node = {};
  for (const key of Object.keys(node)) put(own, key, copy(node[key] ?? null, state));
  return own;
}

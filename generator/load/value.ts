/**
 * Parsed input while `load` still works on it: the same shape as `Json`, but mutable. Every value stands in one place
 * only.
 */
export type Value = null | boolean | number | string | Value[] | Node;
export interface Node {
  [key: string]: Value;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Sets an own property even where it is called `__proto__`. */
export function put(node: Node, key: string, value: Value): void {
  if (key === "__proto__") {
    Object.defineProperty(node, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } else node[key] = value;
}

export function own(node: Node, key: string): Value | undefined {
  return Object.hasOwn(node, key) ? node[key] : undefined;
}

/** Empties `node` and gives it the members of `next`: whoever holds `node` sees the change. */
export function become(node: Node, next: Node): void {
  for (const key of Object.keys(node)) delete node[key];
  for (const [key, value] of Object.entries(next)) put(node, key, value);
}

/** Are two surfaces those of one API at all? */
import type { OperationSurface, Surface } from "../contract/index.js";
import { pairOperations } from "./pairs.js";

/**
 * False where a comparison would say that everything went and something else came: the APIs have different titles, and of the
 * operations of the smaller one not a tenth is found in the other, by path or by id. What happens to be called alike is no sign.
 */
export function areRelated(old: Surface, next: Surface): boolean {
  const count = Math.min(old.operations.length, next.operations.length);
  if (old.title === next.title || count === 0) return true;
  const { pairs } = pairOperations(old, next);
  const same = pairs.filter((pair) => isSame(pair.old, pair.new));
  return same.length * 10 > count;
}

function isSame(old: OperationSurface, next: OperationSurface): boolean {
  return old.id === next.id || (old.method === next.method && old.path === next.path);
}

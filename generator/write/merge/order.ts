/** The order of a merged list. */
import type { Keyed } from "./keys.js";
import type { Versions } from "./outcome.js";

/**
 * Every key that any side has, in the order of what is generated; in the person's, where the person moved something. What
 * only the other side has stands behind what it stands behind there.
 */
export function mergedOrder({ base, ours, theirs }: Versions<Keyed>): string[] {
  const kept = [...base.keys()].filter((key) => ours.has(key));
  const wasMoved = [...ours.keys()].filter((key) => base.has(key)).join("\n") !== kept.join("\n");
  const [first, second] = wasMoved ? [ours, theirs] : [theirs, ours];
  const order = [...first.keys()];
  let before = -1;
  for (const key of second.keys()) {
    const at = order.indexOf(key);
    if (at === -1) order.splice((before += 1), 0, key);
    else before = at;
  }
  return order;
}

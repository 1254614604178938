/** A path item with a `$ref` and more beside it: both count, and what stands here wins. */
import { pointerOfRef, valueAt } from "../../lib/pointer.js";
import type { Json } from "../../contract/index.js";
import type { Bundled } from "../references/bundle.js";
import { copyMarked } from "../references/copy.js";
import type { Origins } from "../references/origins.js";
import type { Reference } from "../references/walk.js";
import { become, isNode, type Node, type Value } from "../value.js";

/** @see https://spec.openapis.org/oas/v3.1.1#path-item-object */
export function mergePathItems(
  root: Node,
  references: readonly Reference[],
  { local }: Bundled,
  origins: Origins,
): void {
  for (const { kind, holder } of references) {
    if (kind !== "pathItem" || holder === null || Object.keys(holder).length === 1) continue;
    const ref = holder["$ref"];
    const target =
      typeof ref === "string"
        ? (valueAt(root as Json, pointerOfRef(ref)) as Value | undefined)
        : undefined;
    if (!isNode(target) || typeof target["$ref"] === "string") continue;
    const { $ref: _, ...beside } = holder;
    become(holder, { ...(copyMarked(target, origins, local) as Node), ...beside });
  }
}

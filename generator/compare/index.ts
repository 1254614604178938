/** The compare stage: what differs between two surfaces, which way, and what it means. Whether code notices is for `judge` to say. */
import type { Difference, Surface } from "../contract/index.js";
import { compareClients } from "./clients.js";
import { compareDeclarations } from "./declarations.js";
import { compareOperation, operationCame, operationGone } from "./operations.js";
import { pairOperations } from "./pairs.js";
import { withSymbols } from "./symbols.js";
import { compareTypes } from "./types.js";
import { Walk } from "./walk.js";

export { areRelated } from "./related.js";

/** In the order in which a user meets them: the client, its operations, then types on their own. */
export function compare(old: Surface, next: Surface): readonly Difference[] {
  const walk = new Walk({ old, new: next });
  const operations = pairOperations(old, next);
  compareClients(walk);
  for (const operation of operations.gone) operationGone(operation, walk);
  for (const operation of operations.come) operationCame(operation, walk);
  for (const pair of operations.pairs)
    if (!walk.unchanged.hasOperation(pair)) compareOperation(pair, walk, compareTypes);
  compareDeclarations(walk, compareTypes);
  return withSymbols(walk, operations.pairs);
}

/** What a user knows each difference by: the type it is in, the argument that shows it, and every call that it reaches. */
import type { Difference } from "../contract/index.js";
import { callText, flatParts, type OperationPair, ownerOf } from "./operation.js";
import { type Found, type Owner, pairsOf, type Walk } from "./walk.js";

/** Differences that are the same thing under several names are one. */
export function withSymbols(
  walk: Walk,
  operations: readonly OperationPair[],
): readonly Difference[] {
  const calls = callsByOwner(walk, operations);
  const requests = requestsByBody(operations);
  const merged = new Map<string, Difference>();
  for (const found of walk.found) {
    const { difference, owner } = found;
    const { kind, old, new: next, before, after } = difference;
    const key = JSON.stringify([
      kind,
      old,
      next,
      before,
      after,
      old === null && next === null ? difference.message : "",
    ]);
    const known = merged.get(key);
    const symbols = [
      ...(known?.symbols ?? []),
      ...difference.symbols,
      ...argumentsOf(found, requests),
      ...wayTo(found, walk),
      ...(calls.get(owner) ?? []),
    ];
    const kept = known?.source === "breaking" ? known : difference;
    merged.set(key, { ...kept, symbols: [...new Set(symbols)] });
  }
  return [...merged.values()];
}

/** The type of a schema without a name of its own is called after its place, which users may rather know. */
function wayTo({ owner, path }: Found, walk: Walk): readonly string[] {
  const way = path === null ? null : walk.wayTo(owner, path);
  return way === null ? [] : [way];
}

function callsByOwner(
  walk: Walk,
  operations: readonly OperationPair[],
): ReadonlyMap<Owner, readonly string[]> {
  const calls = new Map<Owner, string[]>();
  for (const { old } of operations)
    for (const owner of walk.reach(ownerOf(old)))
      calls.set(owner, [...(calls.get(owner) ?? []), callText(old)]);
  return calls;
}

/** By the pair of names that is a flat body: the types of the arguments that have its properties at their top. */
function requestsByBody(
  operations: readonly OperationPair[],
): ReadonlyMap<Owner, readonly string[]> {
  const requests = new Map<Owner, string[]>();
  for (const { old, new: next } of operations) {
    const [before, after] = [flatParts(old.request)?.body, flatParts(next.request)?.body];
    if (before?.kind !== "name" || after?.kind !== "name") continue;
    const owner = pairsOf(before.name, after.name).request;
    requests.set(owner, [...(requests.get(owner) ?? []), old.requestType]);
  }
  return requests;
}

function argumentsOf(
  { owner, path }: Found,
  requests: ReadonlyMap<Owner, readonly string[]>,
): readonly string[] {
  return path === null ? [] : (requests.get(owner) ?? []).map((type) => type + path);
}

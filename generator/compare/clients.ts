/** The client itself: its class, its options, its servers, and what the API sends on its own. */
import type { Difference } from "../contract/index.js";
import { keyOf } from "../lib/type.js";
import { unnoticed } from "./operation.js";
import { at, type Walk } from "./walk.js";

/** What is no operation's own. */
export const CLIENT = "client";

export function compareClients(walk: Walk): void {
  const { old, new: next } = walk.sides;
  const report = (difference: Omit<Difference, "old" | "new">): void =>
    walk.report(CLIENT, null, { old: "", new: "", ...difference });
  if (old.client.className !== next.client.className)
    report({
      kind: "client-renamed",
      source: "breaking",
      runtime: "breaking",
      wire: "same",
      symbols: [old.client.className, next.client.className],
      before: old.client.className,
      after: next.client.className,
      message: `The client class is called \`${next.client.className}\` now.`,
      migration: `Import \`${next.client.className}\` instead of \`${old.client.className}\`.`,
      probe: { kind: "import", name: old.client.className, module: null, as: "value" },
    });
  compareOptions(walk);
  compareSchemes(walk);
  const [before, after] = [old.servers.join(", "), next.servers.join(", ")];
  if (before !== after)
    report({
      ...unnoticed,
      kind: "servers-changed",
      wire: "breaking",
      symbols: [next.client.className],
      before,
      after,
      message: `Calls go to ${after === "" ? "no server of the document" : after}.`,
    });
  if (old.docs !== next.docs)
    report({
      ...unnoticed,
      kind: "docs-changed",
      symbols: [next.client.className],
      before: old.docs,
      after: next.docs,
      message: "The API is described in other words.",
    });
}

function compareSchemes(walk: Walk): void {
  const { old, new: next } = walk.sides;
  for (const [id, { sent, options }] of old.client.schemes) {
    const other = next.client.schemes.get(id);
    if (other === undefined || other.sent === sent) continue;
    const pointer = `/components/securitySchemes/${id}`;
    walk.report(CLIENT, null, {
      ...unnoticed,
      kind: "security-changed",
      wire: "breaking",
      old: pointer,
      new: pointer,
      symbols: options.map((option) => `${old.client.optionsName}.${option}`),
      before: sent,
      after: other.sent,
      message: `The credential \`${id}\` is sent as ${other.sent}, not as ${sent}.`,
    });
  }
}

function compareOptions(walk: Walk): void {
  const { old, new: next } = walk.sides;
  const options = new Map(next.client.options.map((option) => [option.name, option]));
  const known = new Map(old.client.options.map((option) => [option.name, option]));
  const name = old.client.optionsName;
  for (const option of old.client.options) {
    const other = options.get(option.name);
    const symbol = `${name}.${option.name}`;
    const place = { root: name, steps: [], old: option.pointer, new: other?.pointer ?? null };
    if (other === undefined)
      walk.report(CLIENT, null, {
        kind: "client-option-removed",
        source: "breaking",
        runtime: "breaking",
        wire: "same",
        ...at(place, { old: option.type, new: null }, symbol),
        message: `The client has no option \`${option.name}\` any more.`,
        migration: `Leave \`${option.name}\` out.`,
        probe: { kind: "option", options: name, name: option.name, given: option.type },
      });
    else if (keyOf(other.type) !== keyOf(option.type)) {
      const breaks = !walk.oldFitsNew(option.type, other.type);
      walk.report(CLIENT, null, {
        kind: "client-option-type-changed",
        source: breaks ? "breaking" : "added",
        runtime: "same",
        wire: "same",
        ...at(place, { old: option.type, new: other.type }, symbol),
        message: `The client's option \`${option.name}\` takes another type.`,
        migration: breaks ? `Pass \`${option.name}\` as the new type.` : null,
        probe: breaks
          ? { kind: "option", options: name, name: option.name, given: option.type }
          : null,
      });
    }
  }
  for (const option of next.client.options) {
    if (known.has(option.name)) continue;
    const place = { root: name, steps: [], old: null, new: option.pointer };
    walk.report(CLIENT, null, {
      ...unnoticed,
      kind: "client-option-added",
      source: "added",
      ...at(place, { old: null, new: option.type }, `${next.client.optionsName}.${option.name}`),
      message: `The client has the option \`${option.name}\`.`,
    });
  }
}

/** By name, those of one surface that the other does not have. */
export function missing<Value>(
  from: ReadonlyMap<string, Value>,
  other: ReadonlyMap<string, unknown>,
): readonly (readonly [string, Value])[] {
  return [...from].filter(([name]) => !other.has(name));
}

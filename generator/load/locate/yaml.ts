/** Positions in a YAML text, by the `yaml` package: it keeps them, but is too slow to read every document with. */
import { createRequire } from "node:module";
import type { Document, YAMLMap } from "yaml";
import type { Place } from "./json.js";

/** Loaded when the first place is asked for: most runs ask for none, and asking is synchronous. */
const yaml = () => (library ??= createRequire(import.meta.url)("yaml") as typeof import("yaml"));
let library: typeof import("yaml") | undefined;

type Positioned = { readonly range?: readonly [number, number, number] | null };

export function yamlLocator(text: string): (segments: readonly string[]) => Place {
  const document = yaml().parseDocument(text, { stringKeys: true, merge: true, uniqueKeys: false, logLevel: "silent", prettyErrors: false, strict: false });
  return (segments) => {
    let node: unknown = document.contents;
    let place: Place = { start: startOf(node) ?? 0, depth: 0 };
    for (const segment of segments) {
      const step = member(document, node, segment);
      if (step === undefined) break;
      place = { start: startOf(step.at) ?? place.start, depth: place.depth + 1 };
      node = step.value;
    }
    return place;
  };
}

function member(document: Document, node: unknown, segment: string): { at: unknown; value: unknown } | undefined {
  const target = yaml().isAlias(node) ? node.resolve(document) : node;
  if (yaml().isSeq(target)) {
    const value = target.items[Number(segment)];
    return value === undefined ? undefined : { at: value, value };
  }
  return yaml().isMap(target) ? memberOfMap(document, target, segment) : undefined;
}

function memberOfMap(document: Document, map: YAMLMap, segment: string): { at: unknown; value: unknown } | undefined {
  // The last of repeated keys is the one that counts.
  const pair = map.items.findLast(({ key }) => keyOf(key) === segment);
  if (pair !== undefined) return { at: pair.key, value: pair.value };
  for (const merged of map.items.filter(({ key }) => keyOf(key) === "<<")) {
    const sources = yaml().isSeq(merged.value) ? merged.value.items : [merged.value];
    for (const source of sources) {
      const found = member(document, source, segment);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function keyOf(key: unknown): string {
  return yaml().isScalar(key) ? (key.source ?? String(key.value)) : String(key);
}

function startOf(node: unknown): number | undefined {
  return (node as Positioned | null)?.range?.[0];
}

/** Positions in a YAML text, by the `yaml` package: it keeps them, but is too slow to read every document with. */
import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import type { Document, YAMLMap } from "yaml";
import type { Position } from "./json.js";
import { blockReader } from "./yaml-blocks.js";

/** Loaded when the first place is asked for: most runs ask for none, and asking is synchronous. */
const yaml = () => (library ??= createRequire(import.meta.url)("yaml") as typeof Yaml);
let library: typeof Yaml | undefined;

type Positioned = { readonly range?: readonly [number, number, number] | null };

type Locator = (segments: readonly string[]) => Position;

/** Parses as little of the text as it can. */
export function yamlLocator(text: string): Locator {
  const blocks = blockReader(text);
  const parts = new Map<number, ParsedLocator>();
  let whole: ParsedLocator | undefined;
  const inWhole = (segments: readonly string[]) => (whole ??= parsedLocator(text))(segments);
  return (segments) => {
    const found = blocks(segments);
    if (found === null || found.rest === "merged") return inWhole(segments);
    const { entry, depth, rest } = found;
    if (depth === segments.length || rest === "missing") return { start: entry.key, depth };
    let part = parts.get(entry.line);
    if (part === undefined) {
      parts.set(entry.line, (part = parsedLocator(text.slice(entry.line, entry.end))));
    }
    const place = part(segments.slice(depth - 1));
    if (place.alias) return inWhole(segments);
    if (place.depth === 0) return { start: entry.key, depth };
    return { start: entry.line + place.start, depth: depth - 1 + place.depth };
  };
}

/** `alias`: the way ends at an alias whose anchor stands outside of the text. */
type ParsedLocator = (segments: readonly string[]) => Position & { readonly alias: boolean };

export function parsedLocator(text: string): ParsedLocator {
  const document = yaml().parseDocument(text, {
    stringKeys: true,
    merge: true,
    uniqueKeys: false,
    logLevel: "silent",
    prettyErrors: false,
    strict: false,
  });
  return (segments) => {
    let node: unknown = document.contents;
    let place: Position = { start: startOf(node) ?? 0, depth: 0 };
    for (const segment of segments) {
      const step = member(document, node, segment);
      if (step === undefined) break;
      place = { start: startOf(step.at) ?? place.start, depth: place.depth + 1 };
      node = step.value;
    }
    return { ...place, alias: isOpenAlias(document, node) };
  };
}

function isOpenAlias(document: Document, node: unknown): boolean {
  if (yaml().isAlias(node)) return node.resolve(document) === undefined;
  return yaml().isMap(node) && node.items.some(({ key }) => keyOf(key) === "<<");
}

function member(
  document: Document,
  node: unknown,
  segment: string,
): { at: unknown; value: unknown } | undefined {
  const target = yaml().isAlias(node) ? node.resolve(document) : node;
  if (yaml().isSeq(target)) {
    const value = target.items[Number(segment)];
    return value === undefined ? undefined : { at: value, value };
  }
  return yaml().isMap(target) ? memberOfMap(document, target, segment) : undefined;
}

function memberOfMap(
  document: Document,
  map: YAMLMap,
  segment: string,
): { at: unknown; value: unknown } | undefined {
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

/**
 * What the printer made in the run before. Nearly all of it is the same in the next, which then does without the compiler and what
 * else prints types: to load them takes a tenth of a second, and twice that on Node 20.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { defaultCacheDir, sha256, TextCache } from "../lib/text-cache.js";
import {
  createNodePrinter,
  type NodePrinter,
  type PrintedDeclaration,
} from "./openapi-typescript.js";

export interface KnownPrints {
  /** What is known by this key, or what `make` makes of it. */
  once(key: string, make: () => string): string;
  /** For the next run. */
  keep(): Promise<void>;
}

/** Of the document that the user calls `source`. */
export async function knownPrints(
  source: string,
  cacheDir: string | null = defaultCacheDir(),
): Promise<KnownPrints> {
  const cache = new TextCache(cacheDir);
  const place = sha256(JSON.stringify(["types", source, ...versions()]));
  const known = entriesOf(await cache.get(place));
  const used = new Map<string, string>();
  return {
    once(key, make) {
      const text = used.get(key) ?? known.get(key) ?? make();
      used.set(key, text);
      return text;
    },
    async keep() {
      const isNew = used.size !== known.size || [...used.keys()].some((key) => !known.has(key));
      if (isNew) await cache.set(place, JSON.stringify([...used]));
    },
  };
}

/** Nothing is known, and nothing is kept. */
export const noPrints: KnownPrints = { once: (_, make) => make(), keep: () => Promise.resolve() };

function entriesOf(text: string | null): ReadonlyMap<string, string> {
  return new Map(text === null ? [] : (JSON.parse(text) as [string, string][]));
}

/** What decides on the texts: the two libraries, and this part of the program. */
function versions(): readonly string[] {
  const require = createRequire(import.meta.url);
  const libraries = ["typescript", "openapi-typescript"].map(
    (name) => (require(`${name}/package.json`) as { readonly version: string }).version,
  );
  return [...libraries, sha256(readFileSync(fileURLToPath(import.meta.url), "utf8"))];
}

/** A printer that loads what it needs for the first type that is not known. */
export function rememberingPrinter(prints: KnownPrints): NodePrinter {
  let made: NodePrinter | undefined;
  const nodes = () => (made ??= createNodePrinter());
  const keyOf = (...parts: readonly unknown[]) => JSON.stringify(parts);
  return {
    expression: (lowered) =>
      prints.once(keyOf("expression", lowered), () => nodes().expression(lowered)),
    type: (lowered) => prints.once(keyOf("type", lowered), () => nodes().type(lowered)),
    member: (name, value, isRequired) =>
      prints.once(keyOf("member", name, value, isRequired), () =>
        nodes().member(name, value, isRequired),
      ),
    declaration: (parts) => {
      const { name, lowered, heritage, doc } = parts;
      const text = prints.once(keyOf("declaration", name, lowered, heritage, doc), () =>
        JSON.stringify(nodes().declaration(parts)),
      );
      return JSON.parse(text) as PrintedDeclaration;
    },
  };
}

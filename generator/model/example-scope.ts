/** What examples are made from: the document, with every digit of its integers, and what the options make of these. */
import type { Json, LargeInteger, LoadedDocument, ResolvedConfig } from "../contract/index.js";
import { isBound } from "../lib/exact-json.js";
import { lookupsIn, segmentsOf } from "../lib/pointer.js";
import type { Direction } from "../lib/schema-uses.js";

export interface ExampleScope {
  /** A value of it that a JavaScript number cannot hold is a `LargeInteger`. */
  readonly document: LoadedDocument;
  readonly types: ResolvedConfig["types"];
}

/** Of requests, and of responses: these are JSON, with the numbers that it is read as. */
export function exampleScopes(
  document: LoadedDocument,
  types: ResolvedConfig["types"],
): Readonly<Record<Direction, ExampleScope>> {
  const response = { document, types };
  const large = Object.entries(document.exactIntegers).filter(([pointer]) => !isBound(pointer));
  if (large.length === 0) return { request: response, response };
  const root: Holder = { ...document.root };
  const copies = new Set([root]);
  for (const [pointer, digits] of large)
    place(root, segmentsOf(pointer), { $integer: BigInt(digits).toString() }, copies);
  return { request: { document: { ...document, root, ...lookupsIn(root) }, types }, response };
}

type Holder = Record<string, Json>;

/** Puts a value in the place of another: what lies on the way there is copied once, the rest of the document is shared. */
function place(
  root: Holder,
  path: readonly string[],
  value: LargeInteger,
  copies: Set<Holder>,
): void {
  let holder = root;
  for (const key of path.slice(0, -1)) {
    const next = holder[key] as Holder;
    const own = copies.has(next) ? next : copyOf(next);
    copies.add(own);
    holder[key] = own as Json;
    holder = own;
  }
  holder[path.at(-1) ?? ""] = value;
}

function copyOf(holder: Holder): Holder {
  return (Array.isArray(holder) ? [...(holder as readonly Json[])] : { ...holder }) as Holder;
}

/** What examples are made from: the document, with every digit of its integers, and what the options make of these. */
import type {
  Direction,
  Json,
  LargeInteger,
  LoadedDocument,
  ResolvedConfig,
  Schemas,
  Survey,
} from "../contract/index.js";
import { isBound } from "../lib/exact-json.js";
import { schemasOf } from "../lib/schemas.js";
import { lookupsIn, segmentsOf } from "../lib/pointer.js";

export interface ExampleScope {
  /** A value of it that a JavaScript number cannot hold is a `LargeInteger`. */
  readonly document: LoadedDocument;
  /** Of that document. */
  readonly schemas: Schemas;
  readonly survey: Survey;
  readonly types: ResolvedConfig["types"];
  /** Operations share schemas and large examples: each is made, read and compared with its schema once. */
  readonly known: {
    readonly examples: Map<string, Json | undefined>;
    readonly parsed: Map<string, readonly Json[]>;
    readonly verdicts: Map<object, Map<string, boolean>>;
  };
}

/** Of requests, and of responses: these are JSON, with the numbers that it is read as. */
export function exampleScopes(
  survey: Survey,
  types: ResolvedConfig["types"],
): Readonly<Record<Direction, ExampleScope>> {
  const { document, schemas } = survey;
  const response = { document, schemas, survey, types, known: nothingKnown() };
  const large = Object.entries(document.exactIntegers).filter(([pointer]) => !isBound(pointer));
  if (large.length === 0) return { request: response, response };
  const root: Holder = { ...document.root };
  const copies = new Set([root]);
  for (const [pointer, digits] of large)
    place(root, segmentsOf(pointer), { $integer: BigInt(digits).toString() }, copies);
  const exact = { ...document, root, ...lookupsIn(root) };
  const request = {
    ...response,
    document: exact,
    schemas: schemasOf(exact),
    known: nothingKnown(),
  };
  return { request, response };
}

function nothingKnown(): ExampleScope["known"] {
  return { examples: new Map(), parsed: new Map(), verdicts: new Map() };
}

type Holder = Record<string, Json>;

/**
 * Puts a value in the place of another: what lies on the way there is copied once, the rest of the document is shared.
 */
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

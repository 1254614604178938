/** What every part of the model stage reads: the results of the stages before it, and how it tells of findings. */
import type {
  Conversions,
  LoadedDocument,
  NameTable,
  Pointer,
  Report,
  ResolvedConfig,
  Survey,
  TypeExpression,
  Types,
} from "../contract/index.js";
import { allOf } from "../lib/conversion.js";
import { finding, type Finding } from "../lib/finding.js";
import { BLOB as BYTES, keyOf, unionOf } from "../lib/type.js";
import type { XmlReader } from "./xml/index.js";

export interface ModelContext {
  readonly survey: Survey;
  readonly document: LoadedDocument;
  readonly names: NameTable;
  readonly types: Types;
  readonly conversions: Conversions;
  readonly config: ResolvedConfig;
  readonly xml: XmlReader;
  readonly report: Report;
  /** What has been reported: a component is read by each operation that uses it, and is told of once. */
  readonly reported: Set<string>;
}

/** Tells of a finding about the place `pointer`. */
export function report(
  context: ModelContext,
  pointer: Pointer,
  what: Omit<Finding, "pointer">,
): void {
  const key = [what.rule, pointer, what.message].join("\n");
  if (context.reported.has(key)) return;
  context.reported.add(key);
  context.report(finding(context.document, { ...what, pointer }));
}

export const UNKNOWN: TypeExpression = { type: { kind: "unknown" } };
export const STRING: TypeExpression = { type: { kind: "string" } };
export const BLOB: TypeExpression = { type: BYTES };

/** The type of the schema at `pointer`; `unknown` where there is no schema, and nothing to say about it. */
export function typeAt(context: ModelContext, pointer: Pointer | null): TypeExpression {
  return (pointer === null ? undefined : context.types.expressions[pointer]) ?? UNKNOWN;
}

/** True for types that print the same. */
export function isSameType(one: TypeExpression, other: TypeExpression): boolean {
  return keyOf(one.type) === keyOf(other.type);
}

/** The union of several types. */
export function eitherOf(types: readonly TypeExpression[]): TypeExpression {
  const conversion = allOf(types.flatMap((type) => type.conversion ?? []));
  return {
    type: unionOf(types.map(({ type }) => type)),
    ...(conversion !== null && { conversion }),
  };
}

/** What every part of the model stage reads: the results of the stages before it, and how it tells of findings. */
import type {
  Conversions,
  Direction,
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
import type { ExampleScope } from "./example-scope.js";

export interface ModelContext {
  readonly survey: Survey;
  readonly document: LoadedDocument;
  readonly examples: Readonly<Record<Direction, ExampleScope>>;
  readonly names: NameTable;
  readonly types: Types;
  readonly conversions: Conversions;
  readonly config: ResolvedConfig;
  readonly report: Report;
  /** What has been reported: a component is read by each operation that uses it, and is told of once. */
  readonly told: Set<string>;
}

/** Tells of a finding about the place `pointer`. */
export function report(
  context: ModelContext,
  pointer: Pointer,
  what: Omit<Finding, "pointer">,
): void {
  const key = [what.rule, pointer, what.message].join("\n");
  if (context.told.has(key)) return;
  context.told.add(key);
  context.report(finding(context.document, { ...what, pointer }));
}

export const UNKNOWN: TypeExpression = { text: "unknown", references: [] };
export const STRING: TypeExpression = { text: "string", references: [] };
export const BLOB: TypeExpression = { text: "Blob", references: [] };

/** The type of the schema at `pointer`; `unknown` where there is no schema, and nothing to say about it. */
export function typeAt(context: ModelContext, pointer: Pointer | null): TypeExpression {
  return (pointer === null ? undefined : context.types.expressions[pointer]) ?? UNKNOWN;
}

/** The union of several types. */
export function eitherOf(types: readonly TypeExpression[]): TypeExpression {
  const members = types.flatMap(({ schema }) => schema ?? []);
  const conversion = allOf(types.flatMap((type) => type.conversion ?? []));
  return {
    text: types.map(({ text }) => text).join(" | "),
    references: [...new Set(types.flatMap(({ references }) => references))].sort(),
    ...(members.length === types.length && { schema: { kind: "union", members } }),
    ...(conversion !== null && { conversion }),
  };
}

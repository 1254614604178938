/** The stage `types`: every schema as TypeScript text, by openapi-typescript's transform on lowered schemas. */
import type {
  Conversion,
  Direction,
  NameTable,
  Pointer,
  Report,
  ResolvedConfig,
  SchemaUse,
  Survey,
  TypeDeclaration,
  TypeExpression,
  Types,
} from "../contract/index.js";
import { createConverter } from "./conversion.js";
import { breakCycles } from "./cycles.js";
import { declarationsFor, type PlannedDeclaration } from "./declare.js";
import { expressionFor, propertyExpressions } from "./expressions.js";
import { lowerUse } from "./lower.js";
import { isUnknown, namesIn, unionOf, UNMAPPED_TAG, type Lowered } from "./lowered.js";
import type { LoweredDeclaration } from "./object.js";
import { type KnownPrints, noPrints } from "./known-prints.js";
import { createTypePrinter } from "./print.js";
import { createScopes, UPLOADABLE, type Scopes } from "./scope.js";
import { declaredSchema, valueSchema } from "./value-schema.js";

export { knownPrints } from "./known-prints.js";

/**
 * Declares every schema that `names` gave a name, and gives the expression for every place where an operation uses a schema, in the
 * direction of that use. What a type cannot say exactly is reported.
 */
export function types(
  survey: Survey,
  names: NameTable,
  { types: settings, validation }: Pick<ResolvedConfig, "types" | "validation">,
  report: Report,
  prints: KnownPrints = noPrints,
): Types {
  const scopes = createScopes({ survey, names, settings }, report, lowerUse);
  const uses = survey.operations.flatMap((operation) => operation.uses);
  const planned = plan(survey, names, scopes);
  const printer = createTypePrinter(prints);
  const converter = createConverter(settings, planned);
  const declared = new Set([...planned.map(({ name }) => name), UPLOADABLE, UNMAPPED_TAG]);
  const referencesOf = (lowered: Lowered, heritage: readonly string[] = []): readonly string[] =>
    [...namesIn(lowered, new Set(heritage))].filter((name) => declared.has(name)).sort();
  const byName = new Map(planned.map((each) => [each.name, each]));
  const declarations = planned.map((each): TypeDeclaration => {
    const { kind, text } = printer.declaration(each);
    return {
      name: each.name,
      pointer: each.pointer,
      kind,
      text,
      references: referencesOf(each.lowered, each.heritage),
      ...(validation && { schema: declaredSchema(each, byName) }),
      ...conversionKey(converter.ofDeclaration(each)),
    };
  });
  const expressions: Record<Pointer, TypeExpression> = {};
  const add = (pointer: Pointer, lowered: Lowered, direction: Direction): void => {
    expressions[pointer] ??= {
      text: printer.expression(lowered),
      references: referencesOf(lowered),
      ...(validation && direction === "response" && { schema: valueSchema(lowered, byName) }),
      ...conversionKey(converter.of(lowered)),
    };
  };
  for (const use of distinct(uses)) {
    add(use.pointer, expressionFor(scopes[use.direction], use), use.direction);
    if (use.role === "body")
      for (const [pointer, lowered] of propertyExpressions(scopes[use.direction], use))
        add(pointer, lowered, use.direction);
  }
  const payloads = survey.operations
    .filter(({ kind }) => kind === "webhook")
    .flatMap((webhook) => webhook.uses.filter(({ role }) => role === "body"))
    .map((use) => expressionFor(scopes[use.direction], use))
    .filter((payload) => !isUnknown(payload));
  const webhookConversion = converter.of(unionOf(payloads));
  return { declarations, expressions, webhookConversion };
}

/** What a component says is used by many operations, and has one type in each direction. */
function distinct(uses: readonly SchemaUse[]): readonly SchemaUse[] {
  const seen = new Set<string>();
  return uses.filter(({ direction, role, mediaType, pointer }) => {
    const key = `${direction} ${role} ${mediaType} ${pointer}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

function conversionKey(conversion: Conversion | null): Pick<TypeExpression, "conversion"> {
  return conversion === null ? {} : { conversion };
}

function plan({ reach }: Survey, names: NameTable, scopes: Scopes): readonly PlannedDeclaration[] {
  const planned = orderOf(names).flatMap((pointer) =>
    declarationsFor(pointer, names, scopes, reach),
  );
  const pointers = new Map(planned.map(({ name, pointer }) => [name, pointer]));
  const lowered = new Map<string, LoweredDeclaration>(
    planned.map((each) => [each.name, { lowered: each.lowered, heritage: each.heritage }]),
  );
  breakCycles(lowered, (name, reference) => {
    scopes.response.tell({
      rule: "circular-type",
      severity: "warning",
      pointer: pointers.get(name) ?? "",
      message: `\`${name}\` is defined by \`${reference}\`, which is defined by \`${name}\`; the reference is left out of the type.`,
      hint: "Break the circle: a schema can refer to itself from a property or an array, not as its own alternative or part.",
    });
  });
  return planned.map((each) => ({ ...each, ...lowered.get(each.name) }));
}

/** Components in document order, each followed by what stands inside it; then what stands inside operations. */
function orderOf(names: NameTable): readonly Pointer[] {
  const groups = new Map<Pointer, Pointer[]>();
  const rest: Pointer[] = [];
  for (const pointer of Object.keys(names.types)) {
    const [component] = /^\/components\/schemas\/[^/]+/.exec(pointer) ?? [];
    if (component === undefined) rest.push(pointer);
    else groups.set(component, [...(groups.get(component) ?? []), pointer]);
  }
  return [...[...groups.values()].flat(), ...rest];
}

/** The stage `types`: every schema as a `Type`. */
import type {
  Conversion,
  NameTable,
  Pointer,
  Report,
  ResolvedConfig,
  SchemaUse,
  Survey,
  Type,
  TypeDeclaration,
  TypeExpression,
  Types,
} from "../contract/index.js";
import { createConverter } from "./conversion.js";
import { breakCycles } from "./cycles.js";
import { declarationsFor, type PlannedDeclaration } from "./declare.js";
import { expressionFor, propertyExpressions } from "./expressions.js";
import { lowerUse } from "./lower.js";
import { isRecord, unionOf } from "../lib/type.js";
import type { DeclaredType } from "./object.js";
import { createScopes, type Scopes } from "./scope.js";
import { withoutUnsatisfiable } from "./unsatisfiable.js";

/**
 * Declares every schema that `names` gave a name, and gives the type for every place where an operation uses a schema, in the
 * direction of that use. What a type cannot say exactly is reported.
 */
export function types(
  survey: Survey,
  names: NameTable,
  { types: settings }: Pick<ResolvedConfig, "types">,
  report: Report,
): Types {
  const scopes = createScopes({ survey, names, settings }, report, lowerUse);
  const uses = [...survey.operations.flatMap((operation) => operation.uses), ...survey.globals];
  const { planned, satisfiable } = plan(names, scopes);
  const converter = createConverter(settings, planned);
  const declarations = planned.map((each): TypeDeclaration => ({
    ...each,
    kind: each.type.kind === "object" && !isRecord(each.type) ? "interface" : "alias",
    ...conversionKey(converter.ofDeclaration(each)),
  }));
  const expressions: Record<Pointer, TypeExpression> = {};
  const add = (pointer: Pointer, given: Type): void => {
    if (expressions[pointer] !== undefined) return;
    const type = satisfiable(given, pointer);
    expressions[pointer] = { type, ...conversionKey(converter.of(type)) };
  };
  for (const use of distinct(uses)) {
    add(use.pointer, expressionFor(scopes[use.direction], use));
    if (use.role === "body")
      for (const [pointer, type] of propertyExpressions(scopes[use.direction], use))
        add(pointer, type);
  }
  const payloads = survey.operations
    .filter(({ kind }) => kind === "webhook")
    .flatMap((webhook) => webhook.uses.filter(({ role }) => role === "body"))
    .map((use) => expressionFor(scopes[use.direction], use))
    .filter(({ kind }) => kind !== "unknown");
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

interface Plan {
  readonly planned: readonly PlannedDeclaration[];
  /** The type with `never` for what no value satisfies, which is reported. */
  readonly satisfiable: (type: Type, pointer: Pointer) => Type;
}

function plan(names: NameTable, scopes: Scopes): Plan {
  const planned = orderOf(names).flatMap((pointer) => declarationsFor(pointer, names, scopes));
  const pointers = new Map(planned.map(({ name, pointer }) => [name, pointer]));
  const declared = new Map<string, DeclaredType>(
    planned.map(({ name, type, heritage }) => [name, { type, heritage }]),
  );
  breakCycles(declared, (name, reference) => {
    scopes.response.report({
      rule: "circular-type",
      severity: "warning",
      pointer: pointers.get(name) ?? "",
      message: `\`${name}\` is defined by \`${reference}\`, which is defined by \`${name}\`; the reference is left out of the type.`,
      hint: "Break the circle: a schema can refer to itself from a property or an array, not as its own alternative or part.",
    });
  });
  const satisfiable = (type: Type, pointer: Pointer): Type =>
    withoutUnsatisfiable(type, pointer, declared, (at, text) => reportNever(scopes, at, text));
  return {
    satisfiable,
    planned: planned.map((each) => {
      const { type, heritage } = declared.get(each.name) ?? each;
      return { ...each, heritage, type: satisfiable(type, each.pointer) };
    }),
  };
}

function reportNever({ response }: Scopes, pointer: Pointer, text: string): void {
  response.report({
    rule: "type-never",
    severity: "warning",
    pointer,
    message: `No value is all of \`${text}\`; the type is \`never\`.`,
    hint: "Use `oneOf` where a value is one of them, or correct the schema that does not belong there.",
  });
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

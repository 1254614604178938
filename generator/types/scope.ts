/** What lowering needs to know around the schema at hand: the document, its names, and the direction. */
import type {
  JsonObject,
  LoadedDocument,
  NameTable,
  Pointer,
  Report,
  ResolvedConfig,
  Schema,
  Severity,
} from "../contract/index.js";
import type { Fix } from "../lib/overlay.js";
import { finding } from "../lib/finding.js";
import { isObject, valueAt } from "../lib/pointer.js";
import { polymorphismOf, type Polymorphism } from "../lib/polymorphism.js";
import { allowsNull, describesObject } from "../lib/schema-shape.js";
import type { Direction } from "../lib/schema-uses.js";
import { named, NULL, unionOf, type Lowered } from "./lowered.js";
import type { Shape } from "./shape.js";

export interface Scope {
  readonly document: LoadedDocument;
  readonly names: NameTable;
  readonly direction: Direction;
  readonly polymorphism: Polymorphism;
  /** Names of declared schemas in this direction. A map, because it is asked at every schema: half the cost of an object's keys. */
  readonly declared: ReadonlyMap<Pointer, string>;
  readonly settings: ResolvedConfig["types"];
  /** Shapes found so far; `null` for what is no plain object, or is being found. */
  readonly shapes: Map<Pointer, Shape | null>;
  /** The schema at a place of use: a name, where it is declared. */
  lower(schema: Schema, pointer: Pointer): Lowered;
  tell(tale: Tale): void;
}

export interface Tale {
  readonly rule: string;
  readonly severity: Severity;
  readonly pointer: Pointer;
  readonly message: string;
  readonly hint: string;
  readonly fix?: Fix;
}

/** Reports each finding once: several declarations inherit a property, and most are in requests and in responses. */
export function createTeller(document: LoadedDocument, report: Report): Scope["tell"] {
  const told = new Set<string>();
  return (tale) => {
    const key = `${tale.rule} ${tale.pointer} ${tale.message}`;
    if (told.has(key)) return;
    told.add(key);
    report(finding(document, tale));
  };
}

export function createScope(
  { document, names, settings }: Pick<Scope, "document" | "names" | "settings">,
  tell: Scope["tell"],
  direction: Direction,
  lower: (scope: Scope, schema: Schema, pointer: Pointer) => Lowered,
): Scope {
  const scope: Scope = {
    document,
    names,
    direction,
    settings,
    polymorphism: polymorphismOf(document.root),
    declared: declaredIn(names, direction),
    shapes: new Map(),
    lower: (schema, pointer) => lower(scope, schema, pointer),
    tell,
  };
  return scope;
}

function declaredIn(names: NameTable, direction: Direction): ReadonlyMap<Pointer, string> {
  const declared = new Map(Object.entries(names.types));
  if (direction === "response") return declared;
  for (const [pointer, { input }] of Object.entries(names.variants)) {
    if (input !== undefined) declared.set(pointer, input);
  }
  return declared;
}

/** The name of a declared schema in this direction. */
export function declaredName(scope: Scope, pointer: Pointer): string | undefined {
  return scope.declared.get(pointer);
}

/** The name to extend: of the base of a discriminated union not the union, but what its members share. */
export function heritageName(scope: Scope, pointer: Pointer): string | undefined {
  const variants = scope.names.variants[pointer];
  const base =
    scope.direction === "request" ? (variants?.baseInput ?? variants?.base) : variants?.base;
  return base ?? declaredName(scope, pointer);
}

/** A reference to a declaration. A nullable object is declared as an interface, so that `null` stands where it is used. */
export function use(scope: Scope, name: string, pointer: Pointer): Lowered {
  const schema = valueAt(scope.document.root, pointer);
  return isObject(schema) && liftsNull(schema) ? unionOf([named(name), NULL]) : named(name);
}

export function liftsNull(schema: JsonObject): boolean {
  return describesObject(schema) && allowsNull(schema);
}

/** Bytes: what a caller may hand over in any form that a runtime has them in, and what a response brings. */
export function bytes({ direction }: Scope): Lowered {
  return named(direction === "request" ? UPLOADABLE : "Blob");
}

/** Declared by the runtime of the generated package. */
export const UPLOADABLE = "Uploadable";

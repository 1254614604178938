/** The surface as a file of the package: what `specwright diff` compares a package by that it did not make itself. */
import type {
  KeptNames,
  OperationSurface,
  OutputFile,
  Plan,
  Property,
  ResultSurface,
  Surface,
  Type,
} from "../contract/index.js";

/** Published with the package, beside the report that people read. */
export const RECORD_PATH = "etc/surface.json";

/** Raised where a field goes, changes its meaning, or has to be there. */
const VERSION = 1;

export interface SurfaceRecord {
  readonly surface: Surface;
  /** By exported name, the path of the module that declares it: `src/types.ts`. */
  readonly modules: ReadonlyMap<string, string>;
  /** What its names belong to, for a document that is to be named as the package is. */
  readonly names: KeptNames;
}

/** As JSON has it: maps are lists of entries. Which input the package was made of is not for it to say. */
interface Stored extends Omit<Surface, "source" | "client" | "operations" | MapKey> {
  readonly version: number;
  readonly client: Omit<Surface["client"], "schemes"> & {
    readonly schemes: Entries<Surface["client"]["schemes"]>;
  };
  readonly operations: readonly StoredOperation[];
  readonly types: Entries<Surface["types"]>;
  readonly errors: Entries<Surface["errors"]>;
  readonly webhooks: Entries<Surface["webhooks"]>;
  readonly exports: Entries<Surface["exports"]>;
  readonly modules: Entries<SurfaceRecord["modules"]>;
  readonly names: KeptNames;
}

type MapKey = "types" | "errors" | "webhooks" | "exports";

type StoredOperation = Omit<OperationSurface, "errors"> & {
  readonly errors: Entries<OperationSurface["errors"]>;
};

type Entries<From> =
  From extends ReadonlyMap<infer Key, infer Value> ? readonly (readonly [Key, Value])[] : never;

/** A line for each operation, type and class, so that a change of one is a change of its line. */
export function surfaceRecord(
  surface: Surface,
  symbols: Plan["symbols"],
  names: KeptNames,
): OutputFile {
  const { source: _, ...own } = surface;
  const stored: Stored = {
    version: VERSION,
    ...own,
    client: {
      ...surface.client,
      schemes: [...surface.client.schemes],
      options: surface.client.options.map((option) => ({ ...option, pointer: "" })),
    },
    operations: surface.operations.map(storedOperation).sort(byCall),
    types: byName(surface.types, (each) => {
      return { ...each, type: withoutPointers(each.type), pointer: "" };
    }),
    errors: byName(surface.errors, (each) => {
      return { ...each, data: withoutPointers(each.data), pointer: "" };
    }),
    webhooks: byName(surface.webhooks, (each) => {
      return { ...each, type: withoutPointers(each.type) };
    }),
    exports: byName(surface.exports, (kind) => kind),
    modules: byName(symbols, ({ path }) => path),
    names,
  };
  const fields = Object.entries(stored).map(([key, value]) => `"${key}": ${textOf(value)}`);
  return { path: RECORD_PATH, text: `{\n${fields.join(",\n")}\n}\n` };
}

/** `null` for a file of another version, or none of ours. */
export function readSurfaceRecord(text: string, source: string): SurfaceRecord | null {
  const stored = parsed(text);
  if (stored === null) return null;
  const { version: _, modules, names, ...own } = stored;
  return {
    surface: {
      ...own,
      source,
      client: { ...stored.client, schemes: new Map(stored.client.schemes) },
      operations: stored.operations.map((operation) => {
        return { ...operation, errors: new Map(operation.errors) };
      }),
      types: new Map(stored.types),
      errors: new Map(stored.errors),
      webhooks: new Map(stored.webhooks),
      exports: new Map(stored.exports),
    },
    modules: new Map(modules),
    names,
  };
}

function parsed(text: string): Stored | null {
  try {
    const value: unknown = JSON.parse(text);
    return isStored(value) ? value : null;
  } catch {
    return null;
  }
}

/** The version says what the rest looks like. */
function isStored(value: unknown): value is Stored {
  return (
    typeof value === "object" && value !== null && "version" in value && value.version === VERSION
  );
}

function storedOperation(operation: OperationSurface): StoredOperation {
  const { request, contents, result, streamItem, headers, errors, parameters } = operation;
  return {
    ...operation,
    pointer: "",
    request: withoutPointers(request),
    contents: contents.map((each) => ({ ...each, request: withoutPointers(each.request) })),
    result: storedResult(result),
    streamItem: streamItem === null ? null : withoutPointers(streamItem),
    headers: withoutPointers(headers),
    errors: [...errors],
    parameters: parameters.map((each) => ({ ...each, pointer: null })),
  };
}

/** Whatever order the document has them in. */
function byCall(left: StoredOperation, right: StoredOperation): number {
  return left.call.join(".") < right.call.join(".") ? -1 : 1;
}

function storedResult(result: ResultSurface): ResultSurface {
  switch (result.kind) {
    case "value":
      return { ...result, type: withoutPointers(result.type) };
    case "pages":
      return {
        ...result,
        type: withoutPointers(result.type),
        item: withoutPointers(result.item),
      };
    case "stream":
      return { ...result, item: withoutPointers(result.item) };
  }
}

/** Where each part was described is nothing that a user of the package sees, and a third of what it would weigh. */
function withoutPointers(type: Type): Type {
  switch (type.kind) {
    case "name":
    case "global":
      if (type.arguments.length === 0) return type;
      return { ...type, arguments: type.arguments.map(withoutPointers) };
    case "array":
      return { ...type, items: withoutPointers(type.items) };
    case "tuple":
      return {
        ...type,
        items: type.items.map(withoutPointers),
        rest: type.rest && withoutPointers(type.rest),
      };
    case "object":
      return {
        ...type,
        properties: type.properties.map((property): Property => {
          return { ...property, type: withoutPointers(property.type), pointer: null };
        }),
        rest: type.rest && withoutPointers(type.rest),
      };
    case "union":
    case "intersection":
      return { ...type, members: type.members.map(withoutPointers) };
    case "member":
      return { ...type, of: withoutPointers(type.of) };
    default:
      return type;
  }
}

function byName<Value, Kept>(
  map: ReadonlyMap<string, Value>,
  keep: (value: Value) => Kept,
): readonly (readonly [string, Kept])[] {
  return [...map]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => [name, keep(value)]);
}

/** A list with a line for each item; everything else on one. */
function textOf(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value);
  return `[\n${value.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
}

import type {
  Conversion,
  Json,
  Operation,
  StreamResponse,
  Type,
  TypeExpression,
} from "../contract/index.js";
import { conversionAt } from "../lib/conversion.js";
import { isObject } from "../lib/pointer.js";
import { streamType } from "../lib/call-types.js";
import { literalOf, NULL, objectOf, property, UNDEFINED } from "../lib/type.js";
import { convertedResponse, conversionValue, type ConversionScope } from "./conversions.js";
import type { StreamFlagView, StreamView } from "./operation-contexts.js";
import { literal, object, reference, type RuntimeReference } from "./runtime-reference.js";

/** Names of functions and methods that are given, so that a second one for a stream or another media type takes none of them. */
export interface CallNames {
  readonly functions: Set<string>;
  /** `group.method`. */
  readonly methods: Set<string>;
}

/** `null` where there is no stream, or nothing but a stream. */
export function streamView(
  operation: Operation,
  { access, example: whole }: { readonly access: string; readonly example: Json },
  scope: CallNames & { readonly conversions: ConversionScope },
): StreamView | null {
  const { stream, names } = operation;
  if (stream === null || stream.when === "always") return null;
  const isFlag = stream.when === "flag";
  const group = names.group.join(".");
  const method = isFlag ? names.method : free(`${names.method}Stream`, scope.methods, `${group}.`);
  const { item, flag, byDefault } = stream;
  const example = isFlag ? withFlag(whole, flag, byDefault ? undefined : true) : whole;
  return {
    hasExample: example !== null,
    example,
    type: streamType(stream),
    itemType: item,
    parser: streamParser(stream, scope.conversions),
    methodName: method,
    functionName: isFlag ? names.function : free(`${names.function}Stream`, scope.functions),
    access: [...access.split(".").slice(0, -1), method].join("."),
  };
}

/** `name`, or with a number after it. */
export function free(name: string, taken: Set<string>, scope = ""): string {
  let wanted = name;
  for (let count = 2; taken.has(scope + wanted); count++) wanted = `${name}${count}`;
  taken.add(scope + wanted);
  return wanted;
}

/** The example that does not ask for the stream, whatever the document's does. */
export function streamExample({ stream }: Operation, example: Json): Json {
  if (stream?.when !== "flag") return example;
  return withFlag(example, stream.flag, stream.byDefault ? false : undefined);
}

function withFlag(example: Json, path: readonly string[], value: boolean | undefined): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value ?? null;
  const object = isObject(example) ? example : {};
  const inner = rest.length === 0 ? value : withFlag(object[name] ?? null, rest, value);
  const entries = Object.entries({ ...object, [name]: inner }).flatMap(([key, each]) =>
    each === undefined || each === null ? [] : [[key, each] as const],
  );
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

export function streamFlagView({ stream }: Operation): StreamFlagView | null {
  if (stream?.when !== "flag") return null;
  const { flag: path, byDefault } = stream;
  const given = (value: boolean) => nested(path, true, literalOf(value));
  const orNone = (value: boolean) =>
    nested(path, false, { kind: "union", members: [literalOf(value), NULL, UNDEFINED] });
  return {
    path,
    byDefault,
    on: byDefault ? orNone(true) : given(true),
    off: byDefault ? given(false) : orNone(false),
  };
}

/** `{ body: { stream: true } }`; all but the last may be left out where the last may. */
function nested(path: readonly string[], required: boolean, value: Type): TypeExpression {
  return {
    type: path.reduceRight((inner, name) => objectOf([property(name, inner, required)]), value),
  };
}

/** Only what differs from the runtime's defaults is written. */
export function streamParser(stream: StreamResponse, scope: ConversionScope): RuntimeReference {
  const { conversion } = stream.item;
  const parser = convertedResponse(plainParser(stream), conversion, scope);
  return conversion !== undefined && hasTexts(stream, conversion, scope)
    ? reference("convertedEvents", [parser, conversionValue(conversion, scope)])
    : parser;
}

/** True where something is converted in an event that is not read as JSON. */
function hasTexts(
  { itemIs, data, dataExceptions }: StreamResponse,
  conversion: Conversion,
  { named }: ConversionScope,
): boolean {
  const isText = data === "text" || dataExceptions.length > 0;
  const fields = ["event", "id", "retry", ...(isText ? ["data"] : [])];
  return (
    itemIs === "event" && fields.some((field) => conversionAt(conversion, field, named) !== null)
  );
}

export function linesParser(mediaType: string, data: StreamResponse["data"]): RuntimeReference {
  return reference(data === "text" ? "textLines" : "jsonLines", [literal(mediaType)]);
}

function plainParser(stream: StreamResponse): RuntimeReference {
  const { kind, mediaType, itemIs, data, dataExceptions, sentinel } = stream;
  if (kind === "jsonLines") return linesParser(mediaType, data);
  const options = {
    sentinel: sentinel === null ? null : literal(sentinel),
    item: itemIs === "event" ? literal(itemIs) : null,
    data: data === "text" ? literal(data) : null,
    dataExceptions: dataExceptions.length > 0 ? literal([...dataExceptions]) : null,
  };
  const isDefault = Object.values(options).every((option) => option === null);
  return reference("eventStream", isDefault ? [] : [object(options)]);
}

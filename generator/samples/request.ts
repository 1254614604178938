/** Example requests in terms of the flat argument. */
import type {
  Json,
  JsonObject,
  Operation,
  Parameter,
  PartHeader,
  Pointer,
  RequestBody,
} from "../contract/index.js";
import { child, follow, isObject } from "../lib/pointer.js";
import { object } from "../lib/read.js";
import { explicitExample } from "./explicit.js";
import { exampleText } from "./scalar.js";
import type { ExampleScope } from "./scope.js";
import { exampleOf, type ExampleOptions } from "./value.js";

/**
 * What is required and, unless `optional` is `none`, what the document has an example of, in the order of the docs;
 * nothing that the client can hold.
 */
export function requestSample(
  scope: ExampleScope,
  { parameters, body, arguments: rows }: Operation,
  optional: "none" | "explicit",
): Json {
  const values = new Map<string, Json | undefined>();
  for (const parameter of parameters)
    values.set(parameter.property, parameterValue(scope, parameter, optional));
  if (body !== null) {
    for (const [name, value] of Object.entries(bodyValues(scope, body, optional)))
      values.set(name, value);
    if (body.required && values.get("partHeaders") === undefined)
      values.set("partHeaders", partHeadersExample(scope, body));
  }
  const ordered = rows.flatMap(({ name }): [string, Json][] => {
    const value = values.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(ordered);
}

/** By argument: the example that the document gives of it. */
export function argumentSamples(
  scope: ExampleScope,
  { parameters, body }: Operation,
): ReadonlyMap<string, Json> {
  const samples = parameters.map((parameter): [string, Json | undefined] => [
    parameter.property,
    parameterExample(scope, parameter),
  ]);
  if (body !== null) samples.push(...bodySamples(scope, body));
  return new Map(
    samples.flatMap(([name, value]): [string, Json][] =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

function bodySamples(scope: ExampleScope, body: RequestBody): [string, Json | undefined][] {
  const bodyValue = bodyExample(scope, body);
  const rows: [string, Json | undefined][] =
    body.placement === "property"
      ? [["body", bodyValue]]
      : body.properties.map(({ name, pointer }) => [
          name,
          explicitExample(scope, undefined, pointer) ??
            (isObject(bodyValue) ? bodyValue[name] : undefined),
        ]);
  return [...rows, ["partHeaders", partHeadersExample(scope, body)]];
}

/** The example that the document gives of the whole body. */
function bodyExample(scope: ExampleScope, { contents }: RequestBody): Json | undefined {
  const [primary] = contents;
  if (primary === undefined) return undefined;
  return explicitExample(scope, scope.document.at(primary.pointer), primary.schemaPointer);
}

function parameterExample(
  scope: ExampleScope,
  { pointer, schemaPointer, contentType }: Parameter,
): Json | undefined {
  if (pointer === null) return undefined;
  const value = scope.document.at(pointer);
  const holder =
    contentType === null
      ? value
      : follow(scope.document, object(value)["content"], pointer)?.value[contentType];
  return explicitExample(scope, holder, schemaPointer);
}

function parameterValue(
  scope: ExampleScope,
  parameter: Parameter,
  optional: "none" | "explicit",
): Json | undefined {
  const { global, required, deprecated, wireName, schemaPointer } = parameter;
  if (global || (!required && (optional === "none" || deprecated))) return undefined;
  const given = parameterExample(scope, parameter);
  if (given !== undefined || !required) return given;
  const made =
    schemaPointer === null ? undefined : sendable(scope, schemaPointer, optional, wireName);
  const saysNothing = isEmpty(scope.schemas.resolved(schemaPointer) ?? {}) && isEmpty(made);
  return made === undefined || saysNothing ? exampleText({}, wireName) : made;
}

/** What has to be given: headers of parts that are always there. */
function partHeadersExample(
  scope: ExampleScope,
  { contents }: RequestBody,
): JsonObject | undefined {
  const parts = (contents[0]?.partHeaders ?? []).flatMap(({ part, required, headers }) => {
    if (!required) return [];
    const values = headers.flatMap((header): [string, Json][] => {
      const value = header.required ? partHeaderExample(scope, header) : undefined;
      return value === undefined ? [] : [[header.property, value]];
    });
    return [[part, Object.fromEntries(values)] as const];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

function partHeaderExample(scope: ExampleScope, header: PartHeader): Json | undefined {
  const { schemaPointer, wireName } = header;
  const given = parameterExample(scope, header);
  if (given !== undefined || schemaPointer === null) return given;
  return exampleOf(scope, schemaPointer, { direction: "request", optional: "none" }, wireName);
}

/**
 * A value with something in it, where the schema has one: outside JSON there is no spelling for an empty list or
 * object.
 */
function sendable(
  scope: ExampleScope,
  pointer: Pointer,
  optional: ExampleOptions["optional"],
  name: string,
): Json | undefined {
  const made = exampleOf(scope, pointer, { direction: "request", optional }, name);
  if (!isEmpty(made)) return made;
  return exampleOf(scope, pointer, { direction: "request", optional: "all" }, name) ?? made;
}

function isEmpty(value: Json | undefined): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** The fields of a form or multipart body that are asked for, each with something in it. */
function withFilledFields(
  scope: ExampleScope,
  { properties }: RequestBody,
  fields: JsonObject,
): JsonObject {
  const entries = Object.entries(fields).map(([name, value]): [string, Json] => {
    const property = properties.find((each) => each.name === name);
    if (property === undefined || !isEmpty(value)) return [name, value];
    return [name, sendable(scope, property.pointer, "all", name) ?? value];
  });
  return Object.fromEntries(entries);
}

function bodyValues(
  scope: ExampleScope,
  body: RequestBody,
  optional: ExampleOptions["optional"],
): Readonly<Record<string, Json>> {
  const [primary] = body.contents;
  if (optional === "none" && !body.required) return {};
  const given = optional === "none" ? undefined : bodyExample(scope, body);
  const pointer = primary?.schemaPointer ?? itemSchemaOf(scope, body);
  const value =
    given ??
    (pointer === null
      ? undefined
      : exampleOf(scope, pointer, { direction: "request", optional }, "body"));
  // An optional body with nothing in it says nothing.
  if (!body.required && isEmpty(value)) return {};
  const isText = primary?.kind === "text" || primary?.kind === "binary";
  // What is sent line by line is an iterable of what the schema describes.
  if (primary?.kind === "jsonLines") return { body: Array.isArray(value) ? value : [value ?? {}] };
  if (primary?.parts) return { body: Array.isArray(value) ? value : [] };
  if (body.placement === "property")
    return { body: isText && typeof value !== "string" ? "text" : (value ?? {}) };
  if (!isObject(value)) return {};
  const isFields = primary?.kind === "form" || primary?.kind === "multipart";
  return isFields ? withFilledFields(scope, body, value) : value;
}

/** What is sent line by line may be described by one line alone. */
function itemSchemaOf({ document }: ExampleScope, { contents }: RequestBody): Pointer | null {
  const item = child(contents[0]?.pointer ?? "", "itemSchema");
  return document.at(item) === undefined ? null : item;
}

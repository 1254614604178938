/** Example requests in terms of the flat argument, and an example of what comes back. */
import type {
  Argument,
  Json,
  JsonObject,
  Located,
  Pointer,
  SuccessResponse,
} from "../contract/index.js";
import { child, isObject } from "../lib/pointer.js";
import { bodyExample } from "./argument.js";
import type { BodyModel } from "./body.js";
import { exampleOf, type ExampleOptions } from "./example.js";
import type { ExampleScope } from "./example-scope.js";
import { exampleText } from "./example-leaf.js";
import { explicitExample } from "./example-source.js";
import { object } from "../lib/read.js";
import type { ParameterSite } from "./parameter.js";
import { partHeadersExample } from "./part-headers.js";

export interface ExampleSource {
  readonly scope: ExampleScope;
  readonly parameters: readonly ParameterSite[];
  readonly body: BodyModel | null;
  readonly arguments: readonly Argument[];
}

/** Required arguments and those that the document has an example of, in the order of the docs; nothing that the client can hold. */
export function exampleRequest(source: ExampleSource): Json {
  return request(source, "explicit");
}

/** The smallest valid request. */
export function minimalRequest(source: ExampleSource): Json {
  return request(source, "none");
}

function request(source: ExampleSource, optional: ExampleOptions["optional"]): Json {
  const { scope, parameters, body } = source;
  const values: Record<string, Json | undefined> = {};
  for (const site of parameters)
    values[site.parameter.property] = parameterValue(scope, site, optional);
  if (body !== null) {
    Object.assign(values, bodyValues(scope, body, optional));
    if (body.body.required) values["partHeaders"] ??= partHeadersExample(body.body);
  }
  const ordered = source.arguments.flatMap(({ name }): [string, Json][] => {
    const value = values[name];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(ordered);
}

function parameterValue(
  scope: ExampleScope,
  { parameter, schemaPointer }: ParameterSite,
  optional: ExampleOptions["optional"],
): Json | undefined {
  if (
    parameter.global ||
    (!parameter.required &&
      (optional === "none" || parameter.example === undefined || parameter.deprecated))
  )
    return undefined;
  if (parameter.example !== undefined) return parameter.example;
  const made =
    schemaPointer === null
      ? undefined
      : sendable(scope, schemaPointer, optional, parameter.wireName);
  const isUnsaid = isEmpty(scope.schemas.resolved(schemaPointer) ?? {}) && isEmpty(made);
  return made === undefined || isUnsaid ? exampleText({}, parameter.wireName) : made;
}

/** A value with something in it, where the schema has one: outside JSON there is no spelling for an empty list or object. */
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
  { properties }: BodyModel,
  fields: JsonObject,
): JsonObject {
  const entries = Object.entries(fields).map(([name, value]): [string, Json] => {
    const site = properties.find((each) => each.name === name);
    if (site === undefined || !isEmpty(value)) return [name, value];
    return [name, sendable(scope, site.pointer, "all", name) ?? value];
  });
  return Object.fromEntries(entries);
}

function bodyValues(
  scope: ExampleScope,
  model: BodyModel,
  optional: ExampleOptions["optional"],
): Readonly<Record<string, Json>> {
  const { body } = model;
  const [primary] = body.contents;
  const given = optional === "none" ? undefined : bodyExample(scope, model);
  if (optional === "none" && !body.required) return {};
  const pointer = primary?.schemaPointer ?? itemSchemaOf(scope.document, model);
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
  return isFields ? withFilledFields(scope, model, value) : value;
}

/** What is sent line by line may be described by one line alone. */
function itemSchemaOf(
  document: ExampleScope["document"],
  { body, pointer }: BodyModel,
): Pointer | null {
  const mediaType = body.contents[0]?.mediaType ?? "";
  const item = child(pointer, "content", mediaType, "itemSchema");
  return document.at(item) === undefined ? null : item;
}

/** The primary success: the document's example where it fits, else one made from its schema. `null` where nothing comes back. */
export function exampleResponse(
  scope: ExampleScope,
  success: SuccessResponse | undefined,
  response: Located | undefined,
): Json {
  const [primary] = success?.contents ?? [];
  if (primary === undefined) return null;
  const mediaType = object(object(response?.value["content"])[primary.mediaType]);
  const given = explicitExample(scope, mediaType, primary.schemaPointer, "response");
  if (given !== undefined) return given;
  if (primary.schemaPointer === null || primary.kind === "binary") return "";
  return (
    exampleOf(
      scope,
      primary.schemaPointer,
      { direction: "response", optional: "all" },
      "response",
    ) ?? null
  );
}

/**
 * `in: body` and `in: formData` parameters: to a request body.
 * @see https://spec.openapis.org/oas/v3.0.4#request-body-object
 */
import type { Pointer } from "../../../contract/index.js";
import { child } from "../../../lib/pointer.js";
import type { Place } from "../../references/origins.js";
import { isNode, own, put, type Node, type Value } from "../../value.js";
import type { Swagger2Context } from "./context.js";
import { queryStyles, takeSchema } from "./parameters.js";

/** A parameter that describes (a part of) the body, and where it stands. */
export interface BodyPart {
  readonly parameter: Node;
  readonly place: Place;
  /** In the document before the upgrade. */
  readonly pointer: Pointer;
}

/** `to`: pointer that the request body will have. */
export function requestBody(
  parts: readonly BodyPart[],
  consumes: readonly string[],
  to: Pointer,
  context: Swagger2Context,
): Node | null {
  const body = parts.find(({ parameter }) => parameter["in"] === "body");
  if (body !== undefined) return jsonBody(body, consumes, to, context);
  return parts.length === 0 ? null : formBody(parts, consumes, to, context);
}

function jsonBody(
  { parameter, place, pointer }: BodyPart,
  consumes: readonly string[],
  to: Pointer,
  context: Swagger2Context,
): Node {
  const types = consumes.length > 0 ? consumes : ["application/json"];
  const body: Node = {};
  for (const [key, value] of Object.entries(parameter)) {
    if (
      key === "description" ||
      (key.startsWith("x-") && key !== "x-example" && key !== "x-examples")
    )
      put(body, key, value);
  }
  const schema = own(parameter, "schema") ?? {};
  context.origins.set(schema, context.origins.placeOf(place, "schema", schema));
  body["content"] = contents(types, schema, context);
  if (parameter["required"] === true) body["required"] = true;
  context.moved(child(pointer, "schema"), child(to, "content", types[0] ?? "", "schema"));
  context.origins.set(body, place);
  return body;
}

/** The same schema under each media type; each has its own copy, because every value stands in one place only. */
export function contents(types: readonly string[], schema: Value, context: Swagger2Context): Node {
  const content: Node = {};
  for (const [index, type] of types.entries()) {
    put(content, type, { schema: index === 0 ? schema : context.copy(schema) });
  }
  return content;
}

function formBody(
  parts: readonly BodyPart[],
  consumes: readonly string[],
  to: Pointer,
  context: Swagger2Context,
): Node {
  const types = formTypes(parts, consumes);
  const properties: Node = {};
  const encoding: Node = {};
  const required: Value[] = [];
  for (const { parameter, place, pointer } of parts) {
    const name = String(own(parameter, "name") ?? "");
    const schema = takeSchema(parameter, place, context);
    for (const key of ["description", "example"]) {
      const value = own(parameter, key);
      if (value !== undefined) schema[key] = value;
    }
    if (parameter["type"] === "array")
      put(encoding, name, {
        ...(queryStyles[String(own(parameter, "collectionFormat") ?? "csv")] ?? queryStyles["csv"]),
      });
    if (parameter["required"] === true) required.push(name);
    put(properties, name, schema);
    context.moved(pointer, child(to, "content", types[0] ?? "", "schema", "properties", name));
  }
  const schema: Node = { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
  const content = contents(types, schema, context);
  for (const media of Object.values(content)) {
    if (isNode(media) && Object.keys(encoding).length > 0)
      media["encoding"] = context.copy(encoding);
  }
  const first = parts[0];
  const body: Node = { content, ...(required.length > 0 ? { required: true } : {}) };
  if (first !== undefined) context.origins.set(body, first.place);
  return body;
}

function formTypes(parts: readonly BodyPart[], consumes: readonly string[]): string[] {
  const hasFile = parts.some(({ parameter }) => parameter["type"] === "file");
  const forms = consumes.filter((type) =>
    /^(?:multipart\/|application\/x-www-form-urlencoded)/i.test(type),
  );
  const able = hasFile ? forms.filter((type) => /^multipart\//i.test(type)) : forms;
  if (able.length > 0) return able;
  return [hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded"];
}

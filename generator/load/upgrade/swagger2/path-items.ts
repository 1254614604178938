/** Path items and operations: parameters that were the body become one. */
import type { Pointer } from "../../../contract/index.js";
import { child, pointerOfRef, segmentsOf } from "../../../lib/pointer.js";
import type { Place } from "../../references/origins.js";
import { isNode, own, type Node, type Value } from "../../value.js";
import { requestBody, type BodyPart } from "./bodies.js";
import { nodeAt, type Swagger2Context } from "./context.js";
import { upgradeParameter } from "./parameters.js";
import { upgradeResponse } from "./responses.js";
import { serversOf } from "./servers.js";

const methods = ["get", "put", "post", "delete", "options", "head", "patch"];

/** In place; `pointer` is where the path item stands, before and after. */
export function upgradePathItem(
  item: Node,
  place: Place,
  pointer: Pointer,
  inputId: string,
  context: Swagger2Context,
): void {
  const shared = takeBodyParts(item, place, pointer, context);
  for (const method of methods) {
    const operation = own(item, method);
    if (!isNode(operation)) continue;
    const operationPlace = context.origins.placeOf(place, method, operation);
    upgradeOperation(operation, operationPlace, child(pointer, method), shared, context);
    const schemes = own(operation, "schemes");
    if (
      Array.isArray(schemes) &&
      JSON.stringify(schemes) !== JSON.stringify(own(context.root, "schemes"))
    ) {
      operation["servers"] = serversOf(context.root, inputId, schemes);
    }
    delete operation["schemes"];
  }
}

function upgradeOperation(
  operation: Node,
  place: Place,
  pointer: Pointer,
  shared: readonly BodyPart[],
  context: Swagger2Context,
): void {
  const parts = takeBodyParts(operation, place, pointer, context);
  const consumes = context.mediaTypes(operation, "consumes");
  const effective =
    parts.length > 0
      ? parts
      : shared.map((part) => ({ ...part, parameter: context.copy(part.parameter) as Node }));
  const body = requestBody(effective, consumes, child(pointer, "requestBody"), context);
  if (body !== null) operation["requestBody"] = body;
  upgradeResponses(operation, place, pointer, context);
  delete operation["consumes"];
  delete operation["produces"];
}

/**
 * Takes body and form parameters out of the `parameters` of a path item or operation, and upgrades the others in place.
 */
function takeBodyParts(
  holder: Node,
  place: Place,
  pointer: Pointer,
  context: Swagger2Context,
): BodyPart[] {
  const parameters = own(holder, "parameters");
  if (!Array.isArray(parameters)) return [];
  const listPlace = context.origins.placeOf(place, "parameters", parameters);
  const parts: BodyPart[] = [];
  const kept: Value[] = [];
  for (const [index, parameter] of parameters.entries()) {
    const parameterPlace = context.origins.placeOf(listPlace, index, parameter);
    const part = bodyPart(parameter, parameterPlace, child(pointer, "parameters", index), context);
    if (part !== null) parts.push(part);
    else {
      if (isNode(parameter)) upgradeParameter(parameter, parameterPlace, context);
      context.origins.set(parameter, parameterPlace);
      context.moved(child(pointer, "parameters", index), child(pointer, "parameters", kept.length));
      kept.push(parameter);
    }
  }
  if (kept.length > 0) holder["parameters"] = kept;
  else delete holder["parameters"];
  return parts;
}

/** The body or form parameter, itself or at the other end of a reference; a shared one as a copy. */
function bodyPart(
  parameter: Value,
  place: Place,
  pointer: Pointer,
  context: Swagger2Context,
): BodyPart | null {
  if (!isNode(parameter)) return null;
  const ref = parameter["$ref"];
  if (typeof ref !== "string") return isBodyPart(parameter) ? { parameter, place, pointer } : null;
  const [section, name] = segmentsOf(pointerOfRef(ref));
  const target =
    section === "parameters" && name !== undefined
      ? own(nodeAt(context.root, "parameters"), name)
      : undefined;
  if (!isNode(target) || !isBodyPart(target)) return null;
  return { parameter: context.copy(target) as Node, place, pointer: pointerOfRef(ref) };
}

export function isBodyPart(parameter: Node): boolean {
  return parameter["in"] === "body" || parameter["in"] === "formData";
}

function upgradeResponses(
  operation: Node,
  place: Place,
  pointer: Pointer,
  context: Swagger2Context,
): void {
  const responses = own(operation, "responses");
  if (!isNode(responses)) return;
  const responsesPlace = context.origins.placeOf(place, "responses", responses);
  for (const [status, written] of Object.entries(responses)) {
    const response = status.startsWith("x-") ? null : ownResponse(written, operation, context);
    if (response === null) continue;
    responses[status] = response;
    const here = child(pointer, "responses", status);
    const responsePlace = context.origins.placeOf(responsesPlace, status, response);
    upgradeResponse(
      response,
      context.mediaTypes(operation, "produces"),
      responsePlace,
      here,
      here,
      context,
    );
  }
}

/** `null` for a reference that can stay one: a shared response has the media types of the document. */
function ownResponse(response: Value, operation: Node, context: Swagger2Context): Node | null {
  if (!isNode(response)) return null;
  const ref = response["$ref"];
  if (typeof ref !== "string") return response;
  const [section, name] = segmentsOf(pointerOfRef(ref));
  const shared =
    section === "responses" && name !== undefined
      ? own(nodeAt(context.root, "responses"), name)
      : undefined;
  const differs =
    String(context.mediaTypes(operation, "produces")) !==
    String(context.mediaTypes(null, "produces"));
  if (!differs || !isNode(shared) || own(shared, "schema") === undefined) return null;
  return context.copy(shared) as Node;
}

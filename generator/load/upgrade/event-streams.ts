/**
 * The events of a stream as OpenAPI 3.2 describes them: one schema for what all share, and beside it a `oneOf` of what
 * each kind adds, with JSON inside of the text `data`. Each kind becomes an object of its own, whose `data` is what
 * stands in that text.
 * @see https://spec.openapis.org/oas/v3.2.0#special-considerations-for-server-sent-events
 */
import type { Json } from "../../contract/index.js";
import { isJson } from "../../lib/media-type.js";
import { pointerOfRef, valueAt } from "../../lib/pointer.js";
import { copyMarked } from "../references/copy.js";
import type { Origins, Place } from "../references/origins.js";
import { become, isNode, own, put, type Node, type Value } from "../value.js";

export interface EventContext {
  readonly root: Node;
  readonly origins: Origins;
  readonly local: WeakSet<object>;
}

/** A kind of event, or what all kinds share. */
interface Shape {
  readonly properties: Node;
  readonly required: readonly string[];
}

const FIELDS: ReadonlySet<string> = new Set(["event", "id", "retry", "data", "comment"]);
/** What ends the streams of many services; not an item. */
const SENTINEL = "[DONE]";

export function isEventSchema({ pointer }: Place): boolean {
  return /\/content\/text~1event-stream[^/]*\/itemSchema$/.test(pointer);
}

/** In place. What is no union of events stays as it is. */
export function upgradeEvents(schema: Node, place: Place, context: EventContext): void {
  const event = resolved(schema, context);
  const members: readonly Value[] = membersOf(event);
  const shared = shapeOf(event, context);
  const kinds = members.map((member) =>
    mergedShape(shared, shapeOf(resolved(member, context), context)),
  );
  const properties = kinds.flatMap((kind) => Object.keys(kind.properties));
  const isEvent =
    kinds.every((kind) => isNode(own(kind.properties, "data"))) &&
    properties.every((name) => FIELDS.has(name));
  const isSplit = members.length > 1 && Object.keys(shared.properties).length > 0;
  if (!isEvent || !(isSplit || kinds.some((kind) => carriesJson(own(kind.properties, "data")))))
    return;
  const items = kinds.filter((kind) => !isSentinel(kind));
  const objects = items.map((kind) => objectOf(kind, place, context));
  const [only] = objects;
  const { description } = event;
  become(schema, {
    ...(description === undefined ? {} : { description }),
    ...(items.length < kinds.length ? { "x-speakeasy-sse-sentinel": SENTINEL } : {}),
    ...(objects.length === 1 && only !== undefined ? only : { oneOf: objects }),
  });
}

/** Of a union; without one, the schema is the only kind. */
function membersOf(schema: Node): readonly Value[] {
  const union = own(schema, "oneOf") ?? own(schema, "anyOf");
  return Array.isArray(union) ? union : [{}];
}

function objectOf({ properties, required }: Shape, place: Place, context: EventContext): Node {
  // Every event has these when it arrives, whether a line says so or not.
  const given = ["event", "data"].filter((name) => Object.hasOwn(properties, name));
  const object: Node = {
    type: "object",
    properties: {},
    required: [...new Set([...required, ...given])],
  };
  for (const [name, value] of Object.entries(properties))
    put(object["properties"] as Node, name, name === "data" ? contentOf(value, context) : value);
  context.origins.set(object, place);
  return object;
}

/** What stands in the text. A text in JSON keeps its mark: nothing else tells it from plain text. */
function contentOf(data: Value, context: EventContext): Value {
  if (!isNode(data)) return data;
  const { contentMediaType, contentSchema, ...rest } = data;
  if (!carriesJson(data))
    return contentMediaType === undefined ? data : { type: "string", ...rest };
  if (contentSchema === undefined) return {};
  const isText =
    isNode(contentSchema) && own(resolved(contentSchema, context), "type") === "string";
  return isText ? { type: "string", contentMediaType: contentMediaType as Value } : contentSchema;
}

function carriesJson(data: Value | undefined): boolean {
  const type = isNode(data) ? own(data, "contentMediaType") : undefined;
  return typeof type === "string" && isJson(type);
}

/** The text that ends the stream: told apart by its data, not by the event's name. */
function isSentinel({ properties }: Shape): boolean {
  const [data, event] = [own(properties, "data"), own(properties, "event")];
  const isNamed = isNode(event) && (own(event, "const") ?? own(event, "enum")) !== undefined;
  return !isNamed && isNode(data) && own(data, "const") === SENTINEL;
}

/** What a schema says itself and by `allOf`. */
function shapeOf(schema: Node, context: EventContext): Shape {
  const parts = own(schema, "allOf");
  const properties = own(schema, "properties");
  const required = own(schema, "required");
  const shape: Shape = {
    properties: isNode(properties) ? properties : {},
    required: Array.isArray(required) ? required.filter((name) => typeof name === "string") : [],
  };
  return (Array.isArray(parts) ? parts : []).reduce<Shape>(
    (merged, part) => mergedShape(shapeOf(resolved(part, context), context), merged),
    shape,
  );
}

function mergedShape(shared: Shape, own: Shape): Shape {
  const properties: Node = {};
  for (const [name, value] of Object.entries(shared.properties)) put(properties, name, value);
  for (const [name, value] of Object.entries(own.properties)) {
    const before = properties[name];
    const isBoth = isNode(before) && isNode(value) && !("$ref" in before) && !("$ref" in value);
    put(properties, name, isBoth ? { ...before, ...value } : value);
  }
  return { properties, required: [...new Set([...shared.required, ...own.required])] };
}

/**
 * A copy with its reference followed, and what stands beside that laid over it: nothing of the shared schema is
 * changed.
 */
function resolved(value: Value, { root, origins, local }: EventContext, depth = 0): Node {
  if (!isNode(value)) return {};
  const copy = copyMarked(value, origins, local) as Node;
  const { $ref: ref, ...beside } = copy;
  if (typeof ref !== "string" || depth > 8) return copy;
  const target = valueAt(root as Json, pointerOfRef(ref)) as Value | undefined;
  const found = resolved(target ?? {}, { root, origins, local }, depth + 1);
  return { ...found, ...beside, allOf: [found, ...[own(beside, "allOf") ?? []].flat()] };
}

/**
 * What one item of a stream is. An event can be described as a whole, with `data` among its properties, or by its data alone.
 * @see https://spec.openapis.org/oas/v3.2.0#special-considerations-for-server-sent-events
 */
import type { JsonObject, Pointer, StreamResponse } from "../../contract/index.js";
import { child, isObject } from "../../lib/pointer.js";
import { isJson } from "../../lib/media-type.js";
import { list, object, text } from "../../lib/read.js";
import { isNullOnly, membersOf, typesOf } from "../../lib/schema-shape.js";
import { STRING, typeAt, UNKNOWN, type ModelContext } from "../context.js";
import { isTextual } from "../schema/questions.js";
import { itemsOf, typeAlong, typeOfPart } from "../schema/parts.js";

export type StreamItem = Pick<StreamResponse, "item" | "itemIs" | "data" | "dataExceptions"> & {
  /** False for a plain string: that says no more than the media type does. */
  readonly isDescribed: boolean;
};

export function itemOf(
  context: ModelContext,
  kind: StreamResponse["kind"],
  mediaType: JsonObject,
  pointer: Pointer,
): StreamItem {
  const key = mediaType["itemSchema"] === undefined ? "schema" : "itemSchema";
  const schema = child(pointer, key);
  if (mediaType[key] === undefined)
    return {
      item: UNKNOWN,
      itemIs: "data",
      data: kind === "jsonLines" ? "json" : "text",
      dataExceptions: [],
      isDescribed: false,
    };
  // Without `itemSchema`, a list describes the stream as a whole.
  const items = key === "schema" && isList(context, schema) ? itemsOf(context, schema) : null;
  const eventType = typeAt(context, schema);
  const one = items ?? schema;
  const type =
    items === null ? eventType : (typeOfPart(context, items) ?? typeAlong(context, eventType, [0]));
  const plain: StreamItem = {
    item: type,
    itemIs: "data",
    data: "json",
    dataExceptions: [],
    isDescribed: true,
  };
  // Lines that are described as one text: each is a piece of that.
  if (kind === "jsonLines")
    return key === "schema" && items === null && isTextual(context.survey.schemas, schema)
      ? { ...plain, item: asText(type), data: "text" }
      : plain;
  if (isTextual(context.survey.schemas, one))
    return { ...plain, item: asText(type), data: "text", isDescribed: false };
  return isEvent(context, one) ? eventItem(context, one, type) : plain;
}

function isList(context: ModelContext, pointer: Pointer): boolean {
  const schema = context.survey.schemas.resolved(pointer);
  return schema !== undefined && typesOf(schema).includes("array");
}

const FIELDS: ReadonlySet<string> = new Set(["event", "id", "retry", "data", "comment"]);

/** True where the schema, or each member of the union, has `data` and nothing but fields of an event. */
function isEvent(context: ModelContext, pointer: Pointer, above: readonly Pointer[] = []): boolean {
  const located = context.survey.schemas.located(pointer);
  if (located === undefined || !isObject(located.schema) || above.includes(located.pointer))
    return false;
  const { schema, pointer: here } = located;
  for (const keyword of ["oneOf", "anyOf"] as const) {
    const members = [...membersOf(schema, keyword).entries()].filter(
      ([, member]) => !isNullOnly(member),
    );
    if (members.length > 0)
      return members.every(([index]) =>
        isEvent(context, child(here, keyword, index), [...above, here]),
      );
  }
  const names = Object.keys(object(schema["properties"]));
  return names.includes("data") && names.every((name) => FIELDS.has(name));
}

/** Where the event's name tells its kinds apart, the item is the whole event; else it is just the data. */
function eventItem(
  context: ModelContext,
  pointer: Pointer,
  eventType: StreamItem["item"],
): StreamItem {
  const kinds = kindsOf(context, pointer);
  const [first] = kinds;
  const isText = kinds.every((kind) => kind.isText);
  const base: StreamItem = {
    item: eventType,
    itemIs: "event",
    data: isText ? "text" : "json",
    dataExceptions: isText ? [] : kinds.flatMap((kind) => (kind.isText ? kind.names : [])),
    isDescribed: true,
  };
  if (first === undefined || kinds.length > 1 || first.hasEvent) return base;
  const item = dataType(context, first.data, eventType);
  return { ...base, itemIs: "data", item: first.isText ? asText(item) : item };
}

/** Text is given as it arrives. */
function asText(type: StreamItem["item"]): StreamItem["item"] {
  return type.conversion === undefined ? type : STRING;
}

interface EventKind {
  readonly data: Pointer;
  readonly isText: boolean;
  readonly hasEvent: boolean;
  /** That the event's name can be, where the schema says it. */
  readonly names: readonly string[];
}

/** The schema, or the members of the union. */
function kindsOf(
  context: ModelContext,
  pointer: Pointer,
  above: readonly Pointer[] = [],
): readonly EventKind[] {
  const located = context.survey.schemas.located(pointer);
  if (located === undefined || !isObject(located.schema) || above.includes(located.pointer))
    return [];
  const { schema, pointer: here } = located;
  for (const keyword of ["oneOf", "anyOf"] as const) {
    const members = list(schema[keyword]);
    if (members.length > 0)
      return members.flatMap((_, index) =>
        kindsOf(context, child(here, keyword, index), [...above, here]),
      );
  }
  const event = object(schema["properties"])["event"];
  const { const: name, enum: names } =
    context.survey.schemas.resolved(child(here, "properties", "event")) ?? {};
  const data = child(here, "properties", "data");
  return [
    {
      data,
      isText:
        isTextual(context.survey.schemas, data) &&
        !carriesJson(context.survey.schemas.resolved(data)),
      hasEvent: event !== undefined,
      names: [name, ...list(names)].filter((each) => typeof each === "string"),
    },
  ];
}

/** JSON inside of a text, as OpenAPI 3.2 describes the data of an event. */
function carriesJson(schema: JsonObject | undefined): boolean {
  return isJson(text(schema?.["contentMediaType"]));
}

function dataType(
  context: ModelContext,
  pointer: Pointer,
  eventType: StreamItem["item"],
): StreamItem["item"] {
  const schema = context.survey.schemas.resolved(pointer);
  if (!carriesJson(schema))
    return typeOfPart(context, pointer) ?? typeAlong(context, eventType, ["data"]);
  const content = child(
    context.survey.schemas.located(pointer)?.pointer ?? pointer,
    "contentSchema",
  );
  return schema?.["contentSchema"] === undefined
    ? UNKNOWN
    : (typeOfPart(context, content) ?? UNKNOWN);
}

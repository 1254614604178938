/** @see https://azure.github.io/autorest/extensions/#x-ms-pageable */
import type { Json, JsonObject, ValuePath } from "../../contract/index.js";
import { isObject } from "../../lib/pointer.js";
import { text } from "../../lib/read.js";
import type { ModelContext } from "../context.js";
import type { Pageable, PaginationCandidate } from "./pageable.js";
import { schemaAlong } from "../schema/parts.js";

const USUAL_LINK = "nextLink";

/** A list that has the form of pages, and is one: no link is named, and none has the usual name. */
export function isOnePage(
  context: ModelContext,
  key: string,
  value: Json,
  { success }: Pageable,
): boolean {
  if (key !== "x-ms-pageable" || !isObject(value)) return false;
  if (value["nextLinkName"] !== undefined) return value["nextLinkName"] === null;
  const schema = success?.contents[0]?.schemaPointer ?? null;
  return schema === null || schemaAlong(context, schema, [USUAL_LINK]) === null;
}

export function fromMicrosoft(
  context: ModelContext,
  value: JsonObject,
  { success }: Pageable,
): PaginationCandidate | null {
  const schema = success?.contents[0]?.schemaPointer ?? null;
  const name = text(value["nextLinkName"] ?? USUAL_LINK);
  if (name === null || schema === null) return null;
  const pathOf = (property: string): ValuePath => {
    const plain = property.replaceAll("\\.", ".");
    return schemaAlong(context, schema, [plain]) === null ? property.split(".") : [plain];
  };
  return {
    kind: "nextUrl",
    parameter: [],
    items: pathOf(text(value["itemName"]) ?? "value"),
    next: pathOf(name),
    hasMore: null,
    total: null,
    start: null,
    source: "x-ms-pageable",
  };
}

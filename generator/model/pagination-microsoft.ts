/** @see https://azure.github.io/autorest/extensions/#x-ms-pageable */
import type { Json, JsonObject, ValuePath } from "../contract/index.js";
import { isObject } from "../lib/pointer.js";
import { text } from "../lib/read.js";
import type { ModelContext } from "./context.js";
import type { Pageable, PaginationClaim } from "./pageable.js";
import { schemaAlong } from "./shape.js";

/** A list that has the form of pages, and is one. */
export function isOnePage(key: string, value: Json): boolean {
  return key === "x-ms-pageable" && isObject(value) && value["nextLinkName"] === null;
}

/** The next page is fetched with GET, so a list that another method asks for cannot go on at its URL. */
export function fromMicrosoft(
  context: ModelContext,
  value: JsonObject,
  { site, success }: Pageable,
): PaginationClaim | null {
  const schema = success?.contents[0]?.schemaPointer ?? null;
  const name = text(value["nextLinkName"]);
  if (name === null || schema === null || site.method !== "get") return null;
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

/** Recognises a list by what its parameters and response are called. Cautious: both sides have to show it. */
import type { Pagination, Pointer, ValuePath } from "../../contract/index.js";
import { isObject } from "../../lib/pointer.js";
import { object } from "../../lib/read.js";
import { typesOf } from "../../lib/schema-shape.js";
import type { ModelContext } from "../context.js";
import { hasStructure } from "../body/content.js";
import { firstPage, type Pageable, type PaginationCandidate } from "./pageable.js";
import { itemsOf, propertyAt, schemaAlong } from "../schema/parts.js";

const NOTHING = {
  parameter: [],
  next: null,
  hasMore: null,
  total: null,
  start: null,
  source: "detected",
} as const;

/** A parameter that takes a cursor, and the properties that can give it. */
const CURSORS: readonly (readonly [RegExp, RegExp])[] = [
  [/^(cursor|next_?cursor|page_?cursor)$/i, /^(next_?cursor|cursor_?next|next_?page_?cursor)$/i],
  [/^(page_?token|next_?page_?token)$/i, /^next_?page_?token$/i],
  [/^next_?token$/i, /^next_?token$/i],
  [/^(continuation_?token|continue)$/i, /^(next_?)?continuation_?token$/i],
];
const HAS_MORE = /^(has_?more|has_?next(_?page)?)$/i;
const TOTAL = /^(total|total_?(count|results|items|size))$/i;
const TOTAL_PAGES = /^(total_?pages|page_?count|num_?pages|last_?page)$/i;
/** Objects that hold the facts about a page beside its items. */
const HOLDERS = /^(meta|_?metadata|response_?metadata|pagination|paging|page_?info|cursors?)$/i;

export function detectPagination(
  context: ModelContext,
  pageable: Pageable,
): PaginationCandidate | null {
  const content = pageable.success?.contents[0];
  if (pageable.site.method !== "get" || !hasStructure(content) || content.schemaPointer === null)
    return null;
  const schema = content.schemaPointer;
  if (itemsOf(context, schema) !== null) return byLinkHeader(pageable);
  const facts = factsOf(context, schema);
  return byCursor(context, pageable, facts) ?? byCount(context, pageable, facts);
}

/** A list with a `Link` header beside it. */
function byLinkHeader({ success }: Pageable): PaginationCandidate | null {
  const hasLink = success?.headers.some(({ name }) => name.toLowerCase() === "link") === true;
  return hasLink ? { ...NOTHING, kind: "linkHeader", items: [] } : null;
}

/** Properties of the response, and of the objects in it that describe the page, with the way to each. */
function factsOf(context: ModelContext, pointer: Pointer): readonly ValuePath[] {
  return namesIn(context, pointer).flatMap((name): ValuePath[] => {
    const inner = HOLDERS.test(name) ? propertyAt(context, pointer, name) : null;
    return inner === null ? [[name]] : namesIn(context, inner).map((nested) => [name, nested]);
  });
}

function namesIn(context: ModelContext, pointer: Pointer): readonly string[] {
  const placed = context.survey.schemas.located(pointer);
  return placed !== undefined && isObject(placed.schema)
    ? Object.keys(object(placed.schema["properties"]))
    : [];
}

function byCursor(
  context: ModelContext,
  pageable: Pageable,
  facts: readonly ValuePath[],
): PaginationCandidate | null {
  const strings = facts.filter((path) => hasType(context, pageable, path, "string"));
  for (const [takes, gives] of CURSORS) {
    const parameter = queryParameter(context, pageable, takes, "string");
    const next = strings.find((path) => gives.test(lastName(path)));
    if (parameter === null || next === undefined) continue;
    return {
      ...NOTHING,
      kind: "cursor",
      parameter: [parameter],
      items: null,
      next,
      hasMore: find(facts, HAS_MORE),
    };
  }
  return null;
}

/** By offset or page number, where the response tells when to stop. */
function byCount(
  context: ModelContext,
  pageable: Pageable,
  facts: readonly ValuePath[],
): PaginationCandidate | null {
  const hasMore = find(facts, HAS_MORE);
  const candidate = (
    kind: Pagination["kind"],
    parameter: string,
    total: ValuePath | null,
  ): PaginationCandidate | null =>
    total === null && hasMore === null
      ? null
      : { ...NOTHING, kind, parameter: [parameter], items: null, hasMore, total };
  const offset = queryParameter(context, pageable, /^(offset|skip)$/i, "integer");
  const hasLimit =
    queryParameter(context, pageable, /^(limit|top|page_?size|per_?page)$/i, "integer") !== null;
  if (offset !== null && hasLimit) return candidate("offset", offset, find(facts, TOTAL));
  const page = queryParameter(context, pageable, /^(page|page_?number)$/i, "integer");
  if (page === null) return null;
  const found = candidate("page", page, find(facts, TOTAL_PAGES));
  return found === null ? null : { ...found, start: firstPage(context, pageable, [page]) };
}

function queryParameter(
  context: ModelContext,
  { parameters }: Pageable,
  name: RegExp,
  type: string,
): string | null {
  const found = parameters.find((parameter) => {
    if (parameter.in !== "query" || !name.test(parameter.wireName)) return false;
    const schema = context.survey.schemas.resolved(parameter.schemaPointer);
    const types = schema === undefined ? [] : typesOf(schema);
    return types.includes(type) || (type === "integer" && types.includes("number"));
  });
  return found?.property ?? null;
}

function hasType(
  context: ModelContext,
  { success }: Pageable,
  path: ValuePath,
  type: string,
): boolean {
  const root = success?.contents[0]?.schemaPointer ?? null;
  const pointer = root === null ? null : schemaAlong(context, root, path);
  if (pointer === null) return false;
  const schema = context.survey.schemas.resolved(pointer);
  const types = schema === undefined ? [] : typesOf(schema);
  return types.length === 0 || types.includes(type);
}

function find(facts: readonly ValuePath[], name: RegExp): ValuePath | null {
  return facts.find((path) => name.test(lastName(path))) ?? null;
}

function lastName(path: ValuePath): string {
  return String(path.at(-1) ?? "");
}

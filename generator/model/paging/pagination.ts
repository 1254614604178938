/**
 * Lists that come page by page: `x-speakeasy-pagination`, `x-fern-pagination`, `x-ms-pageable`, or what the document plainly shows.
 */
import type {
  Json,
  JsonObject,
  OperationSite,
  Pagination,
  Pointer,
  ValuePath,
} from "../../contract/index.js";
import { child, isObject } from "../../lib/pointer.js";
import { list, object, text } from "../../lib/read.js";
import { report, type ModelContext } from "../context.js";
import { hasStructure } from "../body/content.js";
import { firstPage, type Pageable, type PaginationCandidate } from "./pageable.js";
import { detectPagination } from "./detection.js";
import { itemsOf, schemaAlong, typeAlong, typeOfPart } from "../schema/parts.js";
import { fromMicrosoft, isOnePage } from "./microsoft.js";
import { parseValuePath } from "../schema/value-path.js";

export function paginationOf(context: ModelContext, pageable: Pageable): Pagination | null {
  const { operation, canonical } = pageable.site;
  for (const [key, read] of READERS) {
    const value = operation[key];
    if (value === undefined || value === null) continue;
    if (value === false || isOnePage(context, key, value, pageable)) return null;
    const candidate = isObject(value) ? read(context, value, pageable) : null;
    const pagination = candidate === null ? null : check(context, candidate, pageable);
    if (pagination === null) reportInvalid(context, child(canonical, key), pageable.site);
    return pagination;
  }
  const candidate = detectPagination(context, pageable);
  const pagination = candidate === null ? null : check(context, candidate, pageable);
  if (pagination !== null) reportDetected(context, pagination, pageable.site);
  return pagination;
}

/** Completes a claim by the response's schema; `null` where the items are not there. */
function check(
  context: ModelContext,
  candidate: PaginationCandidate,
  { success, site }: Pageable,
): Pagination | null {
  const content = success?.contents[0];
  if (!hasStructure(content) || content.schemaPointer === null) return null;
  const stated =
    candidate.items === null ? null : listAt(context, content.schemaPointer, candidate.items);
  const isOpen =
    candidate.source === "x-speakeasy-pagination" || candidate.source === "x-fern-pagination";
  const found =
    stated ??
    (candidate.items === null || isOpen ? onlyList(context, content.schemaPointer) : null);
  if (found === null) {
    // What is counted by its items has no end without them.
    if (!isOpen || (candidate.kind !== "cursor" && candidate.kind !== "nextUrl")) return null;
    reportItems(context, candidate, site, "each page as a whole is taken for one item");
    return { ...candidate, items: null, itemType: content.type };
  }
  const { path, items } = found;
  if (candidate.items !== null && stated === null)
    reportItems(context, candidate, site, `the list at \`${pathText(path)}\` is taken`);
  return {
    ...candidate,
    items: path,
    itemType: typeOfPart(context, items) ?? typeAlong(context, content.type, [...path, 0]),
  };
}

interface FoundList {
  readonly path: ValuePath;
  /** The schema of its items. */
  readonly items: Pointer;
}

function listAt(context: ModelContext, pointer: Pointer, path: ValuePath): FoundList | null {
  const list = schemaAlong(context, pointer, path);
  const items = list === null ? null : itemsOf(context, list);
  return items === null ? null : { path, items };
}

/** The response itself, or the only list among its properties, or else among theirs: `_embedded.links`. */
function onlyList(context: ModelContext, pointer: Pointer): FoundList | null {
  const wholeList = listAt(context, pointer, []);
  if (wholeList !== null) return wholeList;
  const namesAt = (path: ValuePath) => {
    const place = schemaAlong(context, pointer, path);
    return Object.keys(object(context.survey.schemas.resolved(place)?.["properties"]));
  };
  const outer = namesAt([]).map((name) => [name]);
  const inner = outer.flatMap((path) => namesAt(path).map((name) => [...path, name]));
  for (const paths of [outer, inner]) {
    const [only, ...others] = paths.flatMap((path) => listAt(context, pointer, path) ?? []);
    if (only !== undefined) return others.length === 0 ? only : null;
  }
  return null;
}

type Reader = (
  context: ModelContext,
  value: JsonObject,
  pageable: Pageable,
) => PaginationCandidate | null;

const READERS: readonly (readonly [string, Reader])[] = [
  ["x-speakeasy-pagination", fromSpeakeasy],
  ["x-fern-pagination", fromFern],
  ["x-ms-pageable", fromMicrosoft],
];

const NOTHING = { parameter: [], next: null, hasMore: null, total: null, start: null } as const;

/** @see https://www.speakeasy.com/docs/sdks/customize/runtime/pagination */
function fromSpeakeasy(
  context: ModelContext,
  value: JsonObject,
  pageable: Pageable,
): PaginationCandidate | null {
  const source = "x-speakeasy-pagination";
  const outputs = object(value["outputs"]);
  const items = outputs["results"] === undefined ? null : parseValuePath(outputs["results"]);
  if (value["type"] === "url") {
    const next = parseValuePath(outputs["nextUrl"]);
    return next === null ? null : { ...NOTHING, kind: "nextUrl", items, next, source };
  }
  const inputs = list(value["inputs"]).map(object);
  const inputOf = (type: string) => inputs.find((input) => input["type"] === type);
  const input =
    value["type"] === "cursor" ? inputOf("cursor") : (inputOf("page") ?? inputOf("offset"));
  const parameter =
    input === undefined
      ? null
      : inputPath(pageable, text(input["name"]), input["in"] === "requestBody");
  if (parameter === null || input === undefined) return null;
  if (value["type"] === "cursor") {
    const next = parseValuePath(outputs["nextCursor"]);
    return next === null ? null : { ...NOTHING, kind: "cursor", parameter, items, next, source };
  }
  if (input["type"] === "offset") return { ...NOTHING, kind: "offset", parameter, items, source };
  const total = parseValuePath(outputs["numPages"]);
  return {
    ...NOTHING,
    kind: "page",
    parameter,
    items,
    total,
    start: firstPage(context, pageable, parameter),
    source,
  };
}

/** @see https://buildwithfern.com/learn/api-definitions/openapi/extensions/pagination */
function fromFern(
  context: ModelContext,
  value: JsonObject,
  pageable: Pageable,
): PaginationCandidate | null {
  const source = "x-fern-pagination";
  const items = parseValuePath(value["results"]);
  const next = parseValuePath(value["next_cursor"] ?? value["next_uri"] ?? value["next_path"]);
  if (value["next_uri"] !== undefined || value["next_path"] !== undefined) {
    return next === null ? null : { ...NOTHING, kind: "nextUrl", items, next, source };
  }
  const parameter = requestPath(pageable, value["cursor"] ?? value["offset"]);
  if (parameter === null) return null;
  const hasMore = parseValuePath(value["has-next-page"]);
  if (value["cursor"] !== undefined)
    return next === null
      ? null
      : { ...NOTHING, kind: "cursor", parameter, items, next, hasMore, source };
  // With a step the offset counts items, without one it counts pages.
  if (value["step"] !== undefined)
    return { ...NOTHING, kind: "offset", parameter, items, hasMore, source };
  return {
    ...NOTHING,
    kind: "page",
    parameter,
    items,
    hasMore,
    start: firstPage(context, pageable, parameter),
    source,
  };
}

function requestPath(pageable: Pageable, value: Json | undefined): readonly string[] | null {
  const path = parseValuePath(value);
  const [name] = path ?? [];
  if (path === null || typeof name !== "string") return null;
  return inputPath(pageable, name, false) ?? inputPath(pageable, path.join("."), true);
}

/** Where an input stands in the request argument. */
function inputPath(
  { parameters, bodyPath }: Pageable,
  name: string | null,
  isBody: boolean,
): readonly string[] | null {
  if (name === null) return null;
  if (isBody) {
    const path = parseValuePath(name);
    return bodyPath === null || path === null ? null : [...bodyPath, ...path.map(String)];
  }
  const found = parameters.find(({ wireName }) => wireName === name);
  return found === undefined ? null : [found.property];
}

function reportInvalid(context: ModelContext, pointer: Pointer, site: OperationSite): void {
  report(context, pointer, {
    rule: "pagination-invalid",
    severity: "warning",
    message: `The pagination of ${site.method.toUpperCase()} ${site.path} does not fit its parameters and response; the operation gives one page only.`,
    hint: "Name a parameter or body property that exists, and paths such as `$.items` that lead to a list and to the next page.",
    // Without it, the operation gives one page too.
    fix: { remove: true },
  });
}

function reportItems(
  context: ModelContext,
  { items, source }: PaginationCandidate,
  { method, path, canonical }: OperationSite,
  taken: string,
): void {
  const what =
    items === null ? "does not say where the items are" : `has no list at \`${pathText(items)}\``;
  report(context, child(canonical, source), {
    rule: "pagination-items-guessed",
    severity: items === null ? "info" : "warning",
    message: `The pagination of ${method.toUpperCase()} ${path} ${what}; ${taken}.`,
    hint: "Name the list: `outputs.results` of `x-speakeasy-pagination`, `results` of `x-fern-pagination`.",
  });
}

/** `$.data.items`. */
function pathText(path: ValuePath): string {
  return `$${path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("")}`;
}

function reportDetected(
  context: ModelContext,
  { kind, items }: Pagination,
  site: OperationSite,
): void {
  report(context, site.canonical, {
    rule: "pagination-detected",
    severity: "info",
    message: `${site.method.toUpperCase()} ${site.path} looks like a list by ${kind} with its items at \`${pathText(items ?? [])}\`; the SDK pages through it.`,
    hint: "State it by `x-speakeasy-pagination`, or set that to false if it is none.",
    fix: { update: { "x-speakeasy-pagination": false }, template: true },
  });
}

import type { Operation, Pagination } from "../contract/index.js";
import { BINARY, resultType, streamType } from "../lib/call-types.js";
import { named, nameIn } from "../lib/type.js";
import type { PagingView, ResponseView } from "./contexts.js";
import type { RequestScope } from "./scope.js";
import { literal, object, reference, type RuntimeReference } from "./runtime-reference.js";
import { responseParser } from "./serializers.js";
import { streamParser } from "./stream-view.js";

/** What the call resolves with, and what reads it. */
export function responseView(
  operation: Operation,
  { declarations, conversions, xml }: RequestScope,
): ResponseView {
  const { successes, names } = operation;
  // A stream that is asked for stands beside the response that the method gives otherwise.
  const stream = operation.stream?.when === "always" ? operation.stream : null;
  const type = stream === null ? resultType(successes) : streamType(stream);
  const isVoid = type.type.kind === "void";
  const isNamed =
    isVoid ||
    type === BINARY ||
    stream !== null ||
    declarations.has(nameIn(type.type) ?? "") ||
    declarations.has(names.responseType);
  const alias = isNamed ? null : names.responseType;
  const [primary] = successes;
  return {
    type,
    alias,
    name: alias === null ? type : { type: named(alias) },
    isVoid,
    isStream: stream !== null,
    parser:
      stream === null
        ? responseParser(successes, conversions, xml)
        : streamParser(stream, conversions),
    description: primary?.description ?? "",
    status: primary?.status ?? "",
    mediaType: primary?.contents[0]?.mediaType ?? null,
  };
}

/** How the pages after the first are found; `null` where the list comes whole. */
export function pagingView({ pagination, stream }: Operation): PagingView | null {
  // What a flag turns into a stream is no list of pages.
  if (pagination === null || stream?.when === "flag") return null;
  const { items, itemType, source } = pagination;
  return { items, itemType, source, next: nextPage(pagination) };
}

function nextPage(pagination: Pagination): RuntimeReference {
  const parameter = literal(pagination.parameter);
  const [next, hasMore, total] = [pagination.next, pagination.hasMore, pagination.total].map(
    (path) => (path === null ? null : literal(path)),
  );
  const start = pagination.start === null ? null : literal(pagination.start);
  switch (pagination.kind) {
    case "cursor":
      return reference("byCursor", [
        object({ parameter, from: next ?? null, hasMore: hasMore ?? null }),
      ]);
    case "offset":
      return reference("byOffset", [
        object({ parameter, start, total: total ?? null, hasMore: hasMore ?? null }),
      ]);
    case "page":
      return reference("byPageNumber", [
        object({ parameter, start, pages: total ?? null, hasMore: hasMore ?? null }),
      ]);
    case "nextUrl":
      return reference("byNextUrl", [object({ from: next ?? null })]);
    case "linkHeader":
      return reference("byLinkHeader", []);
  }
}

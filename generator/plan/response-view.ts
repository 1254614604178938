import type {
  Content,
  Operation,
  Pagination,
  StreamResponse,
  SuccessResponse,
  TypeDeclaration,
  TypeExpression,
} from "../contract/index.js";
import type { PagingView, ResponseView } from "./contexts.js";
import { union } from "./request-view.js";
import { literal, object, reference, type RuntimeReference } from "./runtime-reference.js";
import { responseParser } from "./serializers.js";

/** What the call resolves with, and what reads it. */
export function responseView(
  operation: Operation,
  declarations: ReadonlyMap<string, TypeDeclaration>,
): ResponseView {
  const { successes, names } = operation;
  const stream = streamView(operation);
  const type = stream?.type ?? resultType(successes.map(successType));
  const isVoid = type.text === nothing.text;
  const isNamed =
    isVoid ||
    type.text === binary.text ||
    stream !== null ||
    declarations.has(type.text) ||
    declarations.has(names.responseType);
  const alias = isNamed ? null : names.responseType;
  const [primary] = successes;
  return {
    type,
    alias,
    name: alias === null ? type : { text: alias, references: [alias] },
    isVoid,
    isStream: stream !== null,
    parser: stream?.parser ?? responseParser(successes),
    description: primary?.description ?? "",
    status: primary?.status ?? "",
    mediaType: primary?.contents[0]?.mediaType ?? null,
  };
}

const nothing: TypeExpression = { text: "void", references: [] };
const binary: TypeExpression = { text: "BinaryResponse", references: ["BinaryResponse"] };

/** Beside a value, nothing is `undefined`: a union with `void` cannot be tested. */
function resultType(types: readonly TypeExpression[]): TypeExpression {
  if (types.every(({ text }) => text === nothing.text)) return nothing;
  const undefinedType = { text: "undefined", references: [] };
  return union(types.map((type) => (type.text === nothing.text ? undefinedType : type)));
}

function successType(success: SuccessResponse): TypeExpression {
  return contentType(success.contents[0]);
}

/** What the runtime's parser of that kind of content gives. */
function contentType(content: Content | undefined): TypeExpression {
  switch (content?.kind) {
    case undefined:
    case "none":
      return nothing;
    case "binary":
    case "multipart":
    case "form":
      return binary;
    case "text":
    case "xml":
      return { text: "string", references: [] };
    case "eventStream":
    case "jsonLines":
      return {
        text: `Stream<${content.type.text}>`,
        references: ["Stream", ...content.type.references],
      };
    case "json":
      return content.type;
  }
}

/** A stream that is asked for by a flag or by `Accept` stands beside the JSON response, which the method gives. */
function streamView({
  stream,
}: Operation): { type: TypeExpression; parser: RuntimeReference } | null {
  if (stream?.when !== "always") return null;
  const { item } = stream;
  const type = { text: `Stream<${item.text}>`, references: ["Stream", ...item.references] };
  return { type, parser: streamParser(stream) };
}

/** Only what differs from the runtime's defaults is written. */
function streamParser({
  kind,
  mediaType,
  itemIs,
  data,
  sentinel,
}: StreamResponse): RuntimeReference {
  if (kind === "jsonLines") return reference("jsonLines", [literal(mediaType)]);
  const options = {
    sentinel: sentinel === null ? null : literal(sentinel),
    item: itemIs === "event" ? literal(itemIs) : null,
    data: data === "text" ? literal(data) : null,
  };
  const isDefault = Object.values(options).every((option) => option === null);
  return reference("eventStream", isDefault ? [] : [object(options)]);
}

/** How the pages after the first are found; `null` where the list comes whole. */
export function pagingView({ pagination }: Operation): PagingView | null {
  if (pagination === null) return null;
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

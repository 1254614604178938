/** Which function of the runtime writes a parameter, a body or a credential, and which reads a response. */
import type {
  Content,
  Parameter,
  RequestBody,
  RequestContent,
  SuccessResponse,
} from "../contract/index.js";
import {
  literal,
  object,
  reference,
  type RuntimeArgument,
  type RuntimeReference,
} from "./runtime-reference.js";

/** Boolean options, of which only those that differ from the runtime's defaults are written. */
interface Flags {
  readonly explode?: { readonly value: boolean; readonly default: boolean };
  readonly allowReserved?: boolean;
  readonly allowEmptyValue?: boolean;
}

function withFlags(name: string, flags: Flags): RuntimeReference {
  const { explode, allowReserved, allowEmptyValue } = flags;
  const differing = {
    explode:
      explode !== undefined && explode.value !== explode.default ? literal(explode.value) : null,
    allowReserved: allowReserved === true ? literal(true) : null,
    allowEmptyValue: allowEmptyValue === true ? literal(true) : null,
  };
  const isDefault = Object.values(differing).every((value) => value === null);
  return reference(name, isDefault ? [] : [object(differing)]);
}

/** `null` for what the runtime does by itself. */
export function parameterSerializer(parameter: Parameter): RuntimeReference | null {
  if (parameter.in === "querystring") return querystringSerializer(parameter.contentType);
  if (parameter.contentType !== null) {
    return isJson(parameter.contentType)
      ? reference("jsonParameter", [literal(parameter.in)])
      : null;
  }
  switch (parameter.in) {
    case "path":
      return pathSerializer(parameter);
    case "query":
      return querySerializer(parameter);
    case "header":
      return parameter.primitive ? null : withFlags("headerSimple", explodeOf(parameter, false));
    case "cookie":
      if (parameter.style === "cookie") return withFlags("cookieStyle", explodeOf(parameter, true));
      return parameter.primitive ? null : withFlags("cookieForm", explodeOf(parameter, true));
  }
}

function explodeOf({ explode }: { explode: boolean }, defaultValue: boolean): Flags {
  return { explode: { value: explode, default: defaultValue } };
}

function pathSerializer(parameter: Parameter): RuntimeReference | null {
  const { style, allowReserved } = parameter;
  if (style === "label" || style === "matrix") return withFlags(style, explodeOf(parameter, false));
  if (parameter.primitive && !allowReserved) return null;
  return withFlags("simple", { ...explodeOf(parameter, false), allowReserved });
}

function querySerializer(parameter: Parameter): RuntimeReference | null {
  const { style, explode, allowReserved, allowEmptyValue } = parameter;
  const isPlain = style === "form" && !allowReserved && !allowEmptyValue;
  if (isPlain && parameter.primitive) return null;
  return queryStyle(style, explode, { allowReserved, allowEmptyValue });
}

function queryStyle(style: string, explode: boolean, flags: Flags): RuntimeReference {
  const { allowReserved = false, allowEmptyValue = false } = flags;
  switch (style) {
    case "spaceDelimited":
    case "pipeDelimited":
      return withFlags(style, { ...explodeOf({ explode }, false), allowReserved });
    case "deepObject":
      return withFlags(style, { allowReserved });
    default:
      return withFlags("form", { ...explodeOf({ explode }, true), allowReserved, allowEmptyValue });
  }
}

function querystringSerializer(contentType: string | null): RuntimeReference {
  if (contentType !== null && isJson(contentType)) return reference("jsonQuerystring");
  const isForm =
    contentType === null || mediaTypeOf(contentType) === "application/x-www-form-urlencoded";
  return isForm ? reference("formQuerystring", []) : reference("textQuerystring");
}

/** What makes the request body. Several media types: the caller chooses, the first is the default. */
export function bodySerializer({ contents, required }: RequestBody): RuntimeReference | null {
  const serializers = contents.map((content) => {
    const serializer = contentSerializer(content);
    const canBeLeftOut = !required && content.placement === "flat";
    return canBeLeftOut ? reference("optionalBody", [serializer]) : serializer;
  });
  if (contents.length < 2) return serializers[0] ?? null;
  const byType = contents.map(({ mediaType }, index) => [mediaType, serializers[index] ?? null]);
  return reference("bodyByContentType", [
    object(Object.fromEntries(byType) as Record<string, RuntimeReference | null>),
  ]);
}

function contentSerializer(content: RequestContent): RuntimeReference {
  const { placement } = content;
  const mediaType = literal(content.mediaType);
  switch (content.kind) {
    case "form":
      return withEncoding("formBody", placement, formEncoding(content), null);
    case "multipart": {
      const isFormData = mediaTypeOf(content.mediaType) === "multipart/form-data";
      return withEncoding(
        "multipartBody",
        placement,
        multipartEncoding(content),
        isFormData ? null : mediaType,
      );
    }
    case "text":
    case "xml":
      return reference("textBody", [mediaType]);
    case "binary":
      return reference("binaryBody", [mediaType]);
    case "jsonLines":
      return reference("jsonLinesBody", [mediaType]);
    default: {
      const isPlainJson = content.mediaType === "application/json";
      return reference(
        "jsonBody",
        isPlainJson ? [literal(placement)] : [literal(placement), mediaType],
      );
    }
  }
}

type Entries = readonly (readonly [string, RuntimeArgument])[];

function withEncoding(
  name: string,
  placement: string,
  encoding: Entries,
  mediaType: RuntimeArgument | null,
): RuntimeReference {
  const args = [literal(placement)];
  if (encoding.length > 0 || mediaType !== null) args.push(object(Object.fromEntries(encoding)));
  if (mediaType !== null) args.push(mediaType);
  return reference(name, args);
}

type Encoding = Content["encoding"][number];

/** A style wins over a content type, as in the specification's Encoding Object. */
function styleOf(encoding: Encoding): RuntimeReference | null {
  const { style, explode, allowReserved } = encoding;
  if (style === null && explode === null && !allowReserved) return null;
  return queryStyle(style ?? "form", explode ?? (style ?? "form") === "form", { allowReserved });
}

function formEncoding(content: Content): Entries {
  return content.encoding.flatMap((encoding): Entries => {
    const style = styleOf(encoding);
    if (style !== null) return [[encoding.property, style]];
    const json = encoding.contentType !== null && isJson(encoding.contentType);
    return json ? [[encoding.property, reference("jsonParameter", [literal("query")])]] : [];
  });
}

function multipartEncoding(content: Content): Entries {
  return content.encoding.flatMap((encoding): Entries => {
    const style = styleOf(encoding);
    if (style !== null) return [[encoding.property, object({ serialize: style })]];
    if (encoding.contentType === null) return [];
    return [[encoding.property, object({ contentType: literal(encoding.contentType) })]];
  });
}

/** What reads the result. Success responses that are read in different ways are told apart by their status. */
export function responseParser(successes: readonly SuccessResponse[]): RuntimeReference {
  const [primary] = successes;
  if (primary === undefined) return reference("noContent");
  const parsers = successes.map(
    ({ status, contents }) => [status, contentParser(contents[0])] as const,
  );
  const kinds = new Set(parsers.map(([, parser]) => JSON.stringify(parser)));
  if (kinds.size === 1) return contentParser(primary.contents[0]);
  return reference("oneOfResponses", [object(Object.fromEntries(parsers))]);
}

function contentParser(content: Content | undefined): RuntimeReference {
  switch (content?.kind) {
    case undefined:
    case "none":
      return reference("noContent");
    case "text":
    case "xml":
      return reference("textResponse", [literal(content.mediaType)]);
    case "eventStream":
      return reference("eventStream", []);
    case "jsonLines":
      return reference("jsonLines", [literal(content.mediaType)]);
    case "binary":
    case "multipart":
    case "form":
      return reference("binaryResponse", [literal(content.mediaType)]);
    case "json":
      return mediaTypeOf(content.mediaType) === "application/json"
        ? reference("jsonResponse")
        : reference("jsonResponseAs", [literal(content.mediaType)]);
  }
}

function isJson(mediaType: string): boolean {
  return /[/+]json$/.test(mediaTypeOf(mediaType));
}

function mediaTypeOf(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}

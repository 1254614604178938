/** Which function of the runtime writes a request body. */
import type {
  Conversions,
  Encoding,
  Json,
  PartHeader,
  RequestBody,
  RequestContent,
} from "../contract/index.js";
import { isObjectConversion, propertiesOf } from "../lib/conversion.js";
import { essence, isJson } from "../lib/media-type.js";
import {
  literal,
  object,
  reference,
  type RuntimeArgument,
  type RuntimeReference,
} from "./runtime-reference.js";
import { jsonParameter, parameterSerializer, queryStyle } from "./serializers.js";
import { xmlNodeValue, type XmlConstants } from "./xml.js";

/** What makes the request body. Several media types: the caller chooses, the first is the default. */
export function bodySerializer(
  body: RequestBody | null,
  named: Conversions,
  xml: XmlConstants,
): RuntimeReference | null {
  if (body === null) return null;
  const { contents, required } = body;
  const serializers = contents.map((content) => {
    const serializer = exact(content, contentSerializer(content, named, xml));
    const canBeLeftOut = !required && content.placement === "flat";
    return canBeLeftOut ? reference("optionalBody", [serializer]) : serializer;
  });
  if (contents.length < 2) return serializers[0] ?? null;
  const byType = contents.map(({ mediaType }, index) => [mediaType, serializers[index] ?? null]);
  return reference("bodyByContentType", [
    object(Object.fromEntries(byType) as Record<string, RuntimeReference | null>),
  ]);
}

/** With a writer of JSON that knows dates and 64-bit integers. */
function exact({ kind, type }: RequestContent, serializer: RuntimeReference): RuntimeReference {
  const writesJson = kind === "json" || kind === "jsonLines" || kind === "multipart";
  return writesJson && type.conversion !== undefined
    ? reference("exactBody", [serializer])
    : serializer;
}

function contentSerializer(
  content: RequestContent,
  named: Conversions,
  xml: XmlConstants,
): RuntimeReference {
  const { placement } = content;
  const mediaType = literal(content.mediaType);
  switch (content.kind) {
    case "form":
      return formSerializer(content, named);
    case "multipart":
      return multipartSerializer(content);
    case "text":
      return reference("textBody", [mediaType]);
    case "xml":
      return reference("xmlBody", [
        literal(placement),
        mediaType,
        content.xml === null ? object({}) : xmlNodeValue(content.xml, xml),
      ]);
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

/** A style wins over a content type, as in the specification's Encoding Object. */
function styleOf({ style, explode, allowReserved }: Encoding): RuntimeReference | null {
  if (style === null && explode === null && !allowReserved) return null;
  return queryStyle(style ?? "form", explode ?? (style ?? "form") === "form", { allowReserved });
}

function formSerializer(content: RequestContent, named: Conversions): RuntimeReference {
  const { placement, encoding, type } = content;
  const fields = new Map(type.conversion === undefined ? [] : propertiesOf(type.conversion, named));
  const encoded = encoding.flatMap((each): Entry[] => {
    const style = styleOf(each);
    if (style !== null) return [[each.property, style]];
    const json = each.contentType !== null && isJson(each.contentType);
    return json ? [[each.property, jsonParameter("query", fields.get(each.property))]] : [];
  });
  // An object is JSON anyway: with dates or 64-bit integers in it, by a writer that knows them.
  const objects = [...fields].flatMap(([name, conversion]): Entry[] => {
    const isOther =
      !isObjectConversion(conversion, named) || encoding.some(({ property }) => property === name);
    return isOther ? [] : [[name, jsonParameter("query", conversion)]];
  });
  return reference("formBody", [literal(placement), ...optionalEntries([...encoded, ...objects])]);
}

type Entry = readonly [string, RuntimeArgument];

function optionalEntries(entries: readonly Entry[]): RuntimeArgument[] {
  return entries.length === 0 ? [] : [object(Object.fromEntries(entries))];
}

function multipartSerializer(content: RequestContent): RuntimeReference {
  const { placement, mediaType, parts, partHeaders } = content;
  if (parts !== null) return listSerializer(mediaType, parts);
  const encodings = content.encoding.flatMap((encoding) => {
    const asks = partHeaders.find(({ part }) => part === encoding.property);
    const written = partEncoding(encoding, asks?.headers ?? []);
    return written === null ? [] : [[encoding.property, written] as const];
  });
  if (essence(mediaType) === "multipart/form-data")
    return reference("multipartBody", [literal(placement), ...optionalEntries(encodings)]);
  const all = object(Object.fromEntries(encodings));
  return reference("multipartBody", [literal(placement), all, literal(mediaType)]);
}

/** Parts without names: their encodings by position, and `rest`. */
function listSerializer(
  mediaType: string,
  { prefix, rest }: NonNullable<RequestContent["parts"]>,
): RuntimeReference {
  const byPosition = [...prefix.entries(), ...(rest === null ? [] : [["rest", rest] as const])];
  const encodings = byPosition.flatMap(([key, encoding]) => {
    const written = partEncoding(encoding, []);
    return written === null ? [] : [[String(key), written] as const];
  });
  return reference("multipartList", [literal(mediaType), ...optionalEntries(encodings)]);
}

/** `null` where it says nothing. `open` are the headers that callers can give. */
function partEncoding(encoding: Encoding, open: readonly PartHeader[]): RuntimeArgument | null {
  const { contentType } = encoding;
  const style = styleOf(encoding);
  const headers = headersOf(encoding, open);
  if (style === null && contentType === null && headers === null) return null;
  return object({
    contentType: style === null && contentType !== null ? literal(contentType) : null,
    write: style === null && isForm(contentType) ? reference("formQuerystring", []) : null,
    serialize: style,
    headers,
  });
}

function isForm(contentType: string | null): boolean {
  return contentType !== null && essence(contentType) === "application/x-www-form-urlencoded";
}

/** Known values as they are; with what is open, a function of the argument `partHeaders`. */
function headersOf({ headers }: Encoding, open: readonly PartHeader[]): RuntimeArgument | null {
  const known = headers.flatMap(({ wireName, fixed, default: preset }): [string, Json][] => {
    const value = fixed ?? preset;
    return value === undefined ? [] : [[wireName, headerText(value)]];
  });
  if (open.length === 0) return known.length === 0 ? null : literal(Object.fromEntries(known));
  const specs = open.map((header) => {
    const { wireName, property } = header;
    return [
      wireName,
      object({ property: literal(property), serialize: parameterSerializer(header) }),
    ];
  });
  const rest = known.length === 0 ? [] : [literal(Object.fromEntries(known))];
  const asked = object(Object.fromEntries(specs) as Record<string, RuntimeArgument>);
  return reference("partHeaders", [asked, ...rest]);
}

/** As `style: simple` writes it. */
function headerText(value: Json): string {
  if (typeof value !== "object" || value === null) return String(value);
  return (Array.isArray(value) ? value : Object.entries(value)).flat().join(",");
}

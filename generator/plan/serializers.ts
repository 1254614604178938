/** Which function of the runtime writes a parameter, and which reads a response. */
import type { Content, Conversion, Parameter, SuccessResponse } from "../contract/index.js";
import { essence, isJson } from "../lib/media-type.js";
import { convertedResponse, type ConversionScope } from "./conversions.js";
import { literal, object, reference, type RuntimeReference } from "./runtime-reference.js";
import { linesParser } from "./stream-view.js";
import { xmlNodeValue, type XmlConstants } from "./xml.js";

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
  const { conversion } = parameter.type;
  if (parameter.in === "querystring") return querystringSerializer(parameter);
  if (parameter.contentType !== null)
    return isJson(parameter.contentType) ? jsonParameter(parameter.in, conversion) : null;
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

/** JSON in a parameter or in a field of a form. */
export function jsonParameter(place: Parameter["in"], conversion?: Conversion): RuntimeReference {
  const writer = conversion === undefined ? [] : [reference("writeExactly")];
  return reference("jsonParameter", [literal(place), ...writer]);
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

/** Of a parameter in the query, or of a field of a form. */
export function queryStyle(style: string, explode: boolean, flags: Flags): RuntimeReference {
  const { allowReserved = false, allowEmptyValue = false } = flags;
  switch (style) {
    case "spaceDelimited":
    case "pipeDelimited":
    case "tabDelimited":
      return withFlags(style, { ...explodeOf({ explode }, false), allowReserved });
    case "deepObject":
      return withFlags(style, { allowReserved });
    default:
      return withFlags("form", { ...explodeOf({ explode }, true), allowReserved, allowEmptyValue });
  }
}

function querystringSerializer({ contentType, type }: Parameter): RuntimeReference {
  if (contentType !== null && isJson(contentType)) {
    // In a path, too, the text stands without a name.
    return type.conversion === undefined
      ? reference("jsonQuerystring")
      : jsonParameter("path", type.conversion);
  }
  const isForm =
    contentType === null || essence(contentType) === "application/x-www-form-urlencoded";
  return isForm ? reference("formQuerystring", []) : reference("textQuerystring");
}

/** What reads the result. Success responses that are read in different ways are told apart by their status. */
export function responseParser(
  successes: readonly SuccessResponse[],
  scope: ConversionScope,
  xml: XmlConstants,
): RuntimeReference {
  const parsers = successes.map(({ status, contents: [content] }) => {
    const parser = contentParser(content, xml);
    // XML has its own way to dates and 64-bit integers.
    const conversion = content?.kind === "xml" ? undefined : content?.type.conversion;
    return [status, convertedResponse(parser, conversion, scope)] as const;
  });
  const [primary] = parsers;
  if (primary === undefined) return reference("noContent");
  const kinds = new Set(parsers.map(([, parser]) => JSON.stringify(parser)));
  if (kinds.size === 1) return primary[1];
  return reference("oneOfResponses", [object(Object.fromEntries(parsers))]);
}

function contentParser(content: Content | undefined, xml: XmlConstants): RuntimeReference {
  switch (content?.kind) {
    case undefined:
    case "none":
      return reference("noContent");
    case "text":
      return reference("textResponse", [literal(content.mediaType)]);
    case "xml":
      return reference("xmlResponse", [
        literal(content.mediaType),
        content.xml === null ? object({}) : xmlNodeValue(content.xml, xml),
      ]);
    case "eventStream":
      return reference("eventStream", []);
    case "jsonLines":
      return linesParser(content.mediaType, content.data);
    case "binary":
    case "multipart":
    case "form":
      return reference("binaryResponse", [literal(content.mediaType)]);
    case "json":
      return jsonParser(content);
  }
}

/** What is converted from a text or a number is of another kind when it can be looked at. */
function jsonParser({ mediaType, expected, type }: Content): RuntimeReference {
  const accept = essence(mediaType) === "application/json" ? null : literal(mediaType);
  const isConverted =
    type.conversion !== undefined &&
    expected?.kinds.some((kind) => kind === "string" || kind === "number") === true;
  if (expected === null || isConverted)
    return accept === null ? reference("jsonResponse") : reference("jsonResponseAs", [accept]);
  const { kinds, required } = expected;
  const names = required.length === 0 && accept === null ? [] : [literal([...required])];
  return reference("jsonOf", [
    literal(kinds.join(" | ")),
    ...names,
    ...(accept === null ? [] : [accept]),
  ]);
}

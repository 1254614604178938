/**
 * Reads parameters off a request by the tables of the specification, without the runtime that wrote them. Leaves come back as text:
 * that is all that the wire carries. @see https://spec.openapis.org/oas/v3.1.1#style-examples
 */
import { createRequire } from "node:module";
import { slashed, type SourceOperation, type SourceParameter } from "./source.js";
import type { SeenRequest } from "./server.js";

/** The query parser that openapi-backend brings. */
interface QueryParser {
  parse(text: string, options: { depth: number; arrayLimit: number }): Record<string, unknown>;
}
const requireOfBackend = createRequire(createRequire(import.meta.url).resolve("openapi-backend"));
const { parse } = requireOfBackend("qs") as QueryParser;

export type Pair = readonly [name: string, value: string];
type Shape = "primitive" | "list" | "object";

/** The whole of a query or form, with brackets read as nesting. */
export function nested(text: string): Record<string, unknown> {
  return parse(text, { depth: 20, arrayLimit: 1000 });
}

/** The value of `parameter` in the shape of `sent`; `undefined` where it is not there. */
export function decodeParameter(
  request: SeenRequest,
  { path }: SourceOperation,
  all: readonly SourceParameter[],
  parameter: SourceParameter,
  sent: unknown,
): unknown {
  const raw = rawValue(request, path, all, parameter);
  if (parameter.contentType !== null && parameter.in !== "query")
    return raw === undefined ? undefined : decodeURIComponent(raw);
  switch (parameter.in) {
    case "path":
      return raw === undefined ? undefined : decodePath(raw, parameter, sent);
    case "header":
      // Header values are not encoded.
      return raw === undefined
        ? undefined
        : separated(raw, ",", parameter.explode, shapeOf(sent), (text) => text);
    case "cookie":
      return decodePairs(pairsOf(request.headers["cookie"] ?? "", /; ?/), parameter, sent);
    default:
      return decodeQuery(request.query, parameter, sent);
  }
}

function rawValue(
  request: SeenRequest,
  path: string,
  all: readonly SourceParameter[],
  { in: place, name }: SourceParameter,
): string | undefined {
  if (place === "header") return request.headers[name.toLowerCase()];
  if (place === "cookie")
    return pairsOf(request.headers["cookie"] ?? "", /; ?/).find(([key]) => key === name)?.[1];
  return place === "path" ? placeholders(request.path, path, all).get(name) : undefined;
}

/** Encoded values of the placeholders; empty where the path does not fit the template. */
export function placeholders(
  path: string,
  template: string,
  all: readonly SourceParameter[],
): Map<string, string> {
  const names: string[] = [];
  const pattern = (slashed(template).split(/[?#]/)[0] ?? "").replace(
    /\{([^{}]+)\}|[^{}]+/g,
    (text, name?: string) => {
      if (name === undefined)
        return encodedText(text).replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      names.push(name);
      const style = all.find((each) => each.in === "path" && each.name === name)?.style;
      if (style === "label") return String.raw`(\.[^/;]*)`;
      return style === "matrix" ? "(;[^/]*)" : "([^/]+?)";
    },
  );
  const match = new RegExp(`^${pattern}$`).exec(path);
  return new Map(names.map((name, index) => [name, match?.[index + 1] ?? ""]));
}

/** Literal parts of a template, as a URL has them. */
function encodedText(text: string): string {
  return new URL(text.startsWith("/") ? text : `/${text}`, "http://host").pathname.slice(
    text.startsWith("/") ? 0 : 1,
  );
}

function decodePath(
  raw: string,
  { name, style, explode }: SourceParameter,
  sent: unknown,
): unknown {
  const shape = shapeOf(sent);
  if (style === "label") return separated(raw.slice(1), explode ? "." : ",", explode, shape);
  if (style !== "matrix") return separated(raw, ",", explode, shape);
  const pairs = pairsOf(raw.slice(1), ";");
  if (explode && shape === "object") return Object.fromEntries(pairs.map(decodePair));
  if (explode && shape === "list") return pairs.map((pair) => decodePair(pair)[1]);
  return pairs[0]?.[0] === name ? separated(pairs[0][1], ",", false, shape) : undefined;
}

export function decodeQuery(
  query: string,
  parameter: Omit<SourceParameter, "in" | "required" | "schema">,
  sent: unknown,
): unknown {
  if (parameter.style === "deepObject") return nested(query)[parameter.name];
  return decodePairs(pairsOf(query, "&"), parameter, sent);
}

function decodePairs(
  pairs: readonly Pair[],
  { name, style, explode, contentType }: Omit<SourceParameter, "in" | "required" | "schema">,
  sent: unknown,
): unknown {
  const shape = contentType === null ? shapeOf(sent) : "primitive";
  const decoded = pairs.map(decodePair);
  if (explode && shape === "object") {
    const own = decoded.filter(([key]) => Object.hasOwn(sent as object, key));
    return Object.fromEntries(
      [...new Set(own.map(([key]) => key))].map((key) => [key, single(own, key)]),
    );
  }
  const values = pairs.filter((pair) => decodePair(pair)[0] === name).map(([, value]) => value);
  if (values.length === 0) return undefined;
  if (explode && shape === "list") return values.map(decodeText);
  const [value = "", ...others] = values;
  if (others.length > 0) return values.map(decodeText);
  const separator =
    { spaceDelimited: /%20|\+/, pipeDelimited: /%7C|\|/i, tabDelimited: /%09/ }[style] ?? ",";
  return separated(value, separator, false, shape);
}

function single(pairs: readonly Pair[], key: string): unknown {
  const values = pairs.filter(([name]) => name === key).map(([, value]) => value);
  return values.length === 1 ? values[0] : values;
}

function separated(
  raw: string,
  separator: string | RegExp,
  explode: boolean,
  shape: Shape,
  decode: (text: string) => string = decodeText,
): unknown {
  if (shape === "primitive") return decode(raw);
  const parts = raw.split(separator);
  if (shape === "list") return parts.map(decode);
  if (explode)
    return Object.fromEntries(
      parts.flatMap((part) => pairsOf(part, /$^/)).map(([k, v]) => [decode(k), decode(v)]),
    );
  return Object.fromEntries(
    parts.flatMap((key, index) =>
      index % 2 === 0 ? [[decode(key), decode(parts[index + 1] ?? "")]] : [],
    ),
  );
}

/** Encoded pairs. */
export function pairsOf(text: string, separator: string | RegExp): Pair[] {
  return text
    .split(separator)
    .filter((part) => part !== "")
    .map((part) => {
      const equals = part.indexOf("=");
      return equals < 0 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
    });
}

function decodePair([name, value]: Pair): Pair {
  return [decodeText(name), decodeText(value)];
}

function decodeText(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}

export function shapeOf(value: unknown): Shape {
  if (Array.isArray(value)) return "list";
  return typeof value === "object" && value !== null ? "object" : "primitive";
}

/** What is left of a value on the wire: text, without what is undefined, null or empty. */
export function asText(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(asText).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, member]) => [key, asText(member)] as const);
    const present = entries.filter(([, member]) => member !== undefined);
    return present.length === 0 ? undefined : Object.fromEntries(present);
  }
  return value === undefined || value === null
    ? undefined
    : String(value as string | number | boolean);
}

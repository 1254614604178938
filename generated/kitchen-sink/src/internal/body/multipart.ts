import type { BodySpec, WriteJson } from "../../core/operation.js";
import { bare, entriesIn, own } from "../own.js";
import { listOf } from "../serialize/members.js";
import { headersOf, type Part, type PartEncoding, partOf, quoted, writeParts } from "./parts.js";

/**
 * `multipart/form-data`: files (`Uploadable`) with name and type, lists as one part for each item, objects as JSON, all else as text.
 * Written here and not by `FormData`, which gives each typed part a file name, changes line ends in text, and can hold neither streams
 * nor headers. A `FormData` is sent as it is. OpenAPI 3.1, Special Considerations for multipart Content, and section 4.8.15 (Encoding
 * Object), RFC 7578.
 */
export function multipartBody(
  placement: "flat" | "property",
  encoding: Readonly<Record<string, PartEncoding>> = {},
  mediaType = "multipart/form-data",
): BodySpec {
  const asksForHeaders = Object.values(encoding).some(
    ({ headers }) => typeof headers === "function",
  );
  return ({ partHeaders, ...others }, writeJson) => {
    const rest = asksForHeaders ? others : { ...others, partHeaders };
    const value = placement === "flat" ? rest : rest["body"];
    if (value === undefined) return { body: undefined };
    if (value instanceof FormData) return { body: value };
    const parts = Object.entries(entriesIn(value)).flatMap(([name, item]) =>
      partsOf(name, item, bare(own(encoding, name)), writeJson, own(entriesIn(partHeaders), name)),
    );
    return writeParts(parts, mediaType);
  };
}

function partsOf(
  name: string,
  value: unknown,
  encoding: PartEncoding,
  writeJson: WriteJson | undefined,
  given: unknown,
): Part[] {
  if (encoding.serialize)
    return fields(encoding.serialize(name, value), headersOf(encoding, given));
  const items = listOf(value) ?? [value];
  return items
    .filter((item) => item !== undefined && item !== null)
    .map((item) => named(name, partOf(item, encoding, writeJson, given)));
}

/**
 * Every file has a name, for without one servers take it for text.
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
function named(name: string, part: Part): Part {
  const filename = part.isFile ? `; filename="${quoted(part.filename ?? name)}"` : "";
  // Line ends of a field's name are made CRLF first, those of a file's name are not: so the WHATWG's algorithm.
  const disposition = `form-data; name="${quoted(name.replace(/\r\n?|\n/g, "\r\n"))}"${filename}`;
  return { ...part, headers: { "Content-Disposition": disposition, ...part.headers } };
}

/** Text fields out of `a=1&b=2`. */
function fields(pairs: string, headers: Part["headers"]): Part[] {
  return pairs
    .split("&")
    .filter(Boolean)
    .map((pair) => {
      const equals = pair.indexOf("=");
      const chunk = decodeURIComponent(pair.slice(equals + 1));
      return named(decodeURIComponent(pair.slice(0, equals)), { chunk, isFile: false, headers });
    });
}

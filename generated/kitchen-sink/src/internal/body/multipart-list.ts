import type { BodySpec } from "../../core/operation.js";
import { bare, own } from "../own.js";
import { type Part, type PartEncoding, partOf, quoted, writeParts } from "./parts.js";

/**
 * A multipart body whose parts have no names, such as `multipart/mixed`: `body` of the argument is what can be iterated. `encoding` has
 * those of `prefixEncoding` by position, and `itemEncoding` as `rest`. OpenAPI 3.2 section 4.14.5 (Encoding Multipart Media Types).
 */
export function multipartList(
  mediaType: string,
  encoding: Readonly<Record<string, PartEncoding>> = {},
): BodySpec {
  return ({ body }, writeJson) => {
    if (body === undefined) return { body: undefined };
    const parts = [...(body as Iterable<unknown>)].map((value, index) => {
      const how = bare(own(encoding, String(index)) ?? own(encoding, "rest"));
      return attached(partOf(value, how, writeJson));
    });
    return writeParts(parts, mediaType);
  };
}

/** A file that has a name keeps it. */
function attached(part: Part): Part {
  if (part.filename === undefined) return part;
  const disposition = `attachment; filename="${quoted(part.filename)}"`;
  return { ...part, headers: { "Content-Disposition": disposition, ...part.headers } };
}

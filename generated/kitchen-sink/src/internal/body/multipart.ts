import type { BodySpec, ParameterSerializer } from "../../core/operation.js";
import { own } from "../own.js";
import { kindOf, text, unwrap } from "../serialize/members.js";
import { type Chunk, contentOf, streamOf } from "./content.js";

/** One entry of `encoding`. */
export interface PartEncoding {
  /** One media type, several, or a range: `application/json`, `image/png, image/jpeg`, `image/*`. */
  readonly contentType?: string;
  /** Further headers of the part. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where `style` is set: makes the fields, in which case `contentType` says nothing. */
  readonly serialize?: ParameterSerializer;
}

interface Part {
  readonly name: string;
  readonly chunk: Chunk;
  readonly filename?: string | undefined;
  readonly type?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * `multipart/form-data`: files (`Uploadable`) with name and type, lists as one part for each item, objects as JSON, all else as text.
 * Written here and not by `FormData`, which gives each typed part a file name, changes line ends in text and cannot hold a stream.
 * A `FormData` is sent as it is. OpenAPI 3.1, Special Considerations for multipart Content, and section 4.8.15 (Encoding Object), RFC 7578.
 */
export function multipartBody(
  placement: "flat" | "property",
  encoding: Readonly<Record<string, PartEncoding>> = {},
  mediaType = "multipart/form-data",
): BodySpec {
  return (rest) => {
    const value = placement === "flat" ? rest : rest["body"];
    if (value === undefined) return { body: undefined };
    if (value instanceof FormData) return { body: value };
    const parts = Object.entries(value as object).flatMap(([name, item]: [string, unknown]) =>
      partsOf(name, item, own(encoding, name) ?? {}),
    );
    const boundary = `specwright${random()}${random()}`;
    const chunks = write(parts, boundary);
    const contentType = `${mediaType}; boundary=${boundary}`;
    return chunks.some((chunk) => chunk instanceof ReadableStream)
      ? { body: streamOf(read(chunks)), contentType, once: true }
      : { body: new Blob(chunks as BlobPart[]), contentType };
  };
}

function partsOf(name: string, value: unknown, encoding: PartEncoding): Part[] {
  if (encoding.serialize) return fields(encoding.serialize(name, value));
  const items = kindOf(value) === "list" ? [...(value as Iterable<unknown>)] : [value];
  return items
    .filter((item) => item !== undefined && item !== null)
    .map((item) => partOf(name, item, encoding));
}

function partOf(name: string, value: unknown, { contentType, headers }: PartEncoding): Part {
  const file = contentOf(value);
  if (file)
    return {
      name,
      chunk: file.chunk,
      filename: file.name ?? name,
      type: choose(contentType, file.type) ?? "application/octet-stream",
      headers,
    };
  const plain = unwrap(value);
  const isJson =
    contentType === undefined ? typeof plain === "object" : /[/+]json\b/i.test(contentType);
  const type = choose(contentType, isJson ? "application/json" : undefined);
  return { name, chunk: isJson ? JSON.stringify(plain) : text(plain), type, headers };
}

/** The content's own type where the document allows it, otherwise the first one that the document names. */
function choose(documented: string | undefined, own: string | undefined): string | undefined {
  const types = documented?.split(",").map((type) => type.trim()) ?? ["*/*"];
  const allowed = types.some(
    (type) =>
      type === own ||
      (type.endsWith("/*") && (type === "*/*" || own?.startsWith(type.slice(0, -1)))),
  );
  return own !== undefined && allowed ? own : types.find((type) => !type.includes("*"));
}

/** Text fields out of `a=1&b=2`. */
function fields(pairs: string): Part[] {
  return pairs
    .split("&")
    .filter(Boolean)
    .map((pair) => {
      const equals = pair.indexOf("=");
      return {
        name: decodeURIComponent(pair.slice(0, equals)),
        chunk: decodeURIComponent(pair.slice(equals + 1)),
      };
    });
}

function write(parts: readonly Part[], boundary: string): Chunk[] {
  const chunks = parts.flatMap(({ name, chunk, filename, type, headers }): Chunk[] => {
    const disposition = `form-data; name="${quoted(name)}"${filename === undefined ? "" : `; filename="${quoted(filename)}"`}`;
    const all = {
      "Content-Disposition": disposition,
      ...(type === undefined ? {} : { "Content-Type": type }),
      ...headers,
    };
    const lines = Object.entries(all).map(
      ([header, value]) => `${header}: ${value.replace(/[\r\n]+/g, " ")}\r\n`,
    );
    return [`--${boundary}\r\n${lines.join("")}\r\n`, chunk, "\r\n"];
  });
  return [...chunks, `--${boundary}--\r\n`];
}

/** As browsers write names: the three characters that would end one. */
function quoted(name: string): string {
  return name.replace(
    /["\r\n]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}

async function* read(chunks: readonly Chunk[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    const reader = (
      chunk instanceof ReadableStream ? chunk : new Blob([chunk]).stream()
    ).getReader();
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
    } finally {
      await reader.cancel();
    }
  }
}

function random(): string {
  return Math.random().toString(36).slice(2);
}

import { InvalidRequestError } from "../../core/errors.js";
import type { ParameterSerializer, SerializedBody, WriteJson } from "../../core/operation.js";
import { hasNoForm, text, unwrap } from "../serialize/members.js";
import { type Bytes, contentOf, isSource, type Source } from "./content.js";
import { bodyOf } from "./upload.js";

/** One entry of `encoding`. */
export interface PartEncoding {
  /** One media type, several, or a range: `application/json`, `image/png, image/jpeg`, `image/*`. */
  readonly contentType?: string;
  /** Further headers of the part, or what makes them of what the caller gives for that part in `partHeaders`. */
  readonly headers?: Headers | ((given: unknown) => Headers);
  /** For a structure that is no JSON: makes the text of the part. */
  readonly write?: ParameterSerializer;
  /** Where `style` is set: makes the fields, in which case `contentType` says nothing. */
  readonly serialize?: ParameterSerializer;
}

type Headers = Readonly<Record<string, string>>;

export interface Part {
  readonly chunk: Bytes | Source;
  /** Of a file that has one. */
  readonly filename?: string | undefined;
  readonly isFile: boolean;
  readonly headers: Headers;
}

/** A value as the specification writes a part: files with their type, objects as JSON, all else as text. `given`: see `PartEncoding`. */
export function partOf(
  value: unknown,
  encoding: PartEncoding,
  writeJson: WriteJson = JSON.stringify,
  given?: unknown,
): Part {
  const { contentType, write } = encoding;
  const file = contentOf(value);
  if (file) {
    const type = choose(contentType, file.type) ?? "application/octet-stream";
    const headers = { ...typed(type), ...headersOf(encoding, given), ...file.headers };
    return { chunk: file.chunk, filename: file.name, isFile: true, headers };
  }
  const plain = unwrap(value);
  if (hasNoForm(plain))
    throw new InvalidRequestError("body", "a part is a function, a symbol or a promise: await it");
  const isJson =
    contentType === undefined ? typeof plain === "object" : /[/+]json\b/i.test(contentType);
  const type = choose(contentType, isJson ? "application/json" : undefined);
  const headers = { ...typed(type), ...headersOf(encoding, given) };
  const written = typeof plain === "object" ? write?.("", plain) : undefined;
  const chunk = written ?? (isJson ? (writeJson(plain) ?? "") : text(plain));
  return { chunk, isFile: false, headers };
}

export function headersOf({ headers }: PartEncoding, given: unknown): Headers {
  return typeof headers === "function" ? headers(given) : { ...headers };
}

function typed(type: string | undefined): Headers {
  return type === undefined ? {} : { "Content-Type": type };
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

/** The body, of which the length is known unless a part is a stream. @see https://www.rfc-editor.org/rfc/rfc2046#section-5.1 */
export function writeParts(parts: readonly Part[], mediaType: string): SerializedBody {
  const boundary = `specwright${random()}${random()}`;
  const chunks = parts.flatMap(({ chunk, headers }): (Bytes | Source)[] => {
    const lines = Object.entries(headers).map(([name, value]) => headerLine(name, value));
    return [`--${boundary}\r\n${lines.join("")}\r\n`, chunk, "\r\n"];
  });
  chunks.push(`--${boundary}--\r\n`);
  const contentType = `${mediaType}${rootType(mediaType, parts[0])}; boundary=${boundary}`;
  const body = chunks.some(isSource)
    ? bodyOf("", ...chunks)
    : { body: new Blob(chunks as Bytes[]) };
  return { ...body, contentType };
}

/** `multipart/related` says what its first part is. @see https://www.rfc-editor.org/rfc/rfc2387#section-3.1 */
function rootType(mediaType: string, first: Part | undefined): string {
  return /^multipart\/related(?!.*; *type=)/i.test(mediaType)
    ? `; type="${first?.headers["Content-Type"] ?? "text/plain"}"`
    : "";
}

/** Refuses a line break, which would start another header, and NUL, which some servers take for the end. */
function headerLine(name: string, value: string): string {
  const line = `${name}: ${value}`;
  if (/[\r\n\0]/.test(line)) {
    const shown = name.replace(/[\r\n\0][^]*/, "");
    throw new InvalidRequestError(
      shown,
      `The header \`${shown}\` of a part has a line break or a NUL`,
    );
  }
  return `${line}\r\n`;
}

/** As browsers write names: the three characters that would end one. */
export function quoted(name: string): string {
  return name.replace(
    /["\r\n]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}

function random(): string {
  return Math.random().toString(36).slice(2);
}

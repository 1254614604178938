/** What the server answers, and what the call must then resolve with. */
import { isDeepStrictEqual } from "node:util";
import type { Content } from "../../generator/contract/index.js";
import type { SampledOperation } from "../support/samples.js";
import type { Request } from "./arguments.js";
import type { Answer } from "./server.js";
import { composed, data, type Source } from "./source.js";
import { readDescribedXml } from "../support/described-xml.js";

export interface Exchange {
  readonly answer: Answer;
  /** What is wrong with what the call resolved with; `null`: nothing. */
  check(resolved: unknown): Promise<string | null>;
}

const bytes = Buffer.from([137, 80, 78, 71, 0, 255, 13, 10]);
const concrete: Readonly<Record<string, string>> = {
  json: "application/json",
  text: "text/plain",
  binary: "image/png",
};

export function exchangeFor(
  operation: SampledOperation,
  request: Request,
  source: Source,
): Exchange {
  const [success] = operation.successes;
  const status = statusOf(success?.status ?? "204", success?.contents.length === 0);
  const primary = success?.contents[0];
  if (operation.stream !== null && streams(operation, request)) return streamed(operation, status);
  if (primary === undefined || primary.kind === "none" || operation.method === "HEAD") {
    const empty = { status, contentType: null, body: "" };
    return { answer: empty, check: (resolved) => differs(resolved, undefined) };
  }
  const contentType = primary.mediaType.includes("*")
    ? (concrete[primary.kind] ?? "image/png")
    : primary.mediaType;
  return primary.kind === "xml"
    ? structure(operation, primary, { status, contentType }, source)
    : whole(operation, primary, status, contentType);
}

function whole(
  { exampleResponse, pagination }: SampledOperation,
  { kind }: Content,
  status: number,
  contentType: string,
): Exchange {
  if (kind === "json") {
    const answer = { status, contentType, body: JSON.stringify(exampleResponse) };
    const read = (resolved: unknown) => (pagination === null ? resolved : data(resolved)["data"]);
    return { answer, check: (resolved) => differs(read(resolved), exampleResponse) };
  }
  if (kind === "text") {
    const text =
      typeof exampleResponse === "string" ? exampleResponse : JSON.stringify(exampleResponse);
    return {
      answer: { status, contentType, body: text },
      check: (resolved) => differs(resolved, text),
    };
  }
  return {
    answer: { status, contentType, body: bytes },
    async check(resolved) {
      const { bytes: read } = resolved as { bytes?: () => Promise<Uint8Array> };
      if (read === undefined) return `resolved with ${show(resolved)}, not with bytes`;
      return differs(Buffer.from(await read.call(resolved)), bytes);
    },
  };
}

/** By operation: OpenAPI 3.1 has no place for an example as it stands on the wire. */
const documents: Readonly<Record<string, string>> = {
  getCatalogRecord: `<?xml version="1.0"?>
    <record status="new" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <dc:title>The left hand of darkness</dc:title>
      <pages>304</pages>
      <subjects><subject code="813">American fiction</subject><subject code="823"/></subjects>
      <note>First edition.</note>
      <note>Signed &amp; dated.</note>
    </record>`,
};

/** A document as another parser reads it by the schema. Of an operation without one here, only that it is read. */
function structure(
  { id, method, path, successes }: SampledOperation,
  { mediaType }: Content,
  head: Omit<Answer, "body">,
  { root }: Source,
): Exchange {
  const item = data(data(data(root["paths"])[path])[method.toLowerCase()]);
  const response = data(data(item["responses"])[successes[0]?.status ?? ""]);
  const { schema } = data(data(response["content"])[mediaType]);
  const body = documents[id];
  const check = async (resolved: unknown) =>
    body === undefined ? null : differs(resolved, readDescribedXml(body, data(schema), composed));
  return { answer: { ...head, body: body ?? "<root/>" }, check };
}

function streams({ stream, successes }: SampledOperation, request: Request): boolean {
  if (stream?.when === "always") return true;
  if (stream?.when === "flag")
    return stream.flag.reduce<unknown>((value, key) => data(value)[key], request) === true;
  return successes[0]?.contents[0]?.kind === stream?.kind;
}

function streamed({ stream, exampleResponse }: SampledOperation, status: number): Exchange {
  const isEvent = stream?.itemIs === "event";
  // The example is of the whole event where the schema describes one.
  const value =
    isEvent || isWrapped(exampleResponse) ? data(exampleResponse)["data"] : exampleResponse;
  const text = stream?.data === "text" ? String(value) : JSON.stringify(value);
  const end = stream?.sentinel ? `data: ${stream.sentinel}\n\n` : "";
  const body =
    stream?.kind === "jsonLines"
      ? `${text}\n${text}\n`
      : `data: ${text}\n\ndata: ${text}\n\n${end}`;
  return {
    answer: { status, contentType: stream?.mediaType ?? null, body },
    async check(resolved) {
      const items: unknown[] = [];
      for await (const item of resolved as AsyncIterable<unknown>)
        items.push(isEvent ? data(item)["data"] : item);
      return differs(items, [value, value]);
    },
  };
}

function isWrapped(example: unknown): boolean {
  const keys = Object.keys(data(example));
  return keys.length === 1 && keys[0] === "data";
}

function statusOf(status: string, isEmpty: boolean): number {
  if (/^\d+$/.test(status)) return Number(status);
  return status === "default" || !isEmpty ? 200 : 204;
}

async function differs(actual: unknown, expected: unknown): Promise<string | null> {
  return isDeepStrictEqual(actual, expected)
    ? null
    : `resolved with ${show(actual)}, answered ${show(expected)}`;
}

export function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 200);
}

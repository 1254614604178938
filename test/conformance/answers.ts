/** What the server answers, and what the call must then resolve with. */
import { isDeepStrictEqual } from "node:util";
import type { Content, Operation } from "../../generator/contract/index.js";
import type { Request } from "./arguments.js";
import type { Answer } from "./server.js";
import { data } from "./source.js";

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
  xml: "application/xml",
};

export function exchangeFor(operation: Operation, request: Request): Exchange {
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
  return whole(operation, primary, status, contentType);
}

function whole(
  { exampleResponse, pagination }: Operation,
  { kind }: Content,
  status: number,
  contentType: string,
): Exchange {
  if (kind === "json") {
    const answer = { status, contentType, body: JSON.stringify(exampleResponse) };
    const read = (resolved: unknown) => (pagination === null ? resolved : data(resolved)["data"]);
    return { answer, check: (resolved) => differs(read(resolved), exampleResponse) };
  }
  if (kind === "text" || kind === "xml") {
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

function streams({ stream, successes }: Operation, request: Request): boolean {
  if (stream?.when === "always") return true;
  if (stream?.when === "flag")
    return stream.flag.reduce<unknown>((value, key) => data(value)[key], request) === true;
  return successes[0]?.contents[0]?.kind === stream?.kind;
}

function streamed({ stream, exampleResponse }: Operation, status: number): Exchange {
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

/** What a call must come to, by what the server answers. */
import { isDeepStrictEqual } from "node:util";
import { show } from "../conformance/answers.js";
import { data, isJson } from "../conformance/source.js";
import type { Body, Exchange } from "./suite.js";

/** What is wrong with what the call resolved or failed with; `null`: nothing. */
export async function answerFault(
  call: Promise<unknown>,
  { method, response }: Exchange,
): Promise<string | null> {
  try {
    const resolved = await call;
    if (response.status >= 400)
      return `resolved with ${show(resolved)}, answered ${response.status}`;
    return await differs(resolved, method === "HEAD" ? null : response.body);
  } catch (error) {
    if (!(error instanceof Error)) return String(error);
    const { status, body } = error as { status?: unknown; body?: unknown };
    if (status === response.status && status >= 400) return null;
    return `${error.name}: ${error.message} ${show(body)}`;
  }
}

async function differs(resolved: unknown, body: Body | null): Promise<string | null> {
  if (body === null || (body.text === undefined && body.base64 === undefined))
    return unequal(resolved, undefined);
  const { bytes } = Object(resolved) as { bytes?: () => Promise<Uint8Array> };
  // A file can be of any media type, also of JSON.
  if (bytes === undefined && body.text !== undefined)
    return unequal(resolved, isJson(body.contentType) ? JSON.parse(body.text) : body.text);
  if (bytes === undefined) return `resolved with ${show(resolved)}, not with bytes`;
  const read = Buffer.from(await bytes.call(resolved));
  const expected =
    body.text === undefined ? Buffer.from(body.base64 ?? "", "base64") : Buffer.from(body.text);
  return read.equals(expected) ? null : "other bytes";
}

/** Events and lines come one by one, as text where the document does not say what they are. */
export async function streamFault(
  stream: unknown,
  { response: { body } }: Exchange,
  sentinel: string | null,
): Promise<string | null> {
  const text = Buffer.from(body?.base64 ?? "", "base64").toString();
  const expected =
    body?.contentType === "text/event-stream"
      ? [...text.matchAll(/^data: (.*)$/gm)].map(([, line = ""]) => line)
      : text.split("\n").filter((line) => line !== "");
  const items: unknown[] = [];
  for await (const item of stream as AsyncIterable<unknown>) items.push(textOf(item));
  return unequal(items, expected.filter((line) => line !== sentinel).map(textOf));
}

/** The data of an event, spelt in one way. */
function textOf(item: unknown): string {
  const value = data(item)["event"] === undefined ? item : data(item)["data"];
  if (typeof value !== "string") return JSON.stringify(value);
  try {
    return JSON.stringify(JSON.parse(value));
  } catch {
    return value;
  }
}

function unequal(actual: unknown, expected: unknown): string | null {
  return isDeepStrictEqual(actual, expected)
    ? null
    : `resolved with ${show(actual)}, answered ${show(expected)}`;
}

/** What a call must come to, by what the server answers. */
import { isDeepStrictEqual } from "node:util";
import type { ResponseHeader } from "../../generator/contract/index.js";
import { show } from "../conformance/answers.js";
import type { Started } from "../conformance/sdk.js";
import { composed, data, isJson } from "../conformance/source.js";
import { readDescribedXml } from "../support/described-xml.js";
import type { Target } from "./find.js";
import type { Body, Exchange } from "./suite.js";

/** What is wrong with what the call resolved or failed with; `null`: nothing. */
export async function answerFault(
  call: PromiseLike<unknown>,
  { method, response }: Exchange,
  target: Target,
): Promise<string | null> {
  try {
    const resolved = await call;
    if (response.status >= 400)
      return `resolved with ${show(resolved)}, answered ${response.status}`;
    return await differs(resolved, method === "HEAD" ? null : response.body, target);
  } catch (error) {
    if (!(error instanceof Error)) return String(error);
    const {
      status,
      body,
      data: read,
    } = error as { status?: unknown; body?: unknown; data?: unknown };
    if (status !== response.status || status < 400)
      return `${error.name}: ${error.message} ${show(body)}`;
    const structure = structureOf(response.body, target, String(status));
    return structure === undefined ? null : unequal(read, structure);
  }
}

/** The documented headers, as the SDK gives them; `null`: nothing is wrong. */
export async function headersFault(
  call: Started,
  { response }: Exchange,
  { operation }: Target,
): Promise<string | null> {
  const success = operation.successes.find(({ status }) => status === String(response.status));
  const sent = new Map(
    Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const expected = (success?.headers ?? []).flatMap((header): [string, unknown][] => {
    const text = sent.get(header.name.toLowerCase());
    return text === undefined ? [] : [[header.property, headerValue(header, text)]];
  });
  if (expected.length === 0 || response.status >= 400) return null;
  const { headers = {} } = (await call.withResponse?.()) ?? {};
  return unequal(
    Object.fromEntries(expected.map(([property]) => [property, data(headers)[property]])),
    Object.fromEntries(expected),
  );
}

function headerValue({ kind }: ResponseHeader, text: string): unknown {
  switch (kind) {
    case "number":
      return Number(text);
    case "boolean":
      return text === "true";
    case "strings":
      return text.split(",").map((item) => item.trim());
    case "json":
      return JSON.parse(text) as unknown;
    case "string":
      return text;
  }
}

async function differs(
  resolved: unknown,
  body: Body | null,
  target: Target,
): Promise<string | null> {
  if (body === null || (body.text === undefined && body.base64 === undefined))
    return unequal(resolved, undefined);
  const structure = structureOf(body, target, target.operation.successes[0]?.status ?? "");
  if (structure !== undefined) return unequal(resolved, structure);
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

/** XML that the document describes, as another parser reads it by the schema; `undefined` for all else. */
function structureOf(
  body: Body | null,
  { operation: { method, path }, source: { root } }: Target,
  status: string,
): unknown {
  const item = data(data(data(root["paths"])[path])[method.toLowerCase()]);
  const response = data(data(item["responses"])[status]);
  const content = data(response["content"])["application/xml"];
  return body?.text !== undefined && /[/+]xml/.test(body.contentType) && content !== undefined
    ? readDescribedXml(body.text, data(data(content)["schema"]), composed)
    : undefined;
}

/** XML that was sent says what the server expects, attributes included: itself it looks at elements only. `null`: nothing is wrong. */
export function sentXmlFault(
  sent: string,
  expected: string,
  { operation: { body }, described }: Target,
): string | null {
  const mediaType = body?.contents.find(({ kind }) => kind === "xml")?.mediaType ?? "";
  const schema = described.contents.get(mediaType)?.schema ?? {};
  const read = (xml: string) => readDescribedXml(xml, schema, composed);
  return unequal(read(sent), read(expected));
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

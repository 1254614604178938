import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { call, type CallOptions } from "../../templates/package/src/core/call.js";
import { Client, type SecuritySchemeSpec } from "../../templates/package/src/core/client.js";
import { isSdkError } from "../../templates/package/src/core/errors.js";
import type { RetryEvent } from "../../templates/package/src/core/retry-policy.js";
import type {
  OperationSpec,
  ResponseSpec,
  ParametersByPlace,
} from "../../templates/package/src/core/operation.js";
import { withRetries } from "../../templates/package/src/core/retries.js";
import { apiKey } from "../../templates/package/src/internal/auth/api-key.js";
import { basic } from "../../templates/package/src/internal/auth/basic.js";
import { oauth2 } from "../../templates/package/src/internal/auth/oauth2.js";
import { binaryBody } from "../../templates/package/src/internal/body/binary.js";
import { multipartBody } from "../../templates/package/src/internal/body/multipart.js";
import { placeParameter } from "../../templates/package/src/internal/place.js";
import { binaryResponse } from "../../templates/package/src/internal/response/binary.js";
import { noContent } from "../../templates/package/src/internal/response/empty.js";
import { eventStream } from "../../templates/package/src/internal/response/event-stream.js";
import { jsonResponse } from "../../templates/package/src/internal/response/json.js";
import { jsonResponseAs } from "../../templates/package/src/internal/response/json-as.js";
import { cookieForm } from "../../templates/package/src/internal/serialize/cookie.js";
import { deepObject } from "../../templates/package/src/internal/serialize/deep-object.js";
import { pipeDelimited } from "../../templates/package/src/internal/serialize/delimited.js";
import { form } from "../../templates/package/src/internal/serialize/form.js";
import { headerSimple } from "../../templates/package/src/internal/serialize/header.js";
import { label } from "../../templates/package/src/internal/serialize/label.js";
import { matrix } from "../../templates/package/src/internal/serialize/matrix.js";

import { startClockAfterEach, stopClock, turn, until } from "../support/clock.js";

startClockAfterEach();

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const servers: Server[] = [];
const seen: Seen[] = [];

/** A server that notes what it gets; answers `{}` unless told otherwise. */
async function listen(
  handler: RequestListener = (_request, response) =>
    response.setHeader("Content-Type", "application/json").end("{}"),
): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    seen.push({ method: request.method, url: request.url, headers: request.headers, body });
    handler(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  seen.length = 0;
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

function clientOf(
  server: string,
  security: Record<string, SecuritySchemeSpec> = {},
  options: object = {},
): Client {
  return new Client(
    {
      name: "modules-test",
      version: "1",
      envPrefix: "MODULES_TEST",
      servers: [server],
      globals: {},
      security,
    },
    options,
  );
}

function send<T>(
  client: Client,
  spec: Partial<OperationSpec> & { readonly response?: ResponseSpec<T> },
  request: object = {},
  options?: CallOptions,
) {
  const operation = {
    id: "op",
    method: "GET",
    path: "/",
    response: jsonResponse,
    errors: {},
    retries: { strategy: "none" },
    ...spec,
  } as OperationSpec;
  return call<T>(client, operation, request, options, withRetries);
}

const parameters: ParametersByPlace = {
  path: [
    { name: "l", serialize: label({ explode: true }) },
    { name: "m", serialize: matrix() },
  ],
  query: [
    { name: "f", serialize: form() },
    { name: "p|x", property: "p", serialize: pipeDelimited() },
    { name: "d", serialize: deepObject() },
  ],
  header: [{ name: "X-List", property: "list", serialize: headerSimple() }],
  cookie: [{ name: "c", serialize: cookieForm() }],
};
const styled = { path: "/x/{l}/{m}", parameters, place: placeParameter };

test("every style reaches the server as it stands in the specification", async () => {
  const client = clientOf(await listen());
  await send(client, styled, {
    l: ["a", "b c"],
    m: { k: "v" },
    f: ["1", "é"],
    p: ["x", "y"],
    d: { a: { b: 1 } },
    list: ["u", "v"],
    c: ["1", "2"],
  });
  expect(seen[0]).toMatchObject({
    url: "/x/.a.b%20c/;m=k,v?f=1&f=%C3%A9&p%7Cx=x%7Cy&d%5Ba%5D%5Bb%5D=1",
    headers: { "x-list": "u,v", cookie: "c=1; c=2" },
  });
});

test("what is left out, null or empty sends nothing at all", async () => {
  const client = clientOf(await listen());
  await send(client, styled, { l: "a", m: "b", f: [], d: {}, list: null, c: [] });
  expect(seen[0]?.url).toBe("/x/.a/;m=b");
  expect(seen[0]?.headers).not.toHaveProperty("x-list");
  expect(seen[0]?.headers).not.toHaveProperty("cookie");
});

test("an empty text is sent", async () => {
  const client = clientOf(await listen());
  await send(client, styled, { l: "a", m: "b", f: "", list: "", c: "" });
  expect(seen[0]?.url).toBe("/x/.a/;m=b?f=");
  expect(seen[0]?.headers).toMatchObject({ "x-list": "", cookie: "c=" });
});

test.each<[l: unknown, why: string]>([
  ["", "empty"],
  [".", "a dot that makes two with the label's"],
  [["", ""], "two dots"],
  [undefined, "missing"],
])("a path value that would change the path is refused: %j (%s)", async (l) => {
  const client = clientOf(await listen());
  await expect(send(client, styled, { l, m: "b" })).rejects.toMatchObject({
    name: "InvalidRequestError",
    parameter: "l",
  });
  expect(seen).toEqual([]);
});

test("an argument that cannot be written is a rejection of ours, not a raw error", async () => {
  const client = clientOf(await listen());
  const error: unknown = await send(client, styled, { l: "a", m: "b", f: new Date(NaN) }).catch(
    (caught: unknown) => caught,
  );
  expect(error).toMatchObject({ name: "InvalidRequestError", cause: expect.any(RangeError) });
  expect(isSdkError(error, "modules-test")).toBe(true);
});

test("streams are uploaded once, other bodies with their length", async () => {
  const client = clientOf(await listen());
  const octets = {
    method: "POST",
    body: binaryBody("application/octet-stream"),
    response: noContent,
  };
  await send(client, octets, { body: new Blob(["stream"]).stream() });
  await send(client, octets, { body: new Uint8Array([98, 121]) });
  await send(
    client,
    { method: "POST", body: multipartBody("flat"), response: noContent },
    { file: new File(["data"], "f.txt"), note: "n" },
  );
  expect(
    seen.map(({ body, headers }) => [
      headers["content-type"]?.split(";")[0],
      headers["transfer-encoding"] ?? "length",
      body.length > 0,
    ]),
  ).toEqual([
    ["application/octet-stream", "chunked", true],
    ["application/octet-stream", "length", true],
    ["multipart/form-data", "length", true],
  ]);
  expect(seen.slice(0, 2).map(({ body }) => body)).toEqual(["stream", "by"]);
});

test("credentials of several kinds together, each in its place", async () => {
  const security = {
    query: apiKey({ option: "queryKey", env: "MODULES_TEST_Q", in: "query", name: "key id" }),
    cookie: apiKey({ option: "cookieKey", env: "MODULES_TEST_C", in: "cookie", name: "sid" }),
    header: apiKey({ option: "headerKey", env: "MODULES_TEST_H", in: "header", name: "X-Key" }),
    basic: basic({
      username: { option: "username", env: "MODULES_TEST_U" },
      password: { option: "password", env: "MODULES_TEST_P" },
    }),
  };
  const client = clientOf(await listen(), security, {
    queryKey: "a&b",
    cookieKey: "c;d",
    headerKey: "h",
    username: "u",
    password: "p",
  });
  await send(client, { security: [["query", "cookie", "header", "basic"]] });
  expect(seen[0]).toMatchObject({
    url: "/?key%20id=a%26b",
    headers: { cookie: "sid=c%3Bd", "x-key": "h", authorization: `Basic ${btoa("u:p")}` },
  });
});

test("a key in a header is not forwarded to another origin", async () => {
  const other = await listen();
  const own = await listen((_request, response) =>
    response.writeHead(302, { Location: `${other}/elsewhere` }).end(),
  );
  const client = clientOf(
    own,
    { key: apiKey({ option: "apiKey", env: "MODULES_TEST_K", in: "header", name: "X-Key" }) },
    { apiKey: "secret" },
  );
  await send(client, { security: [["key"]] });
  expect(seen.map(({ headers }) => headers["x-key"])).toEqual(["secret", undefined]);
});

test("after a 401 all concurrent calls go on with one new token", async () => {
  let tokens = 0;
  const tokenUrl = await listen((_request, response) =>
    response.end(JSON.stringify({ access_token: `t${++tokens}`, expires_in: 3600 })),
  );
  const api = await listen((request, response) => {
    const ok = request.headers.authorization === "Bearer t2";
    response.writeHead(ok ? 200 : 401, { "Content-Type": "application/json" }).end("{}");
  });
  const option = (name: string) => ({ option: name, env: `MODULES_TEST_${name}` });
  const scheme = oauth2({
    token: option("accessToken"),
    clientId: option("clientId"),
    clientSecret: option("clientSecret"),
    tokenUrl: { ...option("tokenUrl"), url: tokenUrl },
  });
  const client = clientOf(api, { auth: scheme }, { clientId: "i", clientSecret: "s" });
  await Promise.all(Array.from({ length: 20 }, () => send(client, { security: [["auth"]] })));
  expect(tokens).toBe(2);
});

const forever: RequestListener = (_request, response) =>
  void response.writeHead(200, { "Content-Type": "text/event-stream" }).write("data: 1\n\n");

/** Reads on: the item that has come, and then what ends it. */
async function readOn(body: AsyncIterable<unknown>, then: () => Promise<unknown>) {
  const items: unknown[] = [];
  const reading = (async () => {
    for await (const item of body) items.push(item);
  })().catch((error: unknown) => error);
  await until(() => items.length === 1);
  await turn();
  await then();
  return { items, error: await reading };
}

test("a stream outlives the timeout of its attempt; the signal, close and the deadline still end it, with our errors", async () => {
  const clock = stopClock();
  const client = clientOf(await listen(forever));
  const controller = new AbortController();
  const stream = await send(
    client,
    { response: eventStream<number>() },
    {},
    { timeoutMs: 600, deadlineMs: 60_000, signal: controller.signal },
  );
  const { items, error } = await readOn(stream, async () => {
    await clock.pass(59_000);
    controller.abort(new Error("mine"));
  });
  expect(items).toEqual([1]);
  expect(error).toMatchObject({ name: "AbortedError", phase: "body", cause: { message: "mine" } });
  expect(isSdkError(error, "modules-test")).toBe(true);

  const second = await send(client, { response: eventStream<number>() });
  const closed = await readOn(second, () => client.close());
  expect(closed.error).toMatchObject({ name: "AbortedError" });
});

test.each<[kind: string, response: ResponseSpec<AsyncIterable<unknown>>]>([
  ["stream", eventStream<number>()],
  ["download", binaryResponse("*/*")],
])("deadlineMs ends a %s, with the attempts of its call", async (_kind, response) => {
  let requests = 0;
  const listener: RequestListener = (request, answer) =>
    requests++
      ? forever(request, answer)
      : void answer.writeHead(503, { "X-Request-Id": "r" }).end();
  const client = clientOf(await listen(listener));
  const retries = { strategy: "backoff", backoff: { initialInterval: 1 } } as const;
  const clock = stopClock();
  // When the wait has begun.
  const onRetry = ({ delayMs }: RetryEvent) => void clock.pass(delayMs);
  const body = await send(client, { response, retries }, {}, { deadlineMs: 300, onRetry });
  const { items, error } = await readOn(body, () => clock.pass(300));
  expect(items).toHaveLength(1);
  expect(error).toMatchObject({
    name: "TimeoutError",
    limit: "deadline",
    limitMs: 300,
    phase: "body",
    attempts: [
      { status: 503, requestId: "r" },
      { status: 200, error: expect.stringContaining("deadlineMs 300") as unknown },
    ],
  });
  expect(isSdkError(error, "modules-test")).toBe(true);
});

test("idleTimeoutMs of the call counts for streams and downloads", async () => {
  const client = clientOf(await listen(forever));
  const clock = stopClock();
  for (const response of [eventStream<number>(), binaryResponse("*/*")]) {
    const body: AsyncIterable<unknown> = await send<AsyncIterable<unknown>>(
      client,
      { response },
      {},
      { idleTimeoutMs: 40 },
    );
    const { error } = await readOn(body, () => clock.pass(40));
    expect(error).toMatchObject({ name: "TimeoutError", limit: "idle", limitMs: 40 });
  }
});

test("each response says what it accepts", async () => {
  const client = clientOf(
    await listen((_request, response) =>
      response.setHeader("Content-Type", "application/hal+json").end('{"a":1}'),
    ),
  );
  expect(
    await send(client, { response: jsonResponseAs("application/hal+json") as typeof jsonResponse }),
  ).toEqual({ a: 1 });
  await send(client, { response: noContent });
  expect(seen.map(({ headers }) => headers.accept)).toEqual(["application/hal+json", "*/*"]);
});

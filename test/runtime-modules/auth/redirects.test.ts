import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { redirects } from "../../../templates/package/src/internal/auth/redirects.js";

interface Seen {
  readonly server: string;
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Two servers are two origins. `/go?status=307&to=URL` redirects, all else answers. */
const seen: Seen[] = [];
const servers: Server[] = [];
let own: string;
let other: string;

async function listen(name: string): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    seen.push({
      server: name,
      method: request.method,
      url: request.url,
      headers: request.headers,
      body,
    });
    const query = new URL(request.url ?? "/", "http://h").searchParams;
    response
      .writeHead(
        Number(query.get("status") ?? 200),
        query.has("to") ? { Location: query.get("to") ?? "" } : {},
      )
      .end("ok");
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeEach(async () => {
  seen.length = 0;
  own = await listen("own");
  other = await listen("other");
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const follow = redirects(["X-Api-Key"])((input, init) => fetch(input, init));
const headers = {
  "X-Api-Key": "secret",
  Authorization: "Bearer secret",
  "X-Trace": "1",
  "Content-Type": "text/plain",
};
const to = (origin: string, status: number, path = "/end") =>
  `${own}/go?status=${status}&to=${encodeURIComponent(`${origin}${path}`)}`;

test("the key stays at home when a redirect leads to another origin, and comes along inside its own", async () => {
  expect(await (await follow(to(other, 302), { headers })).text()).toBe("ok");
  expect(seen.map(({ server }) => server)).toEqual(["own", "other"]);
  expect(seen[1]?.headers).toMatchObject({ "x-trace": "1" });
  expect(seen[1]?.headers).not.toHaveProperty("x-api-key");
  expect(seen[1]?.headers).not.toHaveProperty("authorization");
  seen.length = 0;
  await follow(to("", 308), { headers });
  expect(seen[1]).toMatchObject({
    server: "own",
    headers: { "x-api-key": "secret", authorization: "Bearer secret" },
  });
});

test("once it was away, the key does not come back", async () => {
  await follow(to(other, 302, `/go?status=302&to=${encodeURIComponent(own)}`), { headers });
  expect(seen.map(({ server }) => server)).toEqual(["own", "other", "own"]);
  expect(seen[2]?.headers).not.toHaveProperty("x-api-key");
});

test.each([
  [301, "POST", "GET", ""],
  [302, "POST", "GET", ""],
  [303, "PUT", "GET", ""],
  [302, "PUT", "PUT", "body"],
  [307, "POST", "POST", "body"],
  [308, "DELETE", "DELETE", "body"],
])("%i: %s goes on as %s", async (status, method, then, body) => {
  await follow(to("", status), { method, headers, body: "body" });
  expect(seen[1]).toMatchObject({ method: then, body });
  expect(seen[1]?.headers["content-type"]).toBe(body === "" ? undefined : "text/plain");
});

test("a Request of a middleware is followed too", async () => {
  await follow(new Request(to(other, 302), { method: "POST", headers, body: "body" }));
  expect(seen[0]).toMatchObject({
    method: "POST",
    body: "body",
    headers: { "x-api-key": "secret" },
  });
  expect(seen[1]?.headers).not.toHaveProperty("x-api-key");
});

test("the caller's own redirect mode is left alone", async () => {
  expect((await follow(to(other, 302), { headers, redirect: "manual" })).status).toBe(302);
  expect(seen).toHaveLength(1);
});

test.each([
  ["a circle", () => `${own}/go?status=302&to=`, /too often/],
  [
    "no web address",
    () => `${own}/go?status=302&to=${encodeURIComponent("file:///etc/passwd")}`,
    /no web address/,
  ],
])("%s is a connection error", async (_name, url, message) => {
  await expect(follow(url(), { headers })).rejects.toMatchObject({
    name: "ConnectionError",
    status: 302,
    message: expect.stringMatching(message),
  });
});

test("a stream cannot be sent to a second place", async () => {
  const init = { method: "POST", headers, body: new Blob(["body"]).stream(), duplex: "half" };
  await expect(follow(to(other, 307), init as RequestInit)).rejects.toThrow(/cannot be sent again/);
});

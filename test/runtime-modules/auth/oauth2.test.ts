import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  ConnectionError,
  InvalidRequestError,
  SdkError,
} from "../../../templates/package/src/core/errors.js";
import type { Fetch } from "../../../templates/package/src/core/fetch.js";
import type { SecurityContext } from "../../../templates/package/src/core/security.js";
import {
  oauth2,
  type OAuth2Scheme,
  type TokenEndpoint,
} from "../../../templates/package/src/internal/auth/oauth2.js";

interface Asked {
  readonly authorization: string | undefined;
  readonly form: Record<string, string>;
}

/** A token endpoint on loopback: counts what it is asked, answers as the test says. */
const asked: Asked[] = [];
let answer: (count: number) => { status?: number; body: unknown; headers?: Record<string, string> };
let release: Promise<void> | undefined;
let tokenUrl: string;
const server = createServer(async (request, response) => {
  asked.push({
    authorization: request.headers.authorization,
    form: Object.fromEntries(new URLSearchParams(await textOf(request))),
  });
  const { status = 200, body, headers } = answer(asked.length);
  await release;
  response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
});

beforeEach(async () => {
  asked.length = 0;
  release = undefined;
  answer = (count) => ({
    body: { access_token: `token-${count}`, token_type: "Bearer", expires_in: 3600 },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  tokenUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise<void>((resolve) => server.close(() => resolve()));
});

const client = {};
const secrets = { clientId: "id:1", clientSecret: "s e+cret" };

/** The document's URL of the token endpoint, by default the whole one. */
const endpoint = (more: Partial<TokenEndpoint> = {}): TokenEndpoint => ({
  option: "tokenUrl",
  env: "T_TOKEN_URL",
  url: tokenUrl,
  ...more,
});

function scheme(more: Partial<OAuth2Scheme> = {}) {
  return oauth2({
    token: { option: "accessToken", env: "T_ACCESS_TOKEN" },
    clientId: { option: "clientId", env: "T_CLIENT_ID" },
    clientSecret: { option: "clientSecret", env: "T_CLIENT_SECRET" },
    tokenUrl: endpoint(),
    ...more,
  });
}

function context(more: Partial<SecurityContext> = {}): SecurityContext {
  return {
    values: secrets,
    fetch,
    client,
    baseURL: () => new URL("/v1/", tokenUrl).href,
    rejected: false,
    signal: new AbortController().signal,
    ...more,
  };
}

const header = (value: string) => ({ headers: { Authorization: `Bearer ${value}` } });

test("the token is fetched with Basic credentials and the scopes, and kept", async () => {
  const auth = scheme({ scopes: ["read", "write"] });
  expect(await auth.credentials(context())).toEqual(header("token-1"));
  expect(await auth.credentials(context())).toEqual(header("token-1"));
  expect(asked).toEqual([
    {
      authorization: `Basic ${Buffer.from("id%3A1:s+e%2Bcret").toString("base64")}`,
      form: { grant_type: "client_credentials", scope: "read write" },
    },
  ]);
});

test("or with id and secret in the body", async () => {
  await scheme({ authenticate: "body" }).credentials(context());
  expect(asked).toEqual([
    {
      authorization: undefined,
      form: { grant_type: "client_credentials", client_id: "id:1", client_secret: "s e+cret" },
    },
  ]);
});

test("the endpoint is told what the client's options say, or else the document", async () => {
  const parameters = {
    audience: { option: "audience", env: "T_AUDIENCE" },
    tenant: { option: "tenant", env: "T_TENANT", value: "main" },
    unset: { option: "unset", env: "T_UNSET" },
  };
  const auth = scheme({ parameters, scopes: ["read"] });
  expect(auth.options).toMatchObject({ audience: "T_AUDIENCE", tenant: "T_TENANT" });
  await auth.credentials(context({ values: { ...secrets, audience: "https://a" } }));
  await auth.credentials(context({ client: {}, values: { ...secrets, tenant: "other" } }));
  const form = { grant_type: "client_credentials", scope: "read" };
  expect(asked.map((each) => each.form)).toEqual([
    { ...form, audience: "https://a", tenant: "main" },
    { ...form, tenant: "other" },
  ]);
});

test("a hundred concurrent calls share one fetch; another client has its own", async () => {
  const auth = scheme();
  const all = await Promise.all(Array.from({ length: 100 }, () => auth.credentials(context())));
  expect(new Set(all.map((each) => each?.headers?.["Authorization"]))).toEqual(
    new Set(["Bearer token-1"]),
  );
  expect(await auth.credentials(context({ client: {} }))).toEqual(header("token-2"));
  expect(asked).toHaveLength(2);
});

test("after a 401 one new token is fetched for all calls that had the old one, also for those that come late", async () => {
  const auth = scheme();
  const refused = await auth.credentials(context());
  const again = () => auth.credentials(context({ rejected: true, refused }));
  expect(await Promise.all([again(), again(), again()])).toEqual([
    header("token-2"),
    header("token-2"),
    header("token-2"),
  ]);
  expect(await again()).toEqual(header("token-2"));
  expect(asked).toHaveLength(2);
});

test("a token is renewed before it expires", async () => {
  answer = (count) => ({
    body: { access_token: `token-${count}`, expires_in: count === 1 ? 0 : "600" },
  });
  const auth = scheme();
  expect(await auth.credentials(context())).toEqual(header("token-1"));
  expect(await auth.credentials(context())).toEqual(header("token-2"));
  expect(await auth.credentials(context())).toEqual(header("token-2"));
});

test("an aborted call leaves at once; the calls that share the token still get it", async () => {
  let go = () => {};
  release = new Promise((resolve) => (go = resolve));
  const auth = scheme();
  const controller = new AbortController();
  const first = auth.credentials(context({ signal: controller.signal }));
  const second = auth.credentials(context());
  controller.abort(new Error("mine"));
  await expect(first).rejects.toThrow("mine");
  go();
  expect(await second).toEqual(header("token-1"));
  expect(asked).toHaveLength(1);
});

test("a refusal names the option and the reason, never the secret; the next call asks again", async () => {
  answer = (count) =>
    count === 1
      ? { status: 401, body: { error: "invalid_client" } }
      : { body: { access_token: "t" } };
  const auth = scheme();
  const error: unknown = await Promise.resolve(auth.credentials(context())).catch(
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(InvalidRequestError);
  expect(error).toMatchObject({
    parameter: "clientSecret",
    status: 401,
    message: "the token endpoint answered 401 (invalid_client)",
  });
  expect(JSON.stringify(error)).not.toContain(secrets.clientSecret);
  expect(await auth.credentials(context())).toEqual(header("t"));
});

test("what the endpoint repeats of id, secret and their Basic form is not shown, in any escape", async () => {
  const values = { clientId: "client-0001", clientSecret: "secret/0123456789" };
  const basic = Buffer.from("client-0001:secret%2F0123456789").toString("base64");
  const escaped = '{"error":"no client client-0001 with secret\\/012345678\\u0039"}';
  const bodies = [{ error: `bad ${values.clientSecret}, sent as Basic ${basic}` }, escaped];
  for (const body of bodies) {
    answer = () => ({ status: 401, body });
    const credentials = scheme().credentials(context({ values, client: {} }));
    const error: unknown = await Promise.resolve(credentials).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "InvalidRequestError", parameter: "clientSecret" });
    expect(String(error)).toContain("***");
    expect(String(error)).not.toMatch(/client-0001|0123456|Y2xpZW50/);
  }
});

test.each([
  ["a server error", { status: 503, body: "busy" }, "the token endpoint answered 503"],
  ["no JSON", { body: "<html>" }, "the token endpoint answered 200 without a bearer token"],
  [
    "another kind of token",
    { body: { access_token: "t", token_type: "mac" } },
    "the token endpoint answered 200 without a bearer token",
  ],
  [
    "a redirect, which is not followed with the secret",
    { status: 307, body: "", headers: { Location: "http://127.0.0.1:1/" } },
    "the token endpoint answered 307",
  ],
])("%s is a connection error, which can be tried again", async (_name, response, message) => {
  answer = () => response;
  const failed = scheme().credentials(context());
  await expect(failed).rejects.toBeInstanceOf(ConnectionError);
  await expect(failed).rejects.toThrow(message);
  expect(asked).toHaveLength(1);
});

test("calls that wait for one token each have an error of their own, whatever keeps it from coming", async () => {
  const cause = new Error("the vault is closed");
  const parameters = { audience: { option: "audience", env: "T_AUDIENCE" } };
  const failing: Record<string, [Partial<OAuth2Scheme>, Partial<SecurityContext>]> = {
    "a supplier of a parameter": [
      { parameters },
      { values: { ...secrets, audience: () => Promise.reject(cause) } },
    ],
    "a refusal": [{}, {}],
    "no answer": [{}, { fetch: () => Promise.reject(cause) }],
  };
  answer = () => ({ status: 400, body: { error: "invalid_client" } });
  for (const [what, [more, given]] of Object.entries(failing)) {
    const { credentials } = scheme(more);
    const shared = context({ ...given, client: {} });
    const calls = [1, 2, 3].map(async () => credentials(shared));
    const errors = (await Promise.allSettled(calls)).map(
      (result) => result.status === "rejected" && (result.reason as unknown),
    );
    expect(new Set(errors).size, what).toBe(3);
    for (const error of errors) expect(error, what).toBeInstanceOf(SdkError);
  }
  const { credentials } = scheme({ parameters });
  const values = { ...secrets, audience: () => Promise.reject(cause) };
  await expect(credentials(context({ values }))).rejects.toMatchObject({
    name: "InvalidRequestError",
    parameter: "audience",
    cause,
  });
});

test("an endpoint that cannot be reached is a connection error with its cause", async () => {
  const failed = scheme({ tokenUrl: endpoint({ url: "http://127.0.0.1:1/token" }) }).credentials(
    context(),
  );
  await expect(failed).rejects.toMatchObject({
    name: "ConnectionError",
    message: "the token endpoint did not answer",
    cause: expect.any(TypeError),
  });
});

/** Which address is asked for a token, and how often. */
async function askedAt(
  given: Partial<TokenEndpoint>,
  baseURL: string,
  values: object = {},
): Promise<unknown> {
  const urls: unknown[] = [];
  const fetch: Fetch = async (url) => {
    urls.push(url);
    return Response.json({ access_token: "t" });
  };
  const found = scheme({ tokenUrl: endpoint(given) }).credentials(
    context({ baseURL: () => baseURL, fetch, values: { ...secrets, ...values } }),
  );
  return Promise.resolve(found).then(
    () => urls.join(" "),
    ({ name, parameter }: InvalidRequestError) => `${name} ${parameter} ${urls.length}`,
  );
}

test.each<
  [what: string, given: Partial<TokenEndpoint>, baseURL: string, want: string, values?: object]
>([
  [
    "a path",
    { url: "/oauth/token" },
    "http://localhost:3000/v1",
    "http://localhost:3000/oauth/token",
  ],
  [
    "a relative path",
    { url: "token" },
    "http://localhost:3000/v1/",
    "http://localhost:3000/v1/token",
  ],
  [
    "another host",
    { url: "https://login.example/t" },
    "http://localhost:3000",
    "https://login.example/t",
  ],
  [
    "the server's host",
    { url: "https://api.example:8443/t?x=1", followsServer: true },
    "https://api.example/v1",
    "https://api.example:8443/t?x=1",
  ],
  [
    "the server's host, which the user has replaced",
    { url: "https://api.example:8443/t?x=1", followsServer: true },
    "http://localhost:3000/v1",
    "http://localhost:3000/t?x=1",
  ],
  [
    "the option, which wins",
    { url: "https://api.example/t", followsServer: true },
    "http://localhost:3000/v1",
    "https://login.example/t",
    { tokenUrl: "https://login.example/t" },
  ],
  [
    "a relative option",
    { url: "https://login.example/t" },
    "http://localhost:3000/v1",
    "http://localhost:3000/auth",
    { tokenUrl: "/auth" },
  ],
  [
    "an option that is no URL",
    {},
    "http://localhost",
    "InvalidRequestError tokenUrl 0",
    { tokenUrl: "http://:" },
  ],
])("the token endpoint: %s", async (_what, given, baseURL, want, values) => {
  expect(await askedAt(given, baseURL, values)).toBe(want);
});

test("a token of one endpoint is none for another", async () => {
  const auth = scheme({ tokenUrl: endpoint({ url: "/a" }) });
  const at = (path: string) =>
    auth.credentials(context({ values: { ...secrets, tokenUrl: path } }));
  expect([await at("/a"), await at("/b"), await at("/a")]).toEqual([
    header("token-1"),
    header("token-2"),
    header("token-1"),
  ]);
});

test("setting the wall clock back or forward changes no token's life (property)", async () => {
  const wall = Date.now;
  const hours = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(hours, async (shifts) => {
      const auth = scheme();
      const first = await auth.credentials(context());
      for (const shift of shifts) {
        Date.now = () => wall() + shift * 3_600_000;
        expect(await auth.credentials(context())).toEqual(first);
      }
    }),
    { numRuns: 20 },
  );
  Date.now = wall;
});

test("a token of the caller's own wins; without any option there is no credential", async () => {
  const auth = scheme();
  expect(
    await auth.credentials(context({ values: { ...secrets, accessToken: async () => "own" } })),
  ).toEqual(header("own"));
  expect(await auth.credentials(context({ values: { clientId: "only" } }))).toBeUndefined();
  expect(asked).toEqual([]);
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** What a caller gives cannot become another header, another cookie or another object's prototype. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { file } from "../../templates/package/src/core/files.js";
import type { BodySpec, OperationSpec } from "../../templates/package/src/core/operation.js";
import { chooseServer, type ServerSpec } from "../../templates/package/src/core/servers.js";
import { apiKey } from "../../templates/package/src/internal/auth/api-key.js";
import { call } from "../../templates/package/src/core/call.js";
import { Client } from "../../templates/package/src/core/client.js";
import { binaryBody } from "../../templates/package/src/internal/body/binary.js";
import { formBody } from "../../templates/package/src/internal/body/form.js";
import { jsonBody } from "../../templates/package/src/internal/body/json.js";
import { multipartBody } from "../../templates/package/src/internal/body/multipart.js";
import { placeParameter } from "../../templates/package/src/internal/place.js";
import { jsonResponse } from "../../templates/package/src/internal/response/json.js";
import { cookieForm, cookieStyle } from "../../templates/package/src/internal/serialize/cookie.js";
import { deepObject } from "../../templates/package/src/internal/serialize/deep-object.js";
import { headerSimple } from "../../templates/package/src/internal/serialize/header.js";
import { type FaultServer, reply, startFaultServer } from "../support/fault-server.js";
import { FAST, getModel, pay, Rank, withRetries } from "../support/rank-sdk.js";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

const ok = reply(200, { model: "m" });
const options = () => ({ apiKey: "k", baseURL: server.url, retries: FAST });

/** One POST with one parameter of each kind that can be written in more than one way. */
function send(request: object, body?: BodySpec, key = "key"): Promise<unknown> {
  const operation: OperationSpec = {
    id: "send",
    method: "POST",
    path: "/send",
    parameters: {
      query: [{ name: "filter", serialize: deepObject() }],
      header: [{ name: "X-List", property: "list", serialize: headerSimple() }],
      cookie: [
        { name: "plain", serialize: cookieStyle() },
        { name: "encoded", serialize: cookieForm() },
        "one",
      ],
    },
    place: placeParameter,
    ...(body && { body }),
    response: jsonResponse,
    errors: {},
    security: [["key"]],
  };
  const security = { key: apiKey({ option: "apiKey", env: "X_KEY", in: "header", name: "X-Key" }) };
  const definition = {
    name: "x",
    version: "1",
    envPrefix: "X",
    servers: [],
    security,
    globals: {},
  };
  const client = new Client(definition, { baseURL: server.url, apiKey: key } as object);
  return call(client, operation, request, {}, withRetries);
}

const LINE = "a\r\nx-injected: 1";

describe.each(["a\r\nx-injected: 1", "a\nb", "a\rb", "a\0b"])(
  "%j is refused, and named, in",
  (text) => {
    const cases: [place: string, parameter: string, make: () => PromiseLike<unknown>][] = [
      [
        "a header of the call",
        "x-a",
        () => new Rank(options()).rank({ query: "q" }, { headers: { "x-a": text } }),
      ],
      [
        "the name of one",
        text,
        () => new Rank(options()).rank({ query: "q" }, { headers: { [text]: "v" } }),
      ],
      [
        "the name of one that is taken away",
        text,
        () => new Rank(options()).rank({ query: "q" }, { headers: { [text]: null } }),
      ],
      [
        "a header of the client",
        "x-a",
        () => new Rank({ ...options(), headers: { "x-a": text } }).rank({ query: "q" }),
      ],
      [
        "a header parameter",
        "appTitle",
        () => new Rank(options()).rank({ query: "q", appTitle: text }),
      ],
      [
        "a parameter of the client",
        "appTitle",
        () => new Rank({ ...options(), appTitle: text }).rank({ query: "q" }),
      ],
      [
        "a bearer token",
        "apiKey",
        () => new Rank({ ...options(), apiKey: text }).rank({ query: "q" }),
      ],
      [
        "a supplied bearer token",
        "apiKey",
        () => new Rank({ ...options(), apiKey: async () => text }).rank({ query: "q" }),
      ],
      ["a key in a header", "apiKey", () => send({}, undefined, text)],
      [
        "an idempotency key",
        "idempotencyKey",
        () => pay(new Rank(options()), { query: "q" }, { idempotencyKey: text }),
      ],
      ["an item of a list in a header", "list", () => send({ list: ["a", text] })],
      ["a cookie that is not encoded", "plain", () => send({ plain: text })],
      [
        "the media type of a body",
        "content-type",
        () => send({ body: file("x", "x", { type: text }) }, binaryBody("*/*")),
      ],
      [
        "the media type of a part",
        "Content-Type",
        () => send({ file: file("x", "x", { type: text }) }, multipartBody("flat")),
      ],
    ];
    it.each(cases)("%s", async (_, parameter, make) => {
      server.play(ok);
      const error = await Promise.resolve(make()).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: "InvalidRequestError" });
      const named = (error as { parameter: string }).parameter;
      expect(named).toBe(parameter);
      expect(server.requests).toHaveLength(0);
    });
  },
);

it.each(["", "a b", "a:b", "ä"])("the header name %j is refused", async (name) => {
  server.play(ok);
  const result = await new Rank(options())
    .rank({ query: "q" }, { headers: { [name]: "v" } })
    .result();
  expect(result).toMatchObject({ error: { name: "InvalidRequestError", parameter: name } });
});

it("a cookie cannot begin another", async () => {
  server.play(ok);
  await getModel(new Rank(options()), { id: "x", theme: "a; admin=1" });
  expect(server.requests[0]?.headers["cookie"]).toBe("theme=a%3B%20admin%3D1");
  await send({ encoded: ["a; admin=1"], one: LINE });
  expect(server.requests[1]?.headers["cookie"]).toBe(
    "encoded=a%3B%20admin%3D1; one=a%0D%0Ax-injected%3A%201",
  );
  await expect(send({ plain: "a; admin=1" })).rejects.toMatchObject({ parameter: "plain" });
});

it("names in a form are escaped as the platform's FormData does it", async () => {
  const names = ['a"b', "a\r\nb", "a\nb", "a\rb", "é%22"];
  const form = new FormData();
  for (const name of names) form.append(name, new Blob(["x"]), `${name}.txt`);
  const dispositions = (text: string) => text.match(/^Content-Disposition:.*$/gim);
  const theirs = dispositions(await new Response(form).text());
  server.play(ok);
  await send(
    Object.fromEntries(names.map((name) => [name, file("x", `${name}.txt`)])),
    multipartBody("flat"),
  );
  expect(dispositions(server.requests[0]?.body ?? "")).toEqual(theirs);
  expect(theirs).toHaveLength(names.length);
});

describe("prototypes are left alone by", () => {
  const evil = (text: string) => JSON.parse(text) as Record<string, string>;
  const attack = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
  const answer = `{"model":"m",${attack.slice(1)}`;
  const bodies: [name: string, body: BodySpec, sent: string][] = [
    ["JSON", jsonBody("flat"), attack],
    ["form", formBody("flat"), "__proto__=%7B%22polluted%22%3Atrue%7D&constructor="],
    ["multipart", multipartBody("flat"), 'name="__proto__"'],
  ];
  const unharmed = () => {
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  };

  it.each(bodies)("a %s body, which carries such names as data", async (_, body, sent) => {
    server.play(ok);
    await send(evil(attack), body);
    expect(server.requests[0]?.body).toContain(sent);
    unharmed();
  });

  it("parameters: deepObject, and a path's", async () => {
    server.play(ok);
    await send({ filter: evil(attack) });
    expect(decodeURIComponent(server.requests[0]?.url ?? "")).toBe(
      "/send?filter[__proto__][polluted]=true&filter[constructor][prototype][polluted]=true",
    );
    unharmed();
  });

  it("options of the client and of the call", async () => {
    server.play(ok);
    const client = new Rank({ ...options(), ...evil(attack) }).withOptions(evil(attack));
    const retries = evil('{"__proto__":{"maxRetries":99},"backoff":{"__proto__":{"exponent":9}}}');
    await client.rank(
      { query: "q" },
      { ...evil(attack), retries, headers: evil('{"__proto__":"v"}') },
    );
    expect(server.requests).toHaveLength(1);
    unharmed();
  });

  it.each([200, 400])("a %d response, whose data has such names as its own", async (status) => {
    server.play(reply(status, answer, { "Content-Type": "application/json" }));
    const result = await new Rank(options()).rank({ query: "q" }).result();
    const data = result.ok ? result.data : (result.error as { data?: unknown }).data;
    expect(Object.keys(data as object)).toEqual(["model", "__proto__", "constructor"]);
    unharmed();
  });
});

describe("a server variable makes no other host of a server", () => {
  const variables = { tenant: "acme", port: "443", host: "api.example.com", v: "v1" };
  it.each<[url: string, given: Record<string, string>, chosen: string | undefined]>([
    ["https://{tenant}.example.com/{v}", { tenant: "evil.example/" }, undefined],
    ["https://{tenant}.example.com/{v}", { tenant: "evil.example?" }, undefined],
    ["https://{tenant}.example.com/{v}", { tenant: "evil.example#" }, undefined],
    ["https://{tenant}.example.com/{v}", { tenant: "u@evil.example\\" }, undefined],
    ["https://api.{tenant}", { tenant: "example.com@evil.example" }, undefined],
    ["https://{host}:{port}/{v}", { host: "evil.example/" }, undefined],
    ["https://{host}:{port}/{v}", { port: "443@evil.example" }, undefined],
    ["https://{tenant}.example.com/{v}", { tenant: "other" }, "https://other.example.com/v1"],
    ["https://{tenant}.example.com/{v}", { v: "v2/beta" }, "https://acme.example.com/v2/beta"],
    ["https://{host}:{port}/{v}", { port: "8443" }, "https://api.example.com:8443/v1"],
    // The whole of it is the caller's.
    ["https://{host}/{v}", { host: "localhost:8080/proxy" }, "https://localhost:8080/proxy/v1"],
    ["{host}/{v}", { host: "https://other.example" }, "https://other.example/v1"],
  ])("%s with %o", (url, serverVariables, chosen) => {
    const servers: ServerSpec[] = [{ url, variables }];
    if (chosen) expect(chooseServer(servers, { serverVariables })).toBe(chosen);
    else expect(() => chooseServer(servers, { serverVariables })).toThrow(/part of a host/);
  });
});

describe("a value that has no text is refused: nobody means `[object Object]`", () => {
  const values: readonly [what: string, value: unknown][] = [
    ["an object", { a: 1 }],
    ["a map", new Map()],
    ["a promise", Promise.resolve("a")],
    ["a function", () => "a"],
    ["a symbol", Symbol("a")],
    ["no number", NaN],
    ["an invalid date", new Date(NaN)],
  ];
  const refused = { ok: false, error: { name: "InvalidRequestError" } };

  it.each(values)(
    "%s, as a parameter in the path, the query, a cookie and a header",
    async (_, value) => {
      server.play(ok);
      const client = new Rank(options());
      for (const given of [{ id: value }, { id: "a", limit: value }, { id: "a", theme: value }])
        expect(await getModel(client, given as { id: string }).result()).toMatchObject(refused);
      const request = { query: "q", appTitle: value as string };
      expect(await client.rank(request).result()).toMatchObject(refused);
      const headers = { "X-Own": value as string };
      expect(await client.rank({ query: "q" }, { headers }).result()).toMatchObject(refused);
      expect(server.requests).toEqual([]);
    },
  );

  it.each(values.slice(0, 3))("%s, as a credential", async (_, value) => {
    server.play(ok);
    for (const apiKey of [value, () => value]) {
      const client = new Rank({ ...options(), apiKey: apiKey as string });
      const result = await client.rank({ query: "q" }).result();
      // A promise is what a supplier may give.
      if (!(typeof apiKey === "function" && value instanceof Promise))
        expect(result).toMatchObject({ ok: false, error: { parameter: "apiKey" } });
    }
  });

  it.each(["text", 7, true, () => 1])("a request that is none: %s", async (request) => {
    server.play(ok);
    const client = new Rank(options());
    const result = await client.rank(request as unknown as { query: string }).result();
    expect(result).toMatchObject({ ok: false, error: { parameter: "request" } });
    expect(server.requests).toEqual([]);
  });

  it("single values of every kind are sent", async () => {
    server.play(ok);
    const client = new Rank(options());
    const given = [7, 0n, true, new Date(0), new URL("http://a.example/"), "", [1, "b"]];
    for (const limit of given) await getModel(client, { id: "a", limit: limit as number });
    expect(
      server.requests.map(({ url }) => new URLSearchParams(url.split("?")[1]).get("limit")),
    ).toEqual(["7", "0", "true", "1970-01-01T00:00:00.000Z", "http://a.example/", "", "1,b"]);
  });
});

/** What the arguments and options of a call become on the wire. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type FaultServer, reply, startFaultServer } from "../support/fault-server.js";
import { FAST, getModel, ONCE, Rank, rank, RankCore } from "../support/rank-sdk.js";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());
const client = () => new Rank({ apiKey: "k", baseURL: server.url, retries: FAST });
afterEach(() => vi.unstubAllEnvs());

const VALUE = { model: "m" };
const ok = reply(200, VALUE, { "X-Request-Id": "req-7" });

describe("the request", () => {
  it("has the flat argument's body properties, and the parameters in their places", async () => {
    server.play(ok);
    await client().rank({ query: "q", top_n: 3, appTitle: "App" });
    expect(server.requests[0]).toMatchObject({
      method: "POST",
      url: "/rank",
      body: '{"query":"q","top_n":3}',
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        authorization: "Bearer k",
        "x-app-title": "App",
      },
    });
  });

  it("sends nothing that nobody asked for: no telemetry, no empty header", async () => {
    server.play(ok);
    await client().rank({ query: "q" });
    const ofFetch = [
      "host",
      "connection",
      "accept-language",
      "sec-fetch-mode",
      "user-agent",
      "accept-encoding",
      "content-length",
    ];
    const names = Object.keys(server.requests[0]?.headers ?? {}).filter(
      (name) => !ofFetch.includes(name),
    );
    expect(names.sort()).toEqual(["accept", "authorization", "content-type"]);
  });

  it("has path, query and cookie parameters, encoded", async () => {
    server.play(ok);
    await getModel(client(), { id: "a b/c?d", limit: 0, oddName: "x&y", theme: "da;rk" });
    expect(server.requests[0]).toMatchObject({
      method: "GET",
      url: "/models/a%20b%2Fc%3Fd/latest?limit=0&odd%20name=x%26y",
      body: "",
    });
    expect(server.requests[0]?.headers["cookie"]).toBe("theme=da%3Brk");
    expect(server.requests[0]?.headers["content-type"]).toBeUndefined();
  });

  it.each([
    "",
    ".",
    "..",
    "%2e",
    "%2E%2e",
    "%252e%252e",
    ".%2e",
    "a/../b",
    "a/..",
    "..\\x",
    "%2e%2e%2fadmin",
    "a%255C%25252E%252e",
  ])("refuses the path parameter %j and names it", async (id) => {
    server.play(ok);
    expect(await getModel(client(), { id }).result()).toMatchObject({
      ok: false,
      error: { name: "InvalidRequestError", parameter: "id" },
    });
    expect(server.requests).toHaveLength(0);
  });

  it.each(["...", ".a", "a.", "a..b", "%", "%25%2e", "$&", "{part}", "é"])(
    "takes the path parameter %j",
    async (id) => {
      server.play(ok);
      await getModel(client(), { id });
      expect(decodeURIComponent(server.requests[0]?.url ?? "")).toBe(`/models/${id}/latest`);
    },
  );

  it("does not take what an object inherits for an argument", async () => {
    server.play(ok);
    const request = Object.create({ appTitle: "inherited" }) as { query: string };
    await client().rank(Object.assign(request, { query: "q", ["__proto__"]: undefined }));
    expect(server.requests[0]?.headers["x-app-title"]).toBeUndefined();
  });

  it("carries __proto__ as data", async () => {
    server.play(ok);
    await client().rank(
      JSON.parse('{"query":"q","__proto__":{"admin":true}}') as { query: string },
    );
    expect(server.requests[0]?.body).toBe('{"query":"q","__proto__":{"admin":true}}');
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it.each([["line\r\nx-injected: 1"], ["null\0"], ["日本"]])(
    "refuses the header value %j and names the parameter",
    async (appTitle) => {
      const result = await client().rank({ query: "q", appTitle }).result();
      expect(result).toMatchObject({
        ok: false,
        error: { name: "InvalidRequestError", parameter: "appTitle" },
      });
    },
  );

  it("lays headers over one another: client, parameters, call; null removes", async () => {
    server.play(ok);
    const other = client().withOptions({
      headers: { "X-A": "client", "X-B": "client", "x-app-title": "client" },
    });
    await other.rank(
      { query: "q", appTitle: "parameter" },
      { headers: { "x-b": "call", "X-C": undefined, Accept: "text/x", authorization: null } },
    );
    const { headers = {} } = server.requests[0] ?? {};
    expect(headers).toMatchObject({
      "x-a": "client",
      "x-b": "call",
      "x-app-title": "parameter",
      accept: "text/x",
    });
    expect(headers["authorization"]).toBeUndefined();
  });

  it("takes a Headers object", async () => {
    server.play(ok);
    await client().rank({ query: "q" }, { headers: new Headers({ "x-a": "1" }) });
    expect(server.requests[0]?.headers["x-a"]).toBe("1");
  });
});

describe("options and environment", () => {
  it("come from the client, which the call overrides, or the environment", async () => {
    server.play(ok);
    vi.stubEnv("RANK_BASE_URL", `${server.url}/env/`);
    vi.stubEnv("RANK_API_KEY", "env-key");
    vi.stubEnv("RANK_APP_TITLE", "env-title");
    await new Rank().rank({ query: "q" });
    await new Rank({ apiKey: "given", appTitle: "given" }).rank(
      { query: "q" },
      { baseURL: `${server.url}/call` },
    );
    await new Rank({ appTitle: "given" }).rank({ query: "q", appTitle: "argument" });
    expect(
      server.requests.map(({ url, headers }) => [
        url,
        headers["authorization"],
        headers["x-app-title"],
      ]),
    ).toEqual([
      ["/env/rank", "Bearer env-key", "env-title"],
      ["/call/rank", "Bearer given", "given"],
      ["/env/rank", "Bearer env-key", "argument"],
    ]);
  });

  it("ignore an empty environment variable", async () => {
    vi.stubEnv("RANK_BASE_URL", "");
    vi.stubEnv("RANK_API_KEY", "  ");
    expect(await new Rank({ retries: ONCE }).rank({ query: "q" }).result()).toMatchObject({
      error: { name: "InvalidRequestError", parameter: "apiKey" },
    });
  });

  it.each([
    "rank.invalid/v1",
    "ftp://x/",
    "http://user:secret@x/",
    "http://x/?a=b",
    "http://x/#f",
    "/v1",
    "http://",
  ])("refuse the base URL %j without repeating it", async (baseURL) => {
    const result = await client().rank({ query: "q" }, { baseURL }).result();
    expect(result).toMatchObject({
      ok: false,
      error: { name: "InvalidRequestError", parameter: "baseURL" },
    });
    expect(JSON.stringify(result)).not.toContain("secret");
  });

  it("go through the given fetch, with its extra options", async () => {
    const seen: [unknown, RequestInit | undefined][] = [];
    const fetch = async (input: unknown, init?: RequestInit) => {
      seen.push([input, init]);
      return Response.json(VALUE);
    };
    await rank(
      new RankCore({
        apiKey: "k",
        baseURL: "https://x.test/v1/",
        fetch,
        fetchOptions: { cache: "no-store" },
      }),
      { query: "q" },
    );
    expect(seen[0]?.[0]).toBe("https://x.test/v1/rank");
    expect(seen[0]?.[1]).toMatchObject({ cache: "no-store", method: "POST" });
  });

  it("are copied: changing the object later changes nothing", async () => {
    server.play(ok);
    const options = { apiKey: "first", baseURL: server.url };
    const copy = new Rank(options);
    options.apiKey = "second";
    await copy.rank({ query: "q" });
    expect(server.requests[0]?.headers["authorization"]).toBe("Bearer first");
  });
});

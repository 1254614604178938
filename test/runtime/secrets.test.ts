/** Credentials: where they go, and where they must never be seen. */
import { inspect } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logging } from "../../templates/package/src/core/logging.js";
import type { SecretContext } from "../../templates/package/src/core/security.js";
import { redactHeaders, redactUrl } from "../../templates/package/src/internal/redact-fields.js";
import { scrub } from "../../templates/package/src/internal/redact.js";
import {
  type Fault,
  type FaultServer,
  redirect,
  reply,
  startFaultServer,
} from "../support/fault-server.js";
import { ConnectionError, FAST, getModel, ONCE, Rank, type SdkError } from "../support/rank-sdk.js";

let server: FaultServer;
let other: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
  other = await startFaultServer(reply(200, { model: "other" }));
});
afterAll(() => Promise.all([server.close(), other.close()]));

const KEY = "sk-or-v1-0123456789abcdef";
const CUSTOM = { names: ["x-custom"], values: [] };
const ok = reply(200, { model: "m" });
const client = () => new Rank({ apiKey: KEY, baseURL: server.url, retries: ONCE });
const authorizations = () => server.requests.map((request) => request.headers["authorization"]);

describe("suppliers", () => {
  it("are asked for each attempt", async () => {
    server.play(reply(503), ok);
    let count = 0;
    await new Rank({
      baseURL: server.url,
      apiKey: async () => `key-${++count}`,
      retries: { backoff: { initialInterval: 1 } },
    }).rank({ query: "q" });
    expect(authorizations()).toEqual(["Bearer key-1", "Bearer key-2"]);
  });

  it("are asked again after a 401, and a new value is tried once", async () => {
    server.play(reply(401), ok);
    const asked: boolean[] = [];
    const apiKey = ({ rejected }: SecretContext) => (
      asked.push(rejected),
      rejected ? "new" : "old"
    );
    expect(
      await new Rank({ baseURL: server.url, apiKey, retries: ONCE }).rank({ query: "q" }),
    ).toEqual({ model: "m" });
    expect(asked).toEqual([false, true]);
    expect(authorizations()).toEqual(["Bearer old", "Bearer new"]);
  });

  it("that have nothing new do not cause a second request", async () => {
    server.play(reply(401), ok);
    expect(await client().rank({ query: "q" }).result()).toMatchObject({ error: { status: 401 } });
    expect(server.requests).toHaveLength(1);
  });

  it("are asked once for all calls that are turned down at the same time, also for those that come late", async () => {
    let token = "old";
    const renewals: string[] = [];
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const guarded: Fault = async (response, socket, request) => {
      const sent = request.headers.authorization;
      if (sent === "Bearer old" && request.headers["x-late"]) await released;
      reply(sent === `Bearer ${token}` ? 200 : 401, { model: sent })(response, socket, request);
    };
    server.play(guarded);
    const apiKey = async ({ rejected }: SecretContext) => {
      if (!rejected) return "old"; // from its own cache, which another process fills
      await new Promise((resolve) => setTimeout(resolve, 20));
      return (token = `new-${renewals.push("")}`);
    };
    const rank = new Rank({ baseURL: server.url, apiKey, retries: ONCE });
    token = "";
    const calls = Array.from({ length: 50 }, () => rank.rank({ query: "q" }));
    const slow = rank.rank({ query: "q" }, { headers: { "X-Late": "1" } });
    const values = await Promise.all(calls);
    release();
    expect([...values, await slow]).toEqual(values.concat({ model: "Bearer new-1" }));
    expect(new Set(values.map(({ model }) => model))).toEqual(new Set(["Bearer new-1"]));
    expect(renewals).toHaveLength(1);
    // A call that began later is another matter.
    await rank.rank({ query: "q" });
    expect(renewals).toHaveLength(2);
  });

  it("that do not answer anew hold up neither the call that began it nor, for ever, the next ones", async () => {
    server.play(reply(401), reply(401), ok);
    const asked: SecretContext[] = [];
    const apiKey = (context: SecretContext) => {
      if (!context.rejected) return "old";
      return asked.push(context) === 1 ? new Promise<string>(() => {}) : "new";
    };
    const rank = new Rank({ baseURL: server.url, apiKey, retries: ONCE });
    expect(await rank.rank({ query: "q" }, { timeoutMs: 1_000 }).result()).toMatchObject({
      error: { name: "TimeoutError", phase: "credentials" },
    });
    await expect.poll(() => asked[0]?.signal.aborted, { timeout: 5_000 }).toBe(true);
    expect(await rank.rank({ query: "q" })).toEqual({ model: "m" });
  });

  it("that fail after a 401 leave the 401, with their error as cause", async () => {
    server.play(reply(401, { error: { message: "expired" } }));
    const cause = new Error("vault is sealed");
    const apiKey = ({ rejected }: SecretContext) => (rejected ? Promise.reject(cause) : "old");
    expect(
      await new Rank({ baseURL: server.url, apiKey }).rank({ query: "q" }).result(),
    ).toMatchObject({
      error: {
        name: "RankDefaultError",
        status: 401,
        message: "rank: 401 expired",
        cause,
        attempts: [{ status: 401 }],
      },
    });
    expect(server.requests).toHaveLength(1);
  });

  it("whose error is one of an SDK's are no reason to try again, either", async () => {
    server.play(ok);
    let asked = 0;
    const cause = new ConnectionError("the vault's own call");
    const apiKey = () => {
      asked++;
      throw cause;
    };
    const retries = { ...FAST, retryConnectionErrors: true };
    expect(
      await new Rank({ baseURL: server.url, apiKey, retries }).rank({ query: "q" }).result(),
    ).toMatchObject({ error: { name: "InvalidRequestError", parameter: "apiKey", cause } });
    expect(asked).toBe(1);
  });

  it("that fail are named, with their reason as cause", async () => {
    const cause = new Error("vault is sealed");
    const apiKey = () => Promise.reject(cause);
    expect(
      await new Rank({ baseURL: server.url, apiKey }).rank({ query: "q" }).result(),
    ).toMatchObject({ error: { name: "InvalidRequestError", parameter: "apiKey", cause } });
  });
});

it("missing credentials: says which option or variable to set, and sends nothing", async () => {
  server.play(ok);
  const result = await new Rank({ baseURL: server.url, apiKey: "" }).rank({ query: "q" }).result();
  expect(result).toMatchObject({
    error: {
      name: "InvalidRequestError",
      message: "no credentials: pass `apiKey` to the client or set RANK_API_KEY",
    },
  });
  expect(server.requests).toHaveLength(0);
});

it("missing credentials are no matter where the caller sets the header, or none are needed", async () => {
  server.play(ok);
  const bare = new Rank({ baseURL: server.url });
  await bare.rank({ query: "q" }, { headers: { Authorization: "Custom x" } });
  await getModel(bare, { id: "x" });
  expect(authorizations()).toEqual(["Custom x", undefined]);
});

it("a redirect to another origin does not take the credentials along", async () => {
  server.play(redirect(`${other.url}/steal`, 307));
  const headers = { Authorization: `Bearer ${KEY}` };
  await getModel(client(), { id: "x" }, { headers });
  expect(authorizations()).toEqual([`Bearer ${KEY}`]);
  expect(other.requests.at(-1)).toMatchObject({ url: "/steal" });
  expect(JSON.stringify(other.requests)).not.toContain(KEY);
});

it("a redirect to the same origin does", async () => {
  server.play(redirect("moved", 307), ok);
  await client().rank({ query: "q" });
  expect(authorizations()).toEqual([`Bearer ${KEY}`, `Bearer ${KEY}`]);
});

it("a key with a line break is refused, and not repeated", async () => {
  const result = await new Rank({ baseURL: server.url, apiKey: `${KEY}\n${KEY}` })
    .rank({ query: "q" })
    .result();
  expect(result).toMatchObject({ error: { name: "InvalidRequestError" } });
  expect(inspect(result)).not.toContain(KEY);
});

const hex = (char: string) => char.charCodeAt(0).toString(16).padStart(2, "0");

describe("a secret is not seen", () => {
  const shown = (value: unknown) =>
    [inspect(value, { depth: 9, showHidden: true }), JSON.stringify(value), String(value)].join(
      "\n",
    );

  it("on a client", () => {
    expect(shown(client())).not.toContain(KEY);
  });

  it.each([401, 400, 503])(
    "on a %d that echoes it: message, body, data, history, cause",
    async (status) => {
      server.play(reply(status, { error: { message: `Incorrect key: ${KEY} (Bearer ${KEY})` } }));
      const error = (await client()
        .rank({ query: "q" })
        .catch((reason: unknown) => reason)) as SdkError & { data: unknown };
      expect(
        [shown(error), error.stack, error.body, JSON.stringify(error.data)].join("\n"),
      ).not.toContain(KEY);
      expect(error.message).toContain("Incorrect key: ***");
    },
  );

  it("in the stack of a cause, where the engine makes of it an accessor", async () => {
    let stack = `Error: ${KEY}`;
    const cause = Object.defineProperty(new Error(KEY), "stack", {
      get: () => stack,
      set(text: string) {
        stack = text;
      },
    });
    const fetch = () => Promise.reject(cause);
    const error = await client().rank({ query: "q" }, { fetch }).catch(shown);
    expect(error).toContain("Error: ***");
    expect(error).not.toContain(KEY);
  });

  it("in what a log shows of an error: neither headers nor body", async () => {
    server.play(
      reply(
        400,
        { error: { message: "no" }, other: "body-text" },
        { "Set-Cookie": "session=cookie-value" },
      ),
    );
    const error = await client()
      .rank({ query: "q" })
      .catch((reason: unknown) => reason);
    expect(inspect(error)).not.toMatch(/cookie-value|body-text/);
    expect(JSON.stringify(error)).not.toMatch(/cookie-value|body-text/);
  });

  it("in the log, at any level", async () => {
    const lines: unknown[] = [];
    const add = (...line: unknown[]) => void lines.push(line);
    const logger = { debug: add, info: add, warn: add, error: add };
    server.play(ok, reply(500), ok);
    const logged = client().withOptions({ middleware: [logging({ logger, level: "debug" })] });
    await logged.rank({ query: "q" });
    await logged.rank({ query: "q" }).result();
    await getModel(logged, { id: "x" }, { headers: { "X-Api-Key": KEY, cookie: KEY } });
    expect(inspect(lines, { depth: 9 })).not.toContain(KEY);
    expect(inspect(lines, { depth: 9 })).toContain("authorization: '***'");
    expect(lines).toHaveLength(9);
  });

  it("after scrubbing, in whatever text and form it comes (property)", () => {
    const secret = fc
      .string({ minLength: 8, maxLength: 40 })
      .filter((text) => !text.includes("*") && !/^\s|\s$/.test(text));
    fc.assert(
      fc.property(
        fc.array(fc.string()),
        secret,
        fc.record({ a: fc.string() }),
        (texts, key, more) => {
          const forms = [
            key,
            encodeURIComponent(key),
            JSON.stringify(key).slice(1, -1),
            `Bearer ${key}`,
          ];
          const clean = scrub([...texts, ...forms].join(key), {
            nested: [{ Authorization: `Bearer ${key}` }, key],
            more,
          });
          for (const form of forms) expect(clean).not.toContain(form);
        },
      ),
    );
  });

  it.each<[spelling: string, spell: (char: string) => string]>([
    ["\\u escapes", (char) => `\\u00${hex(char)}`],
    ["\\u escapes with capitals", (char) => `\\u00${hex(char).toUpperCase()}`],
    ["\\u escapes inside of a JSON text", (char) => `\\\\u00${hex(char)}`],
    ["\\u escapes of some characters", (char) => (/\d/.test(char) ? `\\u00${hex(char)}` : char)],
    ["percent-encoding", (char) => `%${hex(char)}`],
    ["percent-encoding with capitals, twice", (char) => `%25${hex(char).toUpperCase()}`],
    ["percent-encoding of some characters", (char) => (char === "-" ? "%2d" : char)],
    ["entities of HTML", (char) => `&#x${hex(char)};`],
    ["decimal entities of HTML", (char) => `&#${char.charCodeAt(0)};`],
    [
      "entities of some characters",
      (char) => (/[/=+]/.test(char) ? `&#x${hex(char).toUpperCase()};` : char),
    ],
    ["escaped slashes", (char) => (char === "/" ? "\\/" : char)],
  ])("in %s", (_spelling, spell) => {
    const key = "sk-K/Lm0123456789-abcdef";
    const told = [...key].map(spell).join("");
    for (const text of [`key ${told}`, `"${told}"`, `\\"${told}\\"`, `x:${told.slice(0, -1)}`])
      expect(scrub(text, [`Bearer ${key}`])).not.toContain(told.slice(0, 40));
    expect(scrub(`{"message":"no ${told} \\u0041","a":"\\"b%20"}`, [key])).toBe(
      '{"message":"no *** \\u0041","a":"\\"b%20"}',
    );
  });

  it("in a time that grows with the length of the text, whatever is in it", () => {
    for (const text of ["\\".repeat(2 ** 20), "%".repeat(2 ** 20), "a".repeat(2 ** 20)])
      expect(scrub(text, [KEY, "x".repeat(5000)])).toBe(text);
  });

  it("where a text was cut off in the middle of a secret", () => {
    const text = `${"x".repeat(180)} key ${KEY}`;
    for (let end = text.length - KEY.length + 8; end <= text.length; end++)
      expect(scrub(text.slice(0, end), [KEY])).not.toContain(KEY.slice(0, 8));
  });

  it("in headers and URLs (property)", () => {
    const name = fc.constantFrom(
      "Authorization",
      "proxy-authorization",
      "Cookie",
      "set-cookie",
      "X-API-Key",
      "api-key",
      "apikey",
      "X-Auth-Token",
      "x-amz-security-token",
      "client_secret",
      "X-Custom",
    );
    fc.assert(
      fc.property(name, fc.stringMatching(/^[a-z0-9]{12,20}$/), (each, value) => {
        expect(
          JSON.stringify(redactHeaders(new Headers({ [each]: value, "x-other": "1" }), CUSTOM)),
        ).not.toContain(value);
        expect(redactUrl(`https://x.test/p?a=1&${each}=${value}&b=2#f`, CUSTOM)).toBe(
          `https://x.test/p?a=1&${each}=***&b=2#f`,
        );
      }),
    );
  });

  it.each([
    "monkey",
    "keyword",
    "x-request-id",
    "content-type",
    "page_token_count".replace("token", "item"),
  ])("but %s is", (name) => {
    expect(redactHeaders(new Headers({ [name]: "v" }), { names: [], values: [] })).toEqual({
      [name]: "v",
    });
  });
});

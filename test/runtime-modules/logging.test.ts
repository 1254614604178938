/** `logging`: the level from the environment, and what the document says is secret, on the emitted package. */
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { PaperbackLibrary } from "../../generated/kitchen-sink/src/index.js";
import { logging, type LoggingOptions } from "../../generated/kitchen-sink/src/middleware.js";
import { asText } from "../../generated/kitchen-sink/src/responses.js";
import { type FaultServer, reply, startFaultServer } from "../support/fault-server.js";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());
afterEach(() => vi.unstubAllEnvs());

/** What is logged, as text. */
function logged(options?: LoggingOptions) {
  const lines: string[] = [];
  const at =
    (level: string) =>
    (...said: unknown[]) =>
      void lines.push(`${level} ${said.map((each) => inspect(each, { depth: 9 })).join(" ")}`);
  const logger = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
  const client = new PaperbackLibrary({
    baseURL: server.url,
    token: "bearer-secret",
    retries: { strategy: "none" },
    middleware: [logging({ logger, ...options })],
  });
  return { lines, client };
}

test.each([
  [undefined, ["info", "warn"]],
  ["off", []],
  ["error", []],
  ["warn", ["warn"]],
  ["INFO", ["info", "warn"]],
  ["debug", ["debug", "info", "debug", "debug", "warn", "debug"]],
  ["verbose", ["info", "warn"]],
])("PAPERBACK_LIBRARY_LOG=%s", async (level, levels) => {
  vi.stubEnv("PAPERBACK_LIBRARY_LOG", level);
  server.play(reply(200, {}), reply(409, {}));
  const { lines, client } = logged();
  await client.request("GET", "/x");
  await client.request("GET", "/x").result();
  expect(lines.map((line) => line.split(" ")[0])).toEqual(levels);
});

test("the option wins over the environment", async () => {
  vi.stubEnv("PAPERBACK_LIBRARY_LOG", "debug");
  server.play(reply(200, {}));
  const { lines, client } = logged({ level: "off" });
  await client.request("GET", "/x");
  expect(lines).toEqual([]);
});

test("bodies are shown when asked for, without what usually is a secret or is one by the document", async () => {
  const answer = { author: "Woolf", max_tokens: 3, items: [{ access_token: "secret-1" }] };
  server.play(reply(200, answer));
  const { lines, client } = logged({ level: "debug", bodies: true });
  const data = await client.request("POST", "/x", {
    query: { library_key: "secret-2", page: 1 },
    headers: { "X-Library-Key": "secret-3", "X-Other": "other" },
    body: { title: "Orlando", purchase_note: "secret-4", login: { password: "secret-5" } },
  });
  expect(data).toEqual(answer); // the caller's is whole
  const said = lines.join("\n");
  expect(said).not.toMatch(/secret/);
  for (const shown of ["Orlando", "Woolf", "max_tokens: 3", "page=1", "other"])
    expect(said).toContain(shown);
  expect(said).toContain("purchase_note: '***'");
});

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

test("what token endpoints take and give is hidden: forms and JSON, nested, in URLs, in JSON inside of a text", async () => {
  const answer = {
    access_token: "secret-1",
    refreshToken: "secret-2",
    id_token: "secret-3",
    key: "secret-4",
    nested: { client: [{ ClientSecret: "secret-5", "x-api-key": "secret-6" }] },
    next: "https://x.test/p?page=2&token=secret-7",
    raw: '{"password":"secret-8","user":"ann"}',
    next_page_token: "page-3",
    token_type: "bearer",
  };
  const form = new URLSearchParams({
    grant_type: "authorization_code",
    code: "secret-9",
    code_verifier: "secret-10",
    client_id: "id-1",
    client_secret: "secret-11",
    client_assertion: "secret-12",
    "auth[password]": "secret-13",
    login: '{"passphrase":"secret-14"}',
  });
  server.play(reply(200, answer), reply(200, "access_token=secret-15&scope=read", FORM));
  const { lines, client } = logged({ level: "debug", bodies: true });
  await client.request("POST", "/oauth/token?client_secret=secret-16", { body: form });
  await client.request("POST", "/oauth/token", {
    body: String(form),
    headers: { ...FORM, "X-Signing-Key": "secret-17" },
    response: asText("application/x-www-form-urlencoded"),
  });
  const said = lines.join("\n");
  expect(said).not.toMatch(/secret-/);
  for (const shown of ["authorization_code", "id-1", "page=2", "ann", "page-3", "scope=read"])
    expect(said).toContain(shown);
});

test("an answer that repeats the call's credentials, under any name and in any escape, does not show them", async () => {
  const escaped = [..."bearer-secret"].map((char) => `\\u00${char.charCodeAt(0).toString(16)}`);
  const body = `{"you":"sent ${escaped.join("")}","or":"Bearer bearer-secret"}`;
  server.play(reply(200, body, { "Content-Type": "application/json", "X-Echo": "bearer-secret" }));
  const { lines, client } = logged({ level: "debug", bodies: true });
  await client.request("GET", "/x");
  expect(lines.join("\n")).toContain("sent ***");
  expect(lines.join("\n")).not.toMatch(/bearer-secret|u0062/);
});

test("bodies that are neither JSON nor a form are not shown, and not without being asked for", async () => {
  const text = reply(200, "plain", { "Content-Type": "text/plain" });
  server.play(text, reply(200, { plain: "plain" }));
  const { lines, client } = logged({ level: "debug", bodies: true });
  const response = asText();
  expect(await client.request("POST", "/x", { body: new Blob(["plain"]), response })).toBe("plain");
  const others = logged({ level: "debug" });
  await others.client.request("POST", "/x", { body: "plain" });
  expect([...lines, ...others.lines].join("\n").replaceAll("text/plain", "")).not.toMatch(/plain/);
});

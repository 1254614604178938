/** A call whose token does not come: nothing of it was sent, so that any call may be tried again. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "../../../templates/package/src/core/client.js";
import type { SdkError } from "../../../templates/package/src/core/errors.js";
import { requestWith } from "../../../templates/package/src/core/request.js";
import type { RetryConfig } from "../../../templates/package/src/core/retries.js";
import { oauth2 } from "../../../templates/package/src/internal/auth/oauth2.js";
import {
  type Fault,
  type FaultServer,
  reply,
  reset,
  startFaultServer,
} from "../../support/fault-server.js";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

const scheme = oauth2({
  token: { option: "token", env: "RETRIES_TOKEN" },
  clientId: { option: "clientId", env: "RETRIES_CLIENT_ID" },
  clientSecret: { option: "clientSecret", env: "RETRIES_CLIENT_SECRET" },
  tokenUrl: { option: "tokenUrl", env: "RETRIES_TOKEN_URL", url: "token" },
});
const issued = reply(200, { access_token: "token", token_type: "bearer" });
const fast: RetryConfig = { backoff: { initialInterval: 1, maxInterval: 2 } };

function clientFor(...faults: Fault[]): Client {
  server.play(...faults);
  const definition = {
    name: "oauth2-retries",
    version: "1.0.0",
    envPrefix: "RETRIES",
    servers: [`${server.url}/`],
    security: { scheme },
    globals: {},
  };
  const options = { clientId: "id", clientSecret: "secret", retries: fast };
  return new Client(definition, options);
}

/** A POST, which is not repeated once it has been sent. */
function post(client: Client, retries: RetryConfig = {}, waits: number[] = []): Promise<unknown> {
  return requestWith(client, { errors: {}, security: [["scheme"]] }, "POST", "/things", {
    body: {},
    retries,
    onRetry: ({ delayMs }) => void waits.push(delayMs),
  });
}

const sent = () => server.requests.map(({ url }) => url);

describe("a POST is tried again when its token did not come, because of", () => {
  test.each<[string, Fault]>([
    ["500", reply(500, "busy")],
    ["503", reply(503)],
    ["429", reply(429, { error: "slow_down" })],
    ["408", reply(408)],
    ["a reset", reset],
  ])("%s", async (_name, fault) => {
    expect(await post(clientFor(fault, fault, issued, reply(200, { ok: true })))).toEqual({
      ok: true,
    });
    expect(sent()).toEqual(["/token", "/token", "/token", "/things"]);
  });
});

test("the wait that the token endpoint asks for is kept", async () => {
  const waits: number[] = [];
  const slow = reply(429, "", { "Retry-After": "1" });
  await post(clientFor(slow, issued, reply(200, {})), {}, waits);
  expect(waits).toEqual([1000]);
});

test("in the end the error says what the token endpoint answered, and has no status of the API", async () => {
  const error = await post(clientFor(reply(503))).catch((reason: SdkError) => reason);
  const { name, message, status, attempts } = error as SdkError;
  expect([name, message]).toEqual(["ConnectionError", "the token endpoint answered 503"]);
  expect([status, ...attempts.map((attempt) => attempt.status)]).toEqual(Array(4).fill(undefined));
  expect(sent()).toEqual(["/token", "/token", "/token"]);
});

test.each<[string, RetryConfig]>([
  ["no connection errors", { retryConnectionErrors: false }],
  ["nothing", { strategy: "none" }],
])("a policy that retries %s is kept", async (_name, retries) => {
  await expect(post(clientFor(reply(503)), retries)).rejects.toThrow("answered 503");
  expect(sent()).toEqual(["/token"]);
});

test.each([400, 401, 403, 404])("%d is not tried again", async (status) => {
  const refused = clientFor(reply(status, { error: "invalid_client" }));
  await expect(post(refused)).rejects.toMatchObject({
    name: "InvalidRequestError",
    parameter: "clientSecret",
    attempts: [],
  });
  expect(sent()).toEqual(["/token"]);
});

test("a POST that was sent is not repeated, whatever became of its token before", async () => {
  await expect(post(clientFor(reply(500), issued, reset))).rejects.toThrow("no response");
  expect(sent()).toEqual(["/token", "/token", "/things"]);
});

test("calls that wait for one token have an error each, with attempts of their own", async () => {
  const client = clientFor(reply(503));
  const errors = await Promise.all(
    [{ maxRetries: 0 }, { maxRetries: 1 }].map((retries) =>
      post(client, retries).catch((reason: SdkError) => reason),
    ),
  );
  expect(errors.map((error) => (error as SdkError).attempts.length)).toEqual([1, 2]);
  expect(new Set(errors).size).toBe(2);
});

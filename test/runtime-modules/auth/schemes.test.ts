import { expect, test } from "vitest";
import type { SecurityContext } from "../../../templates/package/src/core/security.js";
import { apiKey } from "../../../templates/package/src/internal/auth/api-key.js";
import { basic } from "../../../templates/package/src/internal/auth/basic.js";
import { http } from "../../../templates/package/src/internal/auth/http.js";
import { noCredential } from "../../../templates/package/src/internal/auth/none.js";

const context = (values: Record<string, unknown>): SecurityContext => ({
  values,
  fetch,
  client: {},
  baseURL: () => "https://api.example.com",
  rejected: false,
  signal: new AbortController().signal,
});
const user = { option: "username", env: "T_USERNAME" };
const pass = { option: "password", env: "T_PASSWORD" };

test("basic: UTF-8, either part may be missing, a colon cannot be in a username", async () => {
  const scheme = basic({ username: user, password: pass });
  expect(scheme.options).toEqual({ username: "T_USERNAME", password: "T_PASSWORD" });
  expect(
    await scheme.credentials(context({ username: "Aladdin", password: "open sesame" })),
  ).toEqual({ headers: { Authorization: "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==" } });
  expect(await scheme.credentials(context({ username: "test", password: "123£" }))).toEqual({
    headers: { Authorization: "Basic dGVzdDoxMjPCow==" },
  });
  expect(await scheme.credentials(context({ username: "key" }))).toEqual({
    headers: { Authorization: `Basic ${btoa("key:")}` },
  });
  expect(await scheme.credentials(context({}))).toBeUndefined();
  await expect(scheme.credentials(context({ username: "a:b" }))).rejects.toMatchObject({
    name: "InvalidRequestError",
    parameter: "username",
  });
});

test("apiKey in a header, the query or a cookie, from a value or a supplier", async () => {
  const key = { option: "apiKey", env: "T_API_KEY" };
  const values = { apiKey: async () => "k" };
  expect(
    await apiKey({ ...key, in: "header", name: "X-Api-Key" }).credentials(context(values)),
  ).toEqual({ headers: { "X-Api-Key": "k" } });
  expect(
    await apiKey({ ...key, in: "query", name: "api_key" }).credentials(context(values)),
  ).toEqual({ query: { api_key: "k" } });
  expect(await apiKey({ ...key, in: "cookie", name: "sid" }).credentials(context(values))).toEqual({
    cookies: { sid: "k" },
  });
  expect(
    await apiKey({ ...key, in: "query", name: "api_key" }).credentials(context({ apiKey: "" })),
  ).toBeUndefined();
});

test("any other http scheme: its name and what the option holds", async () => {
  const scheme = http({ option: "digest", env: "T_DIGEST", scheme: "Digest" });
  expect(await scheme.credentials(context({ digest: 'username="u"' }))).toEqual({
    headers: { Authorization: 'Digest username="u"' },
  });
  expect(await scheme.credentials(context({}))).toBeUndefined();
});

test("mutual TLS needs nothing in the request", async () => {
  expect(await noCredential.credentials(context({}))).toEqual({});
});

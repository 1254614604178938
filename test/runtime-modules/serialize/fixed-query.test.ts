import { expect, test } from "vitest";
import type { Draft } from "../../../templates/package/src/core/operation.js";
import { placeAfter } from "../../../templates/package/src/internal/fixed-query.js";
import { transport } from "../../../templates/package/src/internal/transport.js";

test("a query in the path goes before the parameters, once", async () => {
  const draft: Draft = {
    baseUrl: "http://127.0.0.1:1/v1",
    path: "/objects/{key}",
    query: [],
    cookies: [],
    headers: {},
    body: undefined,
    once: false,
  };
  const place = placeAfter(["acl", "version=2"]);
  place(draft, { in: "path", name: "key" }, "a/b");
  place(draft, { in: "query", name: "owner" }, undefined);
  place(draft, { in: "query", name: "owner" }, "me");
  const urls: unknown[] = [];
  await transport(
    "GET",
    draft,
    new AbortController().signal,
    async (url) => {
      urls.push(url);
      return new Response();
    },
    undefined,
  );
  expect(urls).toEqual(["http://127.0.0.1:1/v1/objects/a%2Fb?acl&version=2&owner=me"]);
});

import { expect, test } from "vitest";
import type { Draft } from "../../../templates/package/src/core/operation.js";
import { placeCredentials, placeParameter } from "../../../templates/package/src/internal/place.js";
import { noContent } from "../../../templates/package/src/internal/response/empty.js";
import { requestOf } from "../../../templates/package/src/internal/transport.js";

/** The URL that a draft is sent to, after `place` has been at it. */
function urlOf(path: string, place: (draft: Draft) => void): string {
  const draft: Draft = {
    baseUrl: "http://127.0.0.1:1/v1",
    path,
    query: [],
    cookies: [],
    headers: {},
    body: undefined,
    once: false,
  };
  place(draft);
  const operation = { id: "read", method: "GET", path, response: noContent, errors: {} };
  const [url] = requestOf({ operation, redirect: "manual" }, draft, new AbortController().signal);
  return url;
}

test.each([
  {
    name: "goes before the parameters, once",
    path: "/objects/{key}?acl&version=2",
    place: (draft: Draft) => {
      placeParameter(draft, "path", "key", "a/b?c");
      placeParameter(draft, "query", "owner", undefined);
      placeParameter(draft, "query", "owner", "me");
    },
    want: "/objects/a%2Fb%3Fc?acl&version=2&owner=me",
  },
  {
    name: "and before a credential, where there are no parameters",
    path: "/objects?acl",
    place: (draft: Draft) => placeCredentials(draft, { query: { key: "k" } }),
    want: "/objects?acl&key=k",
  },
  {
    name: "may have a parameter's place in it",
    path: "/objects?id={id}",
    place: (draft: Draft) => {
      placeParameter(draft, "path", "id", "a&b");
      placeParameter(draft, "query", "owner", "me");
    },
    want: "/objects?id=a%26b&owner=me",
  },
  { name: "stays where nothing follows", path: "/a?b=c", place: () => {}, want: "/a?b=c" },
])("a query in the path $name", ({ path, place, want }) => {
  expect(urlOf(path, place)).toBe(`http://127.0.0.1:1/v1${want}`);
});

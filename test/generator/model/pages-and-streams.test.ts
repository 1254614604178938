import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../generator/contract/index.js";
import { parseValuePath } from "../../../generator/model/schema/value-path.js";
import { modelledOperation, rulesOf } from "./support.js";

const string = { type: "string" };
const object = (properties: JsonObject): JsonObject => ({ type: "object", properties });
const items = { type: "array", items: string };
const answer = (schema: JsonObject, headers: JsonObject = {}): JsonObject => ({
  200: { description: "", headers, content: { "application/json": { schema } } },
});
const query = (name: string, type = "string") => ({ in: "query", name, schema: { type } });
const list = object({ items, next: string, more: { type: "boolean" } });
const speakeasy = (type: string, inputs: JsonObject[], outputs: JsonObject): JsonObject => ({
  "x-speakeasy-pagination": { type, inputs, outputs },
});

describe("paths to values", () => {
  test.each([
    ["$", []],
    ["$.data.items", ["data", "items"]],
    ["$['next page']", ["next page"]],
    ["$.items[-1].id", ["items", -1, "id"]],
    ["$.items[(@.length-1)].id", ["items", -1, "id"]],
    ["$response.next", ["next"]],
    ["$request.body.cursor", ["cursor"]],
    ["cursor", ["cursor"]],
    ["$..id", null],
    ["$.items[*].id", null],
  ])("%s", (text, want) => {
    expect(parseValuePath(text)).toEqual(want);
  });
});

describe("pages by extension", () => {
  test.each<[string, JsonObject, object]>([
    [
      "cursor",
      speakeasy("cursor", [{ name: "after", in: "parameters", type: "cursor" }], {
        nextCursor: "$.next",
        results: "$.items",
      }),
      {
        kind: "cursor",
        parameter: ["after"],
        next: ["next"],
        items: ["items"],
        itemType: { type: { kind: "string" } },
      },
    ],
    [
      "page, the list found by itself",
      speakeasy("offsetLimit", [{ name: "page", in: "parameters", type: "page" }], {}),
      { kind: "page", parameter: ["page"], items: ["items"], start: null },
    ],
    [
      "offset",
      speakeasy(
        "offsetLimit",
        [
          { name: "page", in: "parameters", type: "offset" },
          { name: "l", in: "parameters", type: "limit" },
        ],
        { results: "$.items" },
      ),
      { kind: "offset", parameter: ["page"] },
    ],
    [
      "URL",
      speakeasy("url", [], { nextUrl: "$.next", results: "$.items" }),
      { kind: "nextUrl", parameter: [], next: ["next"] },
    ],
    [
      "Fern, cursor",
      {
        "x-fern-pagination": {
          cursor: "$request.after",
          next_cursor: "$response.next",
          results: "$response.items",
        },
      },
      { kind: "cursor", parameter: ["after"], next: ["next"], source: "x-fern-pagination" },
    ],
    [
      "Fern, page",
      {
        "x-fern-pagination": {
          offset: "$request.page",
          results: "$response.items",
          "has-next-page": "$response.more",
        },
      },
      { kind: "page", parameter: ["page"], hasMore: ["more"] },
    ],
    [
      "Microsoft, a link to the next page",
      { "x-ms-pageable": { nextLinkName: "next", itemName: "items" } },
      { kind: "nextUrl", next: ["next"], items: ["items"], source: "x-ms-pageable" },
    ],
  ])("%s", (_, extension, want) => {
    const made = modelledOperation({
      ...extension,
      parameters: [query("after"), query("page", "integer")],
      responses: answer(list),
    });
    expect(made.operation.pagination).toMatchObject(want);
    expect(rulesOf(made)).toEqual([]);
  });

  test("by a property of the body", () => {
    const extension = speakeasy("cursor", [{ name: "cursor", in: "requestBody", type: "cursor" }], {
      nextCursor: "$.next",
      results: "$.items",
    });
    const requestBody = { content: { "application/json": { schema: object({ cursor: string }) } } };
    const { operation } = modelledOperation(
      { ...extension, requestBody, responses: answer(list) },
      { method: "post" },
    );
    expect(operation.pagination?.parameter).toEqual(["cursor"]);
  });

  test("Microsoft: items are in `value`, a name may have a dot in it", () => {
    const list = object({ value: { type: "array", items: string }, "odata.nextLink": string });
    const { operation } = modelledOperation({
      "x-ms-pageable": { nextLinkName: "odata\\.nextLink" },
      responses: answer(list),
    });
    expect(operation.pagination).toMatchObject({ next: ["odata.nextLink"], items: ["value"] });
  });

  test("Microsoft: one page, where there is no link", () => {
    const extension = { "x-ms-pageable": { nextLinkName: null, itemName: "items" } };
    const made = modelledOperation({ ...extension, responses: answer(list) });
    expect(made.operation.pagination).toBeNull();
    expect(rulesOf(made)).toEqual([]);
  });

  test.each<[string, JsonObject, readonly string[] | undefined]>([
    ["has the usual name", { nextLink: string }, ["nextLink"]],
    ["is not there", {}, undefined],
  ])("Microsoft: a link that is not named and %s", (_, properties, next) => {
    const schema = object({ ...properties, value: { type: "array", items: string } });
    const made = modelledOperation({ "x-ms-pageable": {}, responses: answer(schema) });
    expect(made.operation.pagination?.next).toEqual(next);
    expect(rulesOf(made)).toEqual([]);
  });

  test("Microsoft: a list that POST asks for goes on at its link", () => {
    const values = { type: "array", items: string };
    const { operation } = modelledOperation(
      {
        "x-ms-pageable": { nextLinkName: "nextLink" },
        responses: answer(object({ value: values, nextLink: string })),
      },
      { method: "post" },
    );
    expect(operation.pagination).toMatchObject({ kind: "nextUrl", next: ["nextLink"] });
  });

  test.each<[string, JsonObject]>([
    [
      "a parameter that is not there",
      speakeasy("cursor", [{ name: "x", in: "parameters", type: "cursor" }], {
        nextCursor: "$.next",
        results: "$.items",
      }),
    ],
    [
      "a path that leads to many values",
      speakeasy("url", [], { nextUrl: "$..next", results: "$.items" }),
    ],
  ])("%s is reported, and there is one page", (_, extension) => {
    const made = modelledOperation({ ...extension, responses: answer(list) });
    expect(made.operation.pagination).toBeNull();
    expect(rulesOf(made)).toEqual(["pagination-invalid"]);
  });
});

describe("where the items are, if the extension does not say it", () => {
  const strings = { type: "array", items: string };
  const url = (outputs: JsonObject) => speakeasy("url", [], { nextUrl: "$.next", ...outputs });
  const nested = object({ next: string, _embedded: object({ links: strings }) });
  const several = object({ next: string, list: strings, expanded: strings });
  test.each<[string, JsonObject, JsonObject, object, readonly string[]]>([
    ["the only list", url({}), list, { items: ["items"] }, []],
    ["the only list further inside", url({}), nested, { items: ["_embedded", "links"] }, []],
    [
      "another list than the one that is named",
      url({ results: "$.next.all" }),
      list,
      { items: ["items"] },
      ["pagination-items-guessed"],
    ],
    ["several lists: the page", url({}), several, { items: null }, ["pagination-items-guessed"]],
    [
      "no list: the page",
      url({}),
      object({ next: string }),
      { items: null },
      ["pagination-items-guessed"],
    ],
  ])("%s", (_, extension, schema, want, rules) => {
    const made = modelledOperation({ ...extension, responses: answer(schema) });
    expect(made.operation.pagination).toMatchObject({ kind: "nextUrl", ...want });
    expect(rulesOf(made)).toEqual(rules);
  });

  test("pages that are counted by their items have an end only with them", () => {
    const extension = speakeasy(
      "offsetLimit",
      [{ name: "page", in: "parameters", type: "page" }],
      {},
    );
    const made = modelledOperation({
      ...extension,
      parameters: [query("page", "integer")],
      responses: answer(object({ a: strings, b: strings })),
    });
    expect(made.operation.pagination).toBeNull();
    expect(rulesOf(made)).toEqual(["pagination-invalid"]);
  });
});

describe("pages that the document plainly shows", () => {
  const count = { type: "integer" };
  test.each<[string, object[], JsonObject, object]>([
    [
      "a Link header beside a list",
      [],
      answer(items, { Link: { schema: string } }),
      { kind: "linkHeader", items: [] },
    ],
    [
      "a cursor",
      [query("cursor")],
      answer(object({ data: items, next_cursor: string })),
      { kind: "cursor", next: ["next_cursor"], items: ["data"] },
    ],
    [
      "a token",
      [query("pageToken")],
      answer(object({ files: items, nextPageToken: string })),
      { kind: "cursor", next: ["nextPageToken"], items: ["files"] },
    ],
    [
      "in an object of its own",
      [query("cursor")],
      answer(object({ data: items, meta: object({ next_cursor: string }) })),
      { next: ["meta", "next_cursor"] },
    ],
    [
      "an offset and a total",
      [query("offset", "integer"), query("limit", "integer")],
      answer(object({ data: items, total: count })),
      { kind: "offset", total: ["total"] },
    ],
    [
      "a page and more",
      [query("page", "integer")],
      answer(object({ data: items, has_more: { type: "boolean" } })),
      { kind: "page", hasMore: ["has_more"] },
    ],
  ])("%s", (_, parameters, responses, want) => {
    const made = modelledOperation({ parameters: parameters as JsonObject[], responses });
    expect(made.operation.pagination).toMatchObject({ ...want, source: "detected" });
    expect(rulesOf(made)).toEqual(["pagination-detected"]);
  });

  test.each<[string, object[], JsonObject]>([
    [
      "a cursor that the response does not give",
      [query("cursor")],
      answer(object({ data: items })),
    ],
    ["a page without an end", [query("page", "integer")], answer(object({ data: items }))],
    ["two lists", [query("cursor")], answer(object({ a: items, b: items, next_cursor: string }))],
    ["a list without a header", [query("page", "integer")], answer(items)],
  ])("%s is not enough", (_, parameters, responses) => {
    expect(
      modelledOperation({ parameters: parameters as JsonObject[], responses }).operation.pagination,
    ).toBeNull();
  });

  test("false switches it off", () => {
    const operation = {
      "x-speakeasy-pagination": false,
      parameters: [query("cursor")],
      responses: answer(object({ data: items, next_cursor: string })),
    };
    expect(modelledOperation(operation).operation.pagination).toBeNull();
  });
});

describe("streams", () => {
  const chunk = object({ delta: string });
  const stream = (schema: JsonObject, more: JsonObject = {}): JsonObject => ({
    "text/event-stream": { schema, ...more },
  });
  const json = { "application/json": { schema: object({ text: string }) } };
  const components = { schemas: { Chunk: chunk } };
  const ref = { $ref: "#/components/schemas/Chunk" };
  const streaming = {
    content: {
      "application/json": { schema: object({ prompt: string, stream: { type: "boolean" } }) },
    },
  };

  const made = (content: JsonObject, requestBody: JsonObject = streaming) =>
    modelledOperation(
      { requestBody, responses: { 200: { description: "", content } } },
      { method: "post", root: { components } },
    );

  test.each<[string, JsonObject, object]>([
    [
      "data alone",
      stream(ref),
      { item: { type: { kind: "name", name: "Chunk" } }, itemIs: "data", data: "json" },
    ],
    [
      "data in an event",
      stream(object({ data: ref })),
      { item: { type: { kind: "name", name: "Chunk" } }, itemIs: "data", data: "json" },
    ],
    [
      "events by name",
      stream(object({ event: string, data: ref })),
      { itemIs: "event", data: "json" },
    ],
    [
      "events of several kinds, some with text",
      stream({
        oneOf: [
          object({ event: { const: "word" }, data: string }),
          object({ event: { enum: ["a", "b"] }, data: { type: ["string", "null"] } }),
          object({ event: { const: "chunk" }, data: ref }),
        ],
      }),
      { itemIs: "event", data: "json", dataExceptions: ["word", "a", "b"] },
    ],
    [
      "events of several kinds, all with text",
      stream({
        oneOf: [object({ event: { const: "word" }, data: string }), object({ data: string })],
      }),
      { itemIs: "event", data: "text", dataExceptions: [] },
    ],
    [
      "text",
      stream(object({ data: string })),
      { item: { type: { kind: "string" } }, itemIs: "data", data: "text" },
    ],
    [
      "itemSchema of 3.2",
      { "text/event-stream": { itemSchema: object({ data: ref }) } },
      { item: { type: { kind: "name", name: "Chunk" } }, itemIs: "data" },
    ],
    ["a sentinel", stream(ref, { "x-speakeasy-sse-sentinel": "[DONE]" }), { sentinel: "[DONE]" }],
    [
      "JSON lines",
      { "application/x-ndjson": { schema: ref } },
      { kind: "jsonLines", item: { type: { kind: "name", name: "Chunk" } } },
    ],
    [
      "JSON lines as a list",
      { "application/jsonl": { schema: { type: "array", items: ref } } },
      { kind: "jsonLines", item: { type: { kind: "name", name: "Chunk" } } },
    ],
  ])("%s", (_, content, want) => {
    expect(made(content).operation.stream).toMatchObject({ when: "always", flag: [], ...want });
  });

  test("JSON or a stream, by a property of the body", () => {
    expect(made({ ...json, ...stream(ref) }).operation.stream).toMatchObject({
      when: "flag",
      flag: ["stream"],
    });
  });

  test("JSON or a stream, by the Accept header", () => {
    expect(made({ ...json, ...stream(ref) }, { content: json }).operation.stream).toMatchObject({
      when: "accept",
    });
  });

  test("a stream that is neither described nor asked for does not count, and is reported", () => {
    const result = made({ ...json, ...stream(string) }, { content: json });
    expect(result.operation.stream).toBeNull();
    expect(rulesOf(result)).toEqual(["event-stream-not-described"]);
  });

  test("no stream without a sequential media type", () => {
    expect(made(json).operation.stream).toBeNull();
  });
});

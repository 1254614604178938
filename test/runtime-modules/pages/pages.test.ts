import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Client } from "../../../templates/package/src/core/client.js";
import type { OperationSpec } from "../../../templates/package/src/core/operation.js";
import {
  type NextPage,
  type PagePromise,
  paginate,
} from "../../../templates/package/src/core/pages.js";
import { isSdkError } from "../../../templates/package/src/core/errors.js";
import { withRetries } from "../../../templates/package/src/core/retries.js";
import { bearer } from "../../../templates/package/src/internal/auth/bearer.js";
import { jsonBody } from "../../../templates/package/src/internal/body/json.js";
import { byCursor } from "../../../templates/package/src/internal/paging/cursor.js";
import { byLinkHeader } from "../../../templates/package/src/internal/paging/link-header.js";
import { byNextUrl } from "../../../templates/package/src/internal/paging/next-url.js";
import { byOffset } from "../../../templates/package/src/internal/paging/offset.js";
import { byPageNumber } from "../../../templates/package/src/internal/paging/page-number.js";
import type { Path } from "../../../templates/package/src/internal/paging/path.js";
import { placeParameter } from "../../../templates/package/src/internal/place.js";
import { jsonResponse } from "../../../templates/package/src/internal/response/json.js";

interface Answer {
  readonly body: unknown;
  readonly headers?: Record<string, string>;
  readonly status?: number;
}

/** A list of the numbers 1 to 7, told page by page as each test's API would. */
let handler: (url: URL, calls: number) => Answer;
let server: Server;
let origin: string;
const calls: {
  method: string;
  url: string;
  contentType: string | undefined;
  authorization: string | undefined;
}[] = [];
const numbers = [1, 2, 3, 4, 5, 6, 7];

beforeEach(async () => {
  calls.length = 0;
  server = createServer((request, response) => {
    calls.push({
      method: request.method ?? "",
      url: request.url ?? "",
      contentType: request.headers["content-type"],
      authorization: request.headers.authorization,
    });
    const {
      body,
      headers,
      status = 200,
    } = handler(new URL(request.url ?? "/", origin), calls.length);
    response
      .writeHead(status, { "Content-Type": "application/json", ...headers })
      .end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const operation: OperationSpec = {
  id: "listNumbers",
  method: "GET",
  path: "/numbers/{kind}",
  parameters: {
    path: ["kind"],
    query: ["cursor", "offset", "page", "limit"],
    header: [{ name: "X-Trace", property: "trace" }],
  },
  place: placeParameter,
  response: jsonResponse,
  errors: {},
  security: [["key"]],
  retries: { strategy: "none" },
};

function list(
  next: NextPage,
  items: Path | null = ["data"],
  request: object = {},
  asked: OperationSpec = operation,
): PagePromise<number, unknown> {
  const client = new Client(
    {
      name: "t",
      version: "1",
      envPrefix: "T",
      servers: [`${origin}/v1`],
      globals: {},
      security: { key: bearer({ option: "apiKey", env: "T_KEY" }) },
    },
    { apiKey: "secret" } as object,
  );
  return paginate(client, asked, { kind: "all", trace: "t", ...request }, undefined, withRetries, {
    items,
    next,
  });
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const slice = (from: number, size = 3) => numbers.slice(from, from + size);
const queries = () => calls.map(({ url }) => decodeURIComponent(url.split("?")[1] ?? ""));

describe("ways to the next page", () => {
  test("cursor from the response", async () => {
    handler = (url) => {
      const from = Number(url.searchParams.get("cursor") ?? 0);
      return {
        body: { data: slice(from), meta: { next: from + 3 < 7 ? String(from + 3) : null } },
      };
    };
    expect(await all(list(byCursor({ parameter: ["cursor"], from: ["meta", "next"] })))).toEqual(
      numbers,
    );
    expect(queries()).toEqual(["", "cursor=3", "cursor=6"]);
  });

  test("a page as a whole, where nothing says which of its lists is meant", async () => {
    const pages = [{ next: "b", data: [1] }, { data: [2] }];
    handler = (url) => ({ body: pages[url.searchParams.get("cursor") === "b" ? 1 : 0] });
    const next = byCursor({ parameter: ["cursor"], from: ["next"] });
    expect(await all(list(next, null))).toEqual(pages);
  });

  test("cursor from the last item, with has_more", async () => {
    handler = (url) => {
      const from = Number(url.searchParams.get("cursor") ?? 0);
      return { body: { data: slice(from).map((id) => ({ id })), has_more: from + 3 < 7 } };
    };
    const items = await all(
      list(byCursor({ parameter: ["cursor"], from: ["data", -1, "id"], hasMore: ["has_more"] })),
    );
    expect(items).toEqual(numbers.map((id) => ({ id })));
    expect(calls).toHaveLength(3);
  });

  test("a server may keep its cursor while it moves on, until a page is empty", async () => {
    handler = (_url, count) => ({ body: { data: slice((count - 1) * 3), next: "scroll" } });
    expect(await all(list(byCursor({ parameter: ["cursor"], from: ["next"] })))).toEqual(numbers);
    expect(calls).toHaveLength(4);
  });

  test("the last item as a cursor that names itself is the end", async () => {
    handler = (url) => {
      const from = Number(url.searchParams.get("cursor") ?? 1);
      return { body: { data: numbers.filter((id) => id >= from).slice(0, 3) } };
    };
    const items = list(byCursor({ parameter: ["cursor"], from: ["data", -1] }));
    expect(await all(items)).toEqual([1, 2, 3, 3, 4, 5, 5, 6, 7, 7]);
  });

  test("an empty page with a cursor is not the end", async () => {
    handler = (_url, count) => ({
      body: { data: count === 2 ? null : [count], next: count < 3 ? `c${count}` : "" },
    });
    expect(await all(list(byCursor({ parameter: ["cursor"], from: ["next"] })))).toEqual([1, 3]);
  });

  test("offset until the total, or until an empty page; a server's smaller limit is not the end", async () => {
    handler = (url) => ({
      body: { data: slice(Number(url.searchParams.get("offset") ?? 0), 2), total: 7 },
    });
    expect(
      await all(
        list(byOffset({ parameter: ["offset"], total: ["total"] }), ["data"], { limit: 100 }),
      ),
    ).toEqual(numbers);
    expect(calls).toHaveLength(4);
    calls.length = 0;
    expect(await all(list(byOffset({ parameter: ["offset"] }), ["data"], { offset: 4 }))).toEqual([
      5, 6, 7,
    ]);
    expect(queries()).toEqual(["offset=4", "offset=6", "offset=7"]);
  });

  test("page number until the number of pages, or until an empty page; counted from 1 or 0", async () => {
    handler = (url) => ({
      body: { data: slice((Number(url.searchParams.get("page") ?? 1) - 1) * 3), pages: 3 },
    });
    expect(await all(list(byPageNumber({ parameter: ["page"], pages: ["pages"] })))).toEqual(
      numbers,
    );
    expect(queries()).toEqual(["", "page=2", "page=3"]);
    calls.length = 0;
    handler = (url) => ({ body: { data: slice(Number(url.searchParams.get("page") ?? 0) * 3) } });
    expect(await all(list(byPageNumber({ parameter: ["page"], start: 0 })))).toEqual(numbers);
    expect(queries()).toEqual(["", "page=1", "page=2", "page=3"]);
  });

  test("a number of pages, or of items, that is a bigint", () => {
    const response = new Response();
    const page = { request: {}, data: { count: 2n }, items: [1, 2], response };
    const bySize = byOffset({ parameter: ["offset"], total: ["count"] });
    expect(bySize(page)).toBeUndefined();
    const byCount = byPageNumber({ parameter: ["page"], pages: ["count"] });
    expect(byCount(page)).toEqual({ request: { page: 2 } });
    expect(byCount({ ...page, request: { page: 2 } })).toBeUndefined();
  });

  test.each(["absolute", "relative"])(
    "%s next URL, whose path and query count, with the same headers and credentials",
    async (kind) => {
      handler = (url) => {
        const from = Number(url.searchParams.get("hidden") ?? 0);
        const next = `${kind === "absolute" ? origin : ""}/v1/numbers/all?hidden=${from + 3}&q=a%20b`;
        return { body: { data: slice(from), next: from + 3 < 7 ? next : null } };
      };
      expect(await all(list(byNextUrl({ from: ["next"] }), ["data"], { limit: 3 }))).toEqual(
        numbers,
      );
      expect(calls.map(({ url }) => url)).toEqual([
        "/v1/numbers/all?limit=3",
        "/v1/numbers/all?hidden=3&q=a%20b",
        "/v1/numbers/all?hidden=6&q=a%20b",
      ]);
      expect(calls.every(({ authorization }) => authorization === "Bearer secret")).toBe(true);
    },
  );

  test("next URL of a list that POST asks for: it is fetched with GET", async () => {
    handler = (url) => {
      const from = Number(url.searchParams.get("from") ?? 0);
      return { body: { data: slice(from), next: from + 3 < 7 ? `?from=${from + 3}` : null } };
    };
    const search = { ...operation, method: "POST", body: jsonBody("property") };
    const found = list(byNextUrl({ from: ["next"] }), ["data"], { body: { odd: true } }, search);
    expect(await all(found)).toEqual(numbers);
    expect(calls.map(({ method, url, contentType }) => [method, url, contentType])).toEqual([
      ["POST", "/v1/numbers/all", "application/json"],
      ["GET", "/v1/numbers/all?from=3", undefined],
      ["GET", "/v1/numbers/all?from=6", undefined],
    ]);
  });

  test("Link header, however it is written; the response is the list", async () => {
    handler = (url) => {
      const from = Number(url.searchParams.get("cursor") ?? 0);
      const link = `<${origin}/x>; title="a, <b>; rel=next"; rel=prev, <?cursor=${from + 3}>; type=x; REL="last Next"`;
      return { body: slice(from), headers: from + 3 < 7 ? { Link: link } : {} };
    };
    expect(await all(list(byLinkHeader(), []))).toEqual(numbers);
    expect(calls[1]?.url).toBe("/v1/numbers/all?cursor=3");
  });

  test("a next URL that is the page's own is the end, not a circle", async () => {
    handler = (url) => ({
      body: { data: [1], next: url.href },
      headers: { Link: `<${url.href}>; rel=next` },
    });
    expect(await all(list(byNextUrl({ from: ["next"] })))).toEqual([1]);
    expect(await all(list(byLinkHeader()))).toEqual([1]);
  });
});

describe("a page that brings nothing new ends the list with an error, not never", () => {
  const cursor = byCursor({ parameter: ["cursor"], from: ["next"] });
  const offset = byOffset({ parameter: ["offset"] });
  const page = byPageNumber({ parameter: ["page"] });
  const url = byNextUrl({ from: ["next"] });
  const always = (body: object) => () => ({ body });
  const inTurn = (places: readonly string[]) => (_url: URL, count: number) => ({
    body: { data: [count], next: places[count % places.length] },
  });

  test.each<[server: string, next: NextPage, answers: typeof handler, items: unknown[]]>([
    ["does not know the offset", offset, always({ data: [1, 2] }), [1, 2]],
    [
      "does not know the offset, and tells a total",
      byOffset({ parameter: ["offset"], total: ["total"] }),
      always({ data: [1, 2], total: 4 }),
      [1, 2],
    ],
    [
      "stays at the last page",
      page,
      (at) => ({
        body: { data: slice(Math.min(Number(at.searchParams.get("page") ?? 1), 2) * 3) },
      }),
      [4, 5, 6, 7],
    ],
    [
      "counts the pages, but gives one",
      page,
      (_url, count) => ({ body: { page: count, data: [1] } }),
      [1],
    ],
    [
      "gives one page, with another time of reading in each item",
      offset,
      (_url, count) => ({ body: { data: ["a", "b"].map((id) => ({ id, readAt: count })) } }),
      [
        { id: "a", readAt: 1 },
        { id: "b", readAt: 1 },
      ],
    ],
    [
      "begins anew after the last page",
      page,
      (_url, count) => ({ body: { data: [{ id: count % 2 }, { id: 2 + (count % 2) }] } }),
      [{ id: 1 }, { id: 3 }, { id: 0 }, { id: 2 }],
    ],
    ["does not know the cursor", cursor, always({ data: [1], next: "c" }), [1]],
    ["names two cursors in turn", cursor, inTurn(["a", "b"]), [1, 2, 3]],
    ["names five cursors in turn", cursor, inTurn([..."abcde"]), [1, 2, 3, 4, 5, 6]],
    ["names two URLs in turn", url, inTurn(["?a", "?b"]), [1, 2, 3]],
  ])("a server that %s", async (_server, next, answers, wanted) => {
    handler = answers;
    const items: unknown[] = [];
    const error: unknown = await (async () => {
      for await (const item of list(next)) items.push(item);
    })().catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      name: "ResponseParseError",
      reason: "it brings nothing new",
      status: 200,
    });
    expect(isSdkError(error, "t")).toBe(true);
    expect(items).toEqual(wanted);
  });

  test("a value that comes back after others is no page of before", async () => {
    handler = (_url, count) => ({ body: { data: count < 5 ? [count % 2] : [] } });
    expect(await all(list(offset))).toEqual([1, 0, 1, 0]);
  });

  test("versions of one thing have its id, and are all given", async () => {
    handler = (_url, count) => ({
      body: { data: count < 4 ? [1, 2].map((half) => ({ id: 7, version: count + half / 2 })) : [] },
    });
    expect(await all(list(offset))).toHaveLength(6);
    handler = (_url, count) => ({ body: { data: count < 8 ? [{ id: 7, version: count }] : [] } });
    expect(await all(list(offset))).toHaveLength(3);
  });

  test("two like pages at different places are two pages", async () => {
    handler = (_url, count) => ({
      body: { data: [0, 0], next: count < 4 ? `c${count}` : undefined },
    });
    expect(await all(list(cursor))).toEqual(Array.from({ length: 8 }, () => 0));
  });

  test("a page that is asked for twice is no circle", async () => {
    handler = (_url, count) => ({ body: { data: [count], next: count > 2 ? "b" : "a" } });
    const first = await list(cursor);
    const again = [await first.getNextPage(), await first.getNextPage()];
    expect(again.map((each) => each?.items)).toEqual([[2], [3]]);
  });
});

describe("safety", () => {
  test("a next URL with another host gets no request and no credential", async () => {
    handler = () => ({ body: { data: [1], next: "http://evil.example/steal" } });
    const items: number[] = [];
    const failed = (async () => {
      for await (const item of list(byNextUrl({ from: ["next"] }))) items.push(item);
    })();
    await expect(failed).rejects.toMatchObject({
      name: "ResponseParseError",
      reason: "the next page is not at the server of the call",
    });
    expect([items, calls.length]).toEqual([[1], 1]);
  });

  test("a page without a list where one is promised throws, so that nothing looks like the end", async () => {
    handler = () => ({ body: { data: { oops: true } } });
    await expect(list(byLinkHeader())).rejects.toMatchObject({
      name: "ResponseParseError",
      reason: "`data` is no list",
    });
  });

  test("an error on a later page is thrown out of the loop, after the items before it", async () => {
    handler = (_url, count) =>
      count === 2 ? { status: 404, body: {} } : { body: { data: [count], next: "x" } };
    const items: number[] = [];
    const failed = (async () => {
      for await (const item of list(byCursor({ parameter: ["cursor"], from: ["next"] })))
        items.push(item);
    })();
    await expect(failed).rejects.toMatchObject({ status: 404 });
    expect(items).toEqual([1]);
  });
});

describe("views", () => {
  beforeEach(() => {
    handler = (url) => {
      const from = Number(url.searchParams.get("cursor") ?? 0);
      return { body: { data: slice(from), next: from + 3 < 7 ? String(from + 3) : null } };
    };
  });
  const next = byCursor({ parameter: ["cursor"], from: ["next"] });

  test("awaited: the first page, with the whole response; then one after another", async () => {
    const first = await list(next);
    expect([first.items, first.data, first.hasNextPage()]).toEqual([
      [1, 2, 3],
      { data: [1, 2, 3], next: "3" },
      true,
    ]);
    const second = await first.getNextPage();
    const third = await second?.getNextPage();
    expect([second?.items, third?.items, third?.hasNextPage(), await third?.getNextPage()]).toEqual(
      [[4, 5, 6], [7], false, undefined],
    );
    expect(second && (await all(second))).toEqual([4, 5, 6, 7]);
  });

  test("page by page", async () => {
    expect((await all(list(next).pages())).map((page) => page.items)).toEqual([
      [1, 2, 3],
      [4, 5, 6],
      [7],
    ]);
  });

  test("leaving the loop asks for no further page", async () => {
    for await (const item of list(next)) if (item === 3) break;
    expect(calls).toHaveLength(1);
    for await (const item of list(next)) if (item === 4) break;
    expect(calls).toHaveLength(3);
  });

  test("with the response, and as a result", async () => {
    const { data, response } = await list(next).withResponse();
    expect([data.items, response.status]).toEqual([[1, 2, 3], 200]);
    expect(await list(next).result()).toMatchObject({ ok: true, data: { items: [1, 2, 3] } });
  });
});

import { describe, expect, test } from "vitest";
import { isSdkError } from "../../../templates/package/src/core/errors.js";
import type { ResponseSpec } from "../../../templates/package/src/core/operation.js";
import { binaryResponse } from "../../../templates/package/src/internal/response/binary.js";
import { noContent } from "../../../templates/package/src/internal/response/empty.js";
import { responseHeaders } from "../../../templates/package/src/internal/response/headers.js";
import { jsonResponse } from "../../../templates/package/src/internal/response/json.js";
import { oneOfResponses } from "../../../templates/package/src/internal/response/one-of.js";
import { textResponse } from "../../../templates/package/src/internal/response/text.js";
import { textError } from "../../../templates/package/src/internal/response/text-error.js";
import { answer, contextOf, served } from "../stream/serve.js";

/** What a call would resolve or reject with. */
function outcome<T>(spec: ResponseSpec<T>): ResponseSpec<unknown> {
  return {
    accept: spec.accept,
    parse: (response, context) => spec.parse(response, context).catch((error: unknown) => error),
  };
}

test("an error whose body is a text: also one that reads as JSON", () => {
  const response = new Response("5", { status: 404 });
  expect(textError({ response, body: "5", data: 5 })).toEqual({ response, body: "5", data: "5" });
});

describe("text", () => {
  test.each<
    [name: string, documented: string, type: string, body: string | Uint8Array, want: unknown]
  >([
    ["text", "text/plain", "text/plain", "é", "é"],
    ["empty text is a text", "text/plain", "text/plain", "", ""],
    ["no type", "text/plain", "", "a", "a"],
    ["another kind of text", "text/csv", "text/plain", "a,b", "a,b"],
    ["JSON as text", "text/plain", "application/json", '"a"', '"a"'],
    ["XML", "application/xml", "text/xml", "<a/>", "<a/>"],
    ["SVG", "image/svg+xml", "image/svg+xml", "<svg/>", "<svg/>"],
    ["documented HTML", "text/html", "text/html; charset=utf-8", "<p>", "<p>"],
    [
      "the charset that is named",
      "text/plain",
      'text/plain; charset="ISO-8859-1"',
      new Uint8Array([0xe9]),
      "é",
    ],
    [
      "a login page",
      "text/plain",
      "text/html",
      "<html>",
      {
        name: "ResponseParseError",
        status: 200,
        snippet: "<html>",
        reason: "it is text/html, not text/plain",
      },
    ],
    [
      "bytes",
      "text/plain",
      "application/octet-stream",
      "x",
      { name: "ResponseParseError", reason: "it is application/octet-stream, not text/plain" },
    ],
    [
      "a charset that does not exist",
      "text/plain",
      "text/plain; charset=klingon",
      "x",
      { name: "ResponseParseError", reason: "its charset is unknown" },
    ],
  ])("%s", (_name, documented, type, body, want) =>
    served(outcome(textResponse(documented)), answer(type, [body]), async ({ value }) => {
      if (typeof want === "string") expect(value).toBe(want);
      else expect(value).toMatchObject(want as object);
    }),
  );
});

describe("bytes", () => {
  const png = new Uint8Array([137, 80, 78, 71, 0, 255]);
  const spec = binaryResponse("image/png");

  test("as bytes, buffer, Blob, text, chunks and stream", async () => {
    await served(spec, answer("image/png", [png]), async ({ value }) =>
      expect(await value.bytes()).toEqual(png),
    );
    await served(spec, answer("image/png", [png]), async ({ value }) =>
      expect(new Uint8Array(await value.arrayBuffer())).toEqual(png),
    );
    await served(spec, answer("image/png", [png]), async ({ value }) => {
      const blob = await value.blob();
      expect([blob.type, blob.size]).toEqual(["image/png", 6]);
    });
    await served(binaryResponse("*/*"), answer("text/plain", ["é"]), async ({ value }) =>
      expect(await value.text()).toBe("é"),
    );
    await served(spec, answer("image/png", [png]), async ({ value }) =>
      expect(new Uint8Array(await new Response(value.stream()).arrayBuffer())).toEqual(png),
    );
  });

  test("says what the headers say; a file name has no folder", () =>
    served(
      binaryResponse("*/*"),
      (_request, response) => {
        response.writeHead(200, {
          "Content-Type": "image/png",
          "Content-Length": 6,
          "Content-Disposition": `attachment; filename="../../etc/a\\"b.png"; filename*=UTF-8''..%2F%C3%A9.png`,
        });
        response.end(png);
      },
      async ({ value }) => {
        expect([value.contentType, value.size, value.fileName]).toEqual(["image/png", 6, "é.png"]);
        value.cancel();
      },
    ));

  test("leaving closes the connection", () =>
    served(spec, answer("image/png", [png], "hang"), async ({ value, closed, context }) => {
      for await (const part of value) {
        expect(part.length).toBe(6);
        break;
      }
      await closed;
      expect(context.lifetime?.live.size).toBe(0);
    }));

  test("a cut download is an error, never a shorter file", () =>
    served(spec, answer("image/png", [png], "destroy"), async ({ value }) => {
      await expect(value.bytes()).rejects.toMatchObject({ name: "ConnectionError", status: 200 });
    }));

  test("a silent server and an abort end a download", async () => {
    await served(
      spec,
      answer("image/png", [png], "hang"),
      async ({ value }) => {
        await expect(value.blob()).rejects.toMatchObject({ name: "TimeoutError", limit: "idle" });
      },
      contextOf({ idleTimeoutMs: 30 }),
    );
    const controller = new AbortController();
    await served(
      spec,
      answer("image/png", [png], "hang"),
      async ({ value }) => {
        setTimeout(() => controller.abort(), 20);
        const reader = value.stream().getReader();
        await reader.read();
        await expect(reader.read()).rejects.toMatchObject({ name: "AbortedError" });
      },
      contextOf({ signal: controller.signal }),
    );
  });

  test("a login page is no picture; another picture is", async () => {
    await served(outcome(spec), answer("text/html", ["<html>"]), async ({ value }) =>
      expect(value).toMatchObject({ name: "ResponseParseError", snippet: "<html>" }),
    );
    await served(spec, answer("image/jpeg", [png]), async ({ value }) =>
      expect(value.contentType).toBe("image/jpeg"),
    );
    await served(
      binaryResponse("application/json"),
      answer("application/json", ["{}"]),
      async ({ value }) => expect(await value.text()).toBe("{}"),
    );
  });

  test("is read once", () =>
    served(spec, answer("image/png", [png]), async ({ value }) => {
      await value.bytes();
      await expect(value.bytes()).rejects.toThrow(/read once/);
      const again: unknown = await value.bytes().catch((error: unknown) => error);
      expect(isSdkError(again, "any package has classes of its own")).toBe(true);
    }));
});

test("no content: undefined, whatever arrives, and nothing is downloaded", async () => {
  await served(
    noContent,
    (_request, response) => response.writeHead(204).end(),
    async ({ value }) => expect(value).toBeUndefined(),
  );
  await served(noContent, answer("text/html", ["<html>"], "hang"), async ({ value, closed }) => {
    expect(value).toBeUndefined();
    await closed;
  });
});

describe("several successes", () => {
  const spec = oneOfResponses<unknown>({
    200: jsonResponse,
    202: textResponse("text/plain"),
    204: noContent,
  });

  test.each([
    [200, "application/json", '{"a":1}', { a: 1 }],
    [202, "text/plain", "queued", "queued"],
    [204, "", "", undefined],
    [207, "application/json", "[1]", [1]],
  ])("%i", (status, type, body, want) =>
    served(spec, answer(type, status === 204 ? [] : [body], "end", status), async ({ value }) =>
      expect(value).toEqual(want),
    ),
  );

  test("ranges, default and what to accept", async () => {
    const other = oneOfResponses<unknown>({
      201: jsonResponse,
      "2XX": noContent,
      default: textResponse("text/plain"),
    });
    await served(other, answer("text/html", ["x"], "end", 203), async ({ value }) =>
      expect(value).toBeUndefined(),
    );
    expect(spec.accept).toBe("application/json, text/plain");
    expect(oneOfResponses({ 200: noContent, 204: noContent }).accept).toBe("*/*");
  });

  test("an empty body where JSON is promised still throws", () =>
    served(outcome(spec), answer("application/json", []), async ({ value }) =>
      expect(value).toMatchObject({ name: "ResponseParseError" }),
    ));
});

test("documented response headers are typed; what is missing or not what it should be is left out", () => {
  interface PageHeaders {
    total: number;
    next: string;
    cached: boolean;
    tags: string[];
    meta: { a: number };
    retry: number;
  }
  const read = responseHeaders<PageHeaders>({
    total: ["X-Total", "integer"],
    next: ["X-Next", "string"],
    cached: ["X-Cached", "boolean"],
    tags: ["X-Tags", "strings"],
    meta: ["X-Meta", "json"],
    retry: ["X-Retry", "number"],
  });
  const headers = new Headers({
    "X-Total": "12",
    "X-Cached": "true",
    "X-Tags": "a, b",
    "X-Meta": '{"a":1}',
    "X-Retry": "soon",
  });
  expect(read(headers)).toEqual({ total: 12, cached: true, tags: ["a", "b"], meta: { a: 1 } });
});

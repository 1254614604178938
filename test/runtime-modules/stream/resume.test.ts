import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { resume, type ResumeHeaders } from "../../../templates/package/src/core/resume.js";
import { eventStream } from "../../../templates/package/src/internal/response/event-stream.js";
import { contextOf, drain } from "./serve.js";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Serves each connection by the next of the handlers; opens streams there and notes what was sent along. */
async function opener(handlers: readonly RequestListener[], idleTimeoutMs?: number) {
  const sent: ResumeHeaders[] = [];
  server = createServer((request, response) => handlers[sent.length - 1]?.(request, response));
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const open = async (headers: ResumeHeaders) => {
    sent.push(headers);
    const response = await fetch(url, { headers: { ...headers } });
    return eventStream<number>().parse(response, contextOf({ idleTimeoutMs }));
  };
  return { sent, open };
}

const part =
  (text: string, finish: "end" | "destroy" | "hang"): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(text, () => {
      if (finish === "end") response.end();
      if (finish === "destroy") setImmediate(() => response.destroy());
    });
  };

test("after a cut or a silence it goes on from the last id, until the stream ends by itself", async () => {
  const { sent, open } = await opener(
    [
      part("retry: 1\n\nid: a\ndata: 1\n\n", "destroy"),
      part("retry: 1\nid: b\ndata: 2\n\n", "hang"),
      part("data: 3\n\n", "end"),
    ],
    60,
  );
  expect(await drain(resume(open))).toEqual({ items: [1, 2, 3], error: undefined });
  expect(sent).toEqual([{}, { "Last-Event-ID": "a" }, { "Last-Event-ID": "b" }]);
});

test("a stream without ids is not resumed: items would be lost or repeated", async () => {
  const { sent, open } = await opener([part("data: 1\n\n", "destroy")]);
  expect(await drain(resume(open))).toMatchObject({
    items: [1],
    error: { name: "StreamInterruptedError" },
  });
  expect(sent).toHaveLength(1);
});

test("it gives up after as many reconnections as allowed that bring nothing", async () => {
  const cut = part("retry: 1\n\n", "destroy");
  const { sent, open } = await opener([part("id: a\ndata: 1\n\n", "destroy"), cut, cut, cut]);
  const got = await drain(resume(open, { maxReconnects: 2, retryMs: 1 }));
  expect(got).toMatchObject({ items: [1], error: { name: "StreamInterruptedError" } });
  expect(sent).toHaveLength(3);
});

test("an error that is no interruption is thrown at once", async () => {
  const { sent, open } = await opener([part("id: a\ndata: {oops\n\n", "hang")]);
  expect(await drain(resume(open))).toMatchObject({
    items: [],
    error: { name: "ResponseParseError" },
  });
  expect(sent).toHaveLength(1);
});

test("the signal ends the wait", async () => {
  const { open } = await opener([part("id: a\ndata: 1\n\n", "destroy")]);
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error("mine")), 50);
  const got = await drain(resume(open, { retryMs: 60_000, signal: controller.signal }));
  expect(got).toMatchObject({ items: [1], error: { message: "mine" } });
});

/** examples/tracing.ts, with OpenTelemetry's own SDK: what a collector would get. */
import { readFileSync } from "node:fs";
import { propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { traced } from "../../examples/tracing.js";
import { PaperbackLibrary } from "../../generated/kitchen-sink/src/index.js";
import { OpenRouter } from "../../generated/openrouter-rerank/src/index.js";
import { type FaultServer, refusingUrl, reply, startFaultServer } from "../support/fault-server.js";

const KEY = "sk-or-v1-0123456789abcdef";
const exporter = new InMemorySpanExporter();
let server: FaultServer;
beforeAll(async () => {
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  );
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  server = await startFaultServer();
});
afterAll(() => server.close());
beforeEach(() => exporter.reset());

const client = (baseURL = server.url) =>
  new OpenRouter({
    apiKey: KEY,
    baseURL,
    middleware: [traced],
    retries: { maxRetries: 1, backoff: { initialInterval: 1 } },
  });
const spans = () =>
  exporter.getFinishedSpans().map(({ name, kind, status, attributes }) => {
    return { name, kind, status: status.code, attributes };
  });

test("one span for each attempt: status, and how often it was sent again", async () => {
  server.play(reply(503), reply(200, { model: "m", results: [] }));
  await client().rerank.rerank({ model: "m", query: "q", documents: ["d"] });
  const { port } = new URL(server.url);
  const attributes = {
    "http.request.method": "POST",
    "url.full": `${server.url}/rerank`,
    "url.template": "/rerank",
    "server.address": "127.0.0.1",
    "server.port": Number(port),
  };
  expect(spans()).toEqual([
    {
      name: "POST /rerank",
      kind: SpanKind.CLIENT,
      status: SpanStatusCode.ERROR,
      attributes: { ...attributes, "http.response.status_code": 503, "error.type": "503" },
    },
    {
      name: "POST /rerank",
      kind: SpanKind.CLIENT,
      status: SpanStatusCode.UNSET,
      attributes: {
        ...attributes,
        "http.request.resend_count": 1,
        "http.response.status_code": 200,
      },
    },
  ]);
});

test("the server is told which span it belongs to", async () => {
  server.play(reply(200, {}));
  await client().request("GET", "/models/{id}", { path: { id: "m" } });
  const [span] = exporter.getFinishedSpans();
  const { traceId, spanId } = span?.spanContext() ?? {};
  expect(span?.name).toBe("GET /models/{id}");
  expect(server.requests[0]?.headers["traceparent"]).toBe(`00-${traceId}-${spanId}-01`);
});

test("no response: the error's name", async () => {
  await client(await refusingUrl())
    .request("GET", "/models")
    .result();
  expect(spans().map(({ status, attributes }) => [status, attributes["error.type"]])).toEqual([
    [SpanStatusCode.ERROR, "ConnectionError"],
    [SpanStatusCode.ERROR, "ConnectionError"],
  ]);
});

test("no secret is in a span", async () => {
  server.play(reply(401, { error: { message: `Wrong key: ${KEY}` } }));
  await client()
    .request("GET", "/models", { headers: { "X-Api-Key": KEY } })
    .result();
  server.play(reply(200, {}));
  const library = new PaperbackLibrary({ baseURL: server.url, token: KEY, middleware: [traced] });
  await library.request("GET", "/books", { query: { library_key: KEY } });
  const told = exporter.getFinishedSpans().map(({ attributes, events, status, name }) => {
    return { attributes, events, status, name };
  });
  expect(told).toHaveLength(2);
  expect(JSON.stringify(told)).not.toContain(KEY);
});

test("the page about it shows the example as it is", () => {
  const page = readFileSync(new URL("../../docs/observability.md", import.meta.url), "utf8");
  const example = readFileSync(new URL("../../examples/tracing.ts", import.meta.url), "utf8");
  expect(page).toContain(example.replace(/^.*\n/, "")); // but for its first line, a comment
});

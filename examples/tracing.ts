/** A span of OpenTelemetry for each attempt of a call, by the semantic conventions for HTTP clients. */
import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { Middleware } from "openrouter-rerank/middleware";

const tracer = trace.getTracer("openrouter-rerank");

export const traced: Middleware = (request, next, { operation, attempt, sensitive }) => {
  const url = new URL(request.url);
  for (const name of sensitive)
    if (url.searchParams.has(name)) url.searchParams.set(name, "REDACTED");
  const attributes = {
    "http.request.method": request.method,
    "url.full": url.href,
    "url.template": operation.path,
    "server.address": url.hostname,
    "server.port": Number(url.port || (url.protocol === "https:" ? 443 : 80)),
    ...(attempt > 0 && { "http.request.resend_count": attempt }),
  };
  const name = `${request.method} ${operation.path}`;
  return tracer.startActiveSpan(name, { kind: SpanKind.CLIENT, attributes }, async (span) => {
    const fail = (type: string) =>
      span.setAttribute("error.type", type).setStatus({ code: SpanStatusCode.ERROR });
    try {
      // The server's spans become children of this one.
      propagation.inject(trace.setSpan(context.active(), span), request.headers, {
        set: (headers, key, value) => headers.set(key, value),
      });
      const response = await next(request);
      span.setAttribute("http.response.status_code", response.status);
      if (response.status >= 400) fail(String(response.status));
      return response;
    } catch (error) {
      fail((error as Error).name);
      throw error;
    } finally {
      span.end();
    }
  });
};

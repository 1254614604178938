import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type {
  OperationSpec,
  ResponseContext,
  ResponseSpec,
} from "../../../templates/package/src/core/operation.js";

/** A response context as a call makes it; `live` and `signal` can be watched. */
export function contextOf(
  more: Partial<NonNullable<ResponseContext["lifetime"]>> = {},
): ResponseContext {
  const operation: OperationSpec = {
    id: "op",
    method: "GET",
    path: "/",
    response: { accept: "*/*", parse: async () => undefined },
    errors: {},
  };
  const lifetime = {
    signal: undefined,
    live: new Set<() => void>(),
    idleTimeoutMs: undefined,
    packageName: "stream-sdk",
    attempts: [],
    last: { number: 0, start: 0, waitedMs: 0 },
    ...more,
  };
  return { operation, signal: new AbortController().signal, lifetime };
}

export interface Served<T> {
  readonly value: T;
  readonly context: ResponseContext;
  /** Resolves when the server sees the connection end. */
  readonly closed: Promise<void>;
}

/** Serves one response on loopback, fetches it and parses it; the server ends with the callback. */
export async function served<T, R>(
  spec: ResponseSpec<T>,
  handler: RequestListener,
  use: (served: Served<T>) => Promise<R>,
  context = contextOf(),
): Promise<R> {
  let close = () => {};
  const closed = new Promise<void>((resolve) => (close = resolve));
  const server = createServer((request, response) => {
    response.on("close", close);
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return await use({ value: await spec.parse(response, context), context, closed });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Answers with a status, a media type and parts; the parts are sent one by one. `hang` leaves the response open, `destroy` cuts it. */
export function answer(
  type: string,
  parts: readonly (string | Uint8Array)[],
  then: "end" | "hang" | "destroy" = "end",
  status = 200,
): RequestListener {
  return async (_request, response) => {
    response.writeHead(status, type === "" ? {} : { "Content-Type": type });
    response.flushHeaders();
    for (const part of parts) {
      response.write(part);
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (then === "end") response.end();
    if (then === "destroy") response.destroy();
  };
}

/** All items, and what the loop ended with. */
export async function drain<T>(items: AsyncIterable<T>): Promise<{ items: T[]; error: unknown }> {
  const all: T[] = [];
  try {
    for await (const item of items) all.push(item);
    return { items: all, error: undefined };
  } catch (error) {
    return { items: all, error };
  }
}

/** The only file that knows openapi-fetch: it puts a request together and hands it to our stack of fetch layers. */
import createClient from "openapi-fetch";
import type { Fetch } from "../core/fetch.js";

export interface TransportRequest {
  readonly baseUrl: string;
  /** Encoded. */
  readonly path: string;
  /** Encoded pairs. */
  readonly query: readonly string[];
  readonly headers: Readonly<Record<string, string | null>>;
  readonly body: BodyInit | undefined;
  readonly signal: AbortSignal;
  readonly fetch: Fetch;
  /** More of `RequestInit`. */
  readonly options: object | undefined;
}

export type Transport = (method: string, request: TransportRequest) => Promise<Response>;

/** Keeps what a `Request` would be made of. Making a real one costs more than all the rest of a call, and its body could not be sent twice. */
class RequestParts {
  constructor(
    readonly url: string,
    readonly parts: RequestInit,
  ) {}
}

export function createTransport(): Transport {
  const client = createClient({ Request: RequestParts as unknown as typeof Request }) as unknown as {
    request(method: string, path: string, init: object): Promise<{ response: Response }>;
  };
  return async (method, { path, query, fetch, options, ...init }) => {
    const { response } = await client.request(method, path, {
      ...options,
      ...init,
      parseAs: "stream", // we read the body ourselves
      querySerializer: () => query.join("&"),
      bodySerializer: (body: BodyInit) => body,
      fetch: ({ url, parts }: RequestParts) => fetch(url, parts),
    });
    return response;
  };
}

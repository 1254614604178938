/** The shapes that pass between the layers of a call. */

/** What `fetch` is to a layer: ours only ever call it with a URL and an init, or with the `Request` of a middleware. */
export type Fetch = (input: string | Request, init?: RequestInit) => Promise<Response>;

/** Wraps a `fetch` in another: retries, timeouts, credentials and errors are each one of these. */
export type Layer = (next: Fetch) => Fetch;

/** Header values by name; `null` removes a header that a lower level set, `undefined` is ignored. */
export type HeadersOption = Readonly<Record<string, string | null | undefined>> | Headers;

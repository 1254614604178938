/** What a request is made with, and of. */

/** A `fetch`: we only ever call it with a URL and an init, or with the `Request` of a middleware. */
export type Fetch = (input: string | Request, init?: RequestInit) => Promise<Response>;

/** Header values by name; `null` removes a header that a lower level set, `undefined` is ignored. */
export type HeadersOption = Readonly<Record<string, string | null | undefined>> | Headers;

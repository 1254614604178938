/** openapi-fetch's own client over ours: what it asks for is sent as every call of the package is, and fails as they do. */
import createClient, { type Client as OpenapiClient } from "openapi-fetch";
import type { Client } from "./client.js";
import { InvalidRequestError } from "./errors.js";
import type { ResponseSpec } from "./operation.js";
import { requestWith, type RequestDefaults } from "./request.js";

/** What the document says of an operation, by its method and path: `POST /rerank`. */
export type OpenapiOperations = Readonly<Record<string, Partial<RequestDefaults>>>;

/** Stands for the server, which our client knows. */
const BASE = "http://openapi.invalid";

/** @param defaults of what the document does not say of an operation */
export function openapiClientOver<Paths extends object>(
  client: Client,
  defaults: RequestDefaults,
  operations: OpenapiOperations,
): OpenapiClient<Paths> {
  const over = createClient<Paths>({ baseUrl: BASE });
  over.use({
    async onRequest({ request, schemaPath, params, options }) {
      refuseDots(params.path);
      const { pathname, search } = new URL(request.url);
      const operation = { ...defaults, ...operations[`${request.method} ${schemaPath}`] };
      const body = await request.arrayBuffer();
      return requestWith(client, operation, request.method, pathname + search, {
        headers: Object.fromEntries(request.headers),
        body: body.byteLength === 0 ? undefined : new Uint8Array(body),
        signal: request.signal,
        response: options.parseAs === "stream" ? unread : wholeResponse(options.parseAs),
      });
    },
  });
  return over;
}

/** A URL would take them for the way to another path. */
function refuseDots(values: Readonly<Record<string, unknown>> = {}): void {
  for (const [name, value] of Object.entries(values))
    if (/^\.{0,2}$/.test(String(value)))
      throw new InvalidRequestError(`path.${name}`, `\`path.${name}\` must not be "", "." or ".."`);
}

const unread: ResponseSpec<Response> = {
  accept: "*/*",
  parse: (response) => Promise.resolve(response),
};

/** Read within the call's limits; openapi-fetch parses it. */
function wholeResponse(parseAs: string | undefined): ResponseSpec<Response> {
  return {
    accept: parseAs === undefined || parseAs === "json" ? "application/json" : "*/*",
    async parse(response) {
      const bytes = await response.arrayBuffer();
      return new Response(bytes.byteLength === 0 ? null : bytes, response);
    },
  };
}

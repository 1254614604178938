import type { OpenRouterCore } from "../client.js";
import { call, type Call, type CallFailure, type CallOptions, type OperationSpec } from "../core/call.js";
import { withRetries } from "../core/retries.js";
import {
  BadGatewayResponseError,
  BadRequestResponseError,
  EdgeNetworkTimeoutResponseError,
  InternalServerResponseError,
  NotFoundResponseError,
  OpenRouterDefaultError,
  PaymentRequiredResponseError,
  ProviderOverloadedResponseError,
  ServiceUnavailableResponseError,
  TooManyRequestsResponseError,
  UnauthorizedResponseError,
} from "../errors.js";
import { jsonBody } from "../internal/body/json.js";
import { jsonResponse } from "../internal/response/json.js";
import type { RerankRequestBody, RerankResponse } from "../types.js";

/** What `rerank` takes: the JSON body's properties and the parameters, side by side. */
export interface RerankRequest extends RerankRequestBody {
  /** Sent as the header `HTTP-Referer`. Default: the client's `httpReferer`. */
  httpReferer?: string;
  /** Sent as the header `X-OpenRouter-Title`. Default: the client's `xOpenRouterTitle`. */
  xOpenRouterTitle?: string;
  /** Sent as the header `X-OpenRouter-Categories`. Default: the client's `xOpenRouterCategories`. */
  xOpenRouterCategories?: string;
}

/** Everything that `rerank` may throw. */
export type RerankError =
  | BadRequestResponseError
  | UnauthorizedResponseError
  | PaymentRequiredResponseError
  | NotFoundResponseError
  | TooManyRequestsResponseError
  | InternalServerResponseError
  | BadGatewayResponseError
  | ServiceUnavailableResponseError
  | EdgeNetworkTimeoutResponseError
  | ProviderOverloadedResponseError
  | OpenRouterDefaultError
  | CallFailure;

const operation: OperationSpec<RerankResponse> = {
  id: "createRerank",
  method: "POST",
  path: "/rerank",
  parameters: [
    { in: "header", name: "HTTP-Referer", property: "httpReferer" },
    { in: "header", name: "X-OpenRouter-Title", property: "xOpenRouterTitle" },
    { in: "header", name: "X-OpenRouter-Categories", property: "xOpenRouterCategories" },
  ],
  body: jsonBody("flat"),
  response: jsonResponse,
  errors: {
    400: BadRequestResponseError,
    401: UnauthorizedResponseError,
    402: PaymentRequiredResponseError,
    404: NotFoundResponseError,
    429: TooManyRequestsResponseError,
    500: InternalServerResponseError,
    502: BadGatewayResponseError,
    503: ServiceUnavailableResponseError,
    524: EdgeNetworkTimeoutResponseError,
    529: ProviderOverloadedResponseError,
    default: OpenRouterDefaultError,
  },
  security: [["apiKey"]],
};

/**
 * Submits a rerank request ...
 *
 * Retried on 5XX and connection errors for at most 60 s (`x-speakeasy-retries`); change it by `options.retries`.
 *
 * @throws {BadRequestResponseError} 400: ...
 * @example
 * ```ts
 * const { results } = await rerank(openRouter, { ... });
 * ```
 */
export function rerank(
  client: OpenRouterCore,
  request: RerankRequest,
  options?: CallOptions,
): Call<RerankResponse, RerankError> {
  return call(client, operation, request, options, (send, context) =>
    withRetries(
      send,
      {
        strategy: "backoff",
        backoff: { initialInterval: 500, maxInterval: 60_000, exponent: 1.5, maxElapsedTime: 60_000 },
        statusCodes: ["5XX"],
        retryConnectionErrors: true,
      },
      context,
    ),
  );
}

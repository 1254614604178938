import { ApiError, isSdkError, type SdkError } from "./core/errors.js";
import type {
  BadGatewayResponse,
  BadRequestResponse,
  EdgeNetworkTimeoutResponse,
  InternalServerResponse,
  NotFoundResponse,
  PaymentRequiredResponse,
  ProviderOverloadedResponse,
  ServiceUnavailableResponse,
  TooManyRequestsResponse,
  UnauthorizedResponse,
} from "./types.js";

export {
  AbortedError,
  ApiError,
  ConnectionError,
  InvalidRequestError,
  ResponseParseError,
  SdkError as OpenRouterError,
  TimeoutError,
} from "./core/errors.js";
export type { AttemptRecord, CallFailure } from "./core/errors.js";

/** True for every error that this package throws, whichever copy of the package threw it. */
export function isOpenRouterError(error: unknown): error is SdkError {
  return isSdkError(error, "openrouter-rerank");
}

/** 4XX and 5XX that the API does not document. */
export class OpenRouterDefaultError extends ApiError<unknown> {
  override get name(): string {
    return "OpenRouterDefaultError";
  }
}

/** 400: invalid parameters or malformed input. */
export class BadRequestResponseError extends ApiError<BadRequestResponse> {
  declare readonly status: 400;
  override get name(): string {
    return "BadRequestResponseError";
  }
}

/** 401: missing or invalid credentials. */
export class UnauthorizedResponseError extends ApiError<UnauthorizedResponse> {
  declare readonly status: 401;
  override get name(): string {
    return "UnauthorizedResponseError";
  }
}

/** 402: insufficient credits or quota. */
export class PaymentRequiredResponseError extends ApiError<PaymentRequiredResponse> {
  declare readonly status: 402;
  override get name(): string {
    return "PaymentRequiredResponseError";
  }
}

/** 404: no such resource. */
export class NotFoundResponseError extends ApiError<NotFoundResponse> {
  declare readonly status: 404;
  override get name(): string {
    return "NotFoundResponseError";
  }
}

/** 429: rate limit. */
export class TooManyRequestsResponseError extends ApiError<TooManyRequestsResponse> {
  declare readonly status: 429;
  override get name(): string {
    return "TooManyRequestsResponseError";
  }
}

/** 500: unexpected server error. */
export class InternalServerResponseError extends ApiError<InternalServerResponse> {
  declare readonly status: 500;
  override get name(): string {
    return "InternalServerResponseError";
  }
}

/** 502: upstream failure. */
export class BadGatewayResponseError extends ApiError<BadGatewayResponse> {
  declare readonly status: 502;
  override get name(): string {
    return "BadGatewayResponseError";
  }
}

/** 503: temporarily unavailable. */
export class ServiceUnavailableResponseError extends ApiError<ServiceUnavailableResponse> {
  declare readonly status: 503;
  override get name(): string {
    return "ServiceUnavailableResponseError";
  }
}

/** 524: the provider timed out at the edge. */
export class EdgeNetworkTimeoutResponseError extends ApiError<EdgeNetworkTimeoutResponse> {
  declare readonly status: 524;
  override get name(): string {
    return "EdgeNetworkTimeoutResponseError";
  }
}

/** 529: the provider is overloaded. */
export class ProviderOverloadedResponseError extends ApiError<ProviderOverloadedResponse> {
  declare readonly status: 529;
  override get name(): string {
    return "ProviderOverloadedResponseError";
  }
}

/** A small SDK on the runtime, in the shape of an emitted one: what the runtime's tests call. */
import {
  call,
  type Call,
  type CallFailure,
  type CallOptions,
  type OperationSpec,
} from "../../templates/package/src/core/call.js";
import {
  Client,
  type ClientDefinition,
  type ClientOptions,
  type Secret,
} from "../../templates/package/src/core/client.js";
import { ApiError, isSdkError, type SdkError } from "../../templates/package/src/core/errors.js";
import { type PagePromise, paginate } from "../../templates/package/src/core/pages.js";
import { withRetries } from "../../templates/package/src/core/retries.js";
import type { Stream } from "../../templates/package/src/core/stream.js";
import { bearer } from "../../templates/package/src/internal/auth/bearer.js";
import { newIdempotencyKey } from "../../templates/package/src/internal/idempotency-key.js";
import { jsonBody } from "../../templates/package/src/internal/body/json.js";
import { byCursor } from "../../templates/package/src/internal/paging/cursor.js";
import { placeParameter } from "../../templates/package/src/internal/place.js";
import { eventStream } from "../../templates/package/src/internal/response/event-stream.js";
import { jsonOf } from "../../templates/package/src/internal/response/json-of.js";

export * from "../../templates/package/src/core/errors.js";
export { withRetries };

export interface RankOptions extends ClientOptions {
  apiKey?: Secret | undefined;
  appTitle?: string | undefined;
}

const definition: ClientDefinition = {
  name: "rank-sdk",
  version: "1.0.0",
  envPrefix: "RANK",
  servers: ["http://rank.invalid/v1"],
  security: { key: bearer({ option: "apiKey", env: "RANK_API_KEY" }) },
  globals: { appTitle: "RANK_APP_TITLE" },
};

export class RankCore extends Client<RankOptions> {
  constructor(options: RankOptions = {}) {
    super(definition, options);
  }
}

/** The class form. */
export class Rank extends RankCore {
  rank(request: RankRequest, options?: CallOptions): Call<RankResponse, RankError> {
    return rank(this, request, options);
  }

  watch(request: RankRequest, options?: CallOptions): Call<Stream<RankResponse>, RankError> {
    return watch(this, request, options);
  }
}

export function isRankError(error: unknown): error is SdkError {
  return isSdkError(error, "rank-sdk");
}

export class RankDefaultError extends ApiError<unknown> {
  override get name(): string {
    return "RankDefaultError";
  }
}

export class BadRequestResponseError extends ApiError<{ error: { message: string } }> {
  declare readonly status: 400;
  override get name(): string {
    return "BadRequestResponseError";
  }
}

export class ServerResponseError extends ApiError<{ error: { message: string } }> {
  override get name(): string {
    return "ServerResponseError";
  }
}

export interface RankRequest {
  query: string;
  top_n?: number;
  appTitle?: string;
}

export interface RankResponse {
  model: string;
}

export type RankError =
  BadRequestResponseError | ServerResponseError | RankDefaultError | CallFailure;

const errors = {
  400: BadRequestResponseError,
  "5XX": ServerResponseError,
  default: RankDefaultError,
};

const rankOperation: OperationSpec = {
  id: "rank",
  method: "POST",
  path: "/rank",
  parameters: { header: [{ name: "X-App-Title", property: "appTitle" }] },
  body: jsonBody("flat"),
  response: jsonOf("object", ["model"]),
  errors,
  security: [["key"]],
};

/** The standalone form: a POST, with the runtime's own retry policy. */
export function rank(
  client: RankCore,
  request: RankRequest,
  options?: CallOptions,
): Call<RankResponse, RankError> {
  return call(client, rankOperation, request, options, withRetries);
}

const getOperation: OperationSpec = {
  id: "getModel",
  method: "GET",
  path: "/models/{id}/{part}",
  parameters: {
    path: ["id", "part"],
    query: ["limit", { name: "odd name", property: "oddName" }],
    cookie: ["theme"],
  },
  place: placeParameter,
  response: jsonOf("object", ["model"]),
  errors,
};

/** A GET with parameters in every place and no credentials. */
export function getModel(
  client: RankCore,
  request: { id: string; part?: string; limit?: number; oddName?: string; theme?: string },
  options?: CallOptions,
): Call<RankResponse, RankError> {
  return call(client, getOperation, { part: "latest", ...request }, options, withRetries);
}

const payOperation: OperationSpec = {
  ...rankOperation,
  id: "pay",
  idempotencyHeader: "Idempotency-Key",
  newIdempotencyKey,
};

/** A POST with a declared idempotency header. */
export function pay(
  client: RankCore,
  request: RankRequest,
  options?: CallOptions,
): Call<RankResponse, RankError> {
  return call(client, payOperation, request, options, withRetries);
}

const watchOperation: OperationSpec = {
  ...rankOperation,
  id: "watch",
  response: eventStream({ sentinel: "[DONE]" }),
};

/** A POST that is answered by a stream of events. */
export function watch(
  client: RankCore,
  request: RankRequest,
  options?: CallOptions,
): Call<Stream<RankResponse>, RankError> {
  return call(client, watchOperation, request, options, withRetries);
}

/** Pages of models, by a cursor. */
export function listModels(
  client: RankCore,
  options?: CallOptions,
): PagePromise<string, { models: string[]; next?: string }, RankError> {
  return paginate(client, listOperation, {}, options, withRetries, {
    items: ["models"],
    next: byCursor({ parameter: ["cursor"], from: ["next"] }),
  });
}

const listOperation: OperationSpec = {
  id: "listModels",
  method: "GET",
  path: "/models",
  parameters: { query: ["cursor"] },
  place: placeParameter,
  response: jsonOf("object", ["models"]),
  errors,
};

const uploadOperation: OperationSpec = {
  ...rankOperation,
  id: "upload",
  body: ({ file }) => ({
    body: file as ReadableStream,
    contentType: "application/octet-stream",
    once: file instanceof ReadableStream,
  }),
};

/** A body that may be a stream, which can be sent once only. */
export function upload(
  client: RankCore,
  request: { file: ReadableStream | string },
  options?: CallOptions,
): Call<RankResponse, RankError> {
  return call(client, uploadOperation, request, options, withRetries);
}

/** No waiting between attempts. */
export const FAST = { backoff: { initialInterval: 1, maxInterval: 2 } } as const;
/** No second attempt. */
export const ONCE = { strategy: "none" } as const;

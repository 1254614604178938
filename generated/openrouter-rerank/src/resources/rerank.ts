import type { OpenRouterCore } from "../client.js";
import type { Call, CallOptions } from "../core/call.js";
import { rerank, type RerankError, type RerankRequest } from "../operations/rerank.js";
import type { RerankResponse } from "../types.js";

/** Rerank: `openRouter.rerank`. */
export class Rerank {
  readonly #client: OpenRouterCore;

  constructor(client: OpenRouterCore) {
    this.#client = client;
  }

  /** (the same doc comment as the function's) */
  rerank(request: RerankRequest, options?: CallOptions): Call<RerankResponse, RerankError> {
    return rerank(this.#client, request, options);
  }
}

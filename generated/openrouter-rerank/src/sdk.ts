import { OpenRouterCore } from "./client.js";
import { Rerank } from "./resources/rerank.js";

/** The client, with every operation as a method. */
export class OpenRouter extends OpenRouterCore {
  readonly rerank: Rerank = new Rerank(this);
}

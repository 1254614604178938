import type { ResponseSpec } from "../../core/operation.js";
import { jsonResponse } from "./json.js";

/** JSON that the server only sends when it is asked for by its own name, such as `application/hal+json`. OpenAPI 3.1 section 4.8.17 (Response Object, `content`). */
export function jsonResponseAs(accept: string): ResponseSpec<never> {
  return { ...jsonResponse, accept };
}

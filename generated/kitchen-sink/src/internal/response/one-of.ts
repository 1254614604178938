import type { ResponseSpec } from "../../core/operation.js";
import { forStatus } from "../backoff.js";

/** Several successes of different kinds, by status (`200`), range (`2XX`) or `default`. A status that the document does not have is read as the first. OpenAPI 3.1 section 4.8.16 (Responses Object). */
export function oneOfResponses<T>(
  responses: Readonly<Record<string, ResponseSpec<T>>>,
): ResponseSpec<T> {
  const all = Object.values(responses);
  return {
    accept:
      [
        ...new Set(all.map((response) => response.accept).filter((accept) => accept !== "*/*")),
      ].join(", ") || "*/*",
    parse(response, context) {
      const spec =
        forStatus(response.status, responses) ??
        responses["default"] ??
        (all[0] as ResponseSpec<T>);
      return spec.parse(response, context);
    },
  };
}

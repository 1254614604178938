/** From the request argument to what goes on the wire. Runs once per call; every retry sends the same. */
import type { Draft } from "../core/operation.js";
import { baseUrl } from "./base-url.js";
import { addHeaders, setHeader } from "./headers.js";
import { newIdempotencyKey } from "./idempotency-key.js";
import type { CallState } from "./run.js";

/** Puts the request together, but for credentials. */
export function prepare(state: CallState, request: object): Draft {
  const { operation, globals, levels } = state;
  // Without a prototype: a parameter named `constructor` that was not passed is then undefined.
  const rest = Object.assign(Object.create(null), request) as Record<string, unknown>;
  const headers: Draft["headers"] = { accept: operation.response.accept };
  const draft: Draft = { baseUrl: baseUrl(state), path: operation.path, query: [], cookies: [], headers, body: undefined, once: false };
  addHeaders(headers, levels[0]?.headers);
  if (operation.idempotencyHeader) setHeader(headers, operation.idempotencyHeader, state.idempotencyKey ?? newIdempotencyKey());
  for (const parameter of operation.parameters ?? []) {
    const { name, property = name, serialize = (_name: string, given: unknown) => String(given ?? "") } = parameter;
    const value = rest[property] === undefined ? globals[property] : rest[property];
    delete rest[property];
    if (parameter.in !== "header") operation.place?.(draft, parameter, value);
    else if (value !== undefined) setHeader(headers, name, serialize(name, value), property);
  }
  const { body, contentType = null, once = false } = operation.body?.(rest) ?? {};
  if (body !== undefined) headers["content-type"] = contentType;
  addHeaders(headers, levels[1]?.headers);
  return { ...draft, body, once };
}

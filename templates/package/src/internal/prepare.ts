/** From the request argument to what goes on the wire. Runs once per call; every retry sends the same. */
import type { CallOptions } from "../core/call.js";
import type { OperationSpec, ParameterSpec } from "../core/operation.js";
import { baseUrl } from "./base-url.js";
import { addHeaders, type HeaderRecord, setHeader } from "./headers.js";
import { newIdempotencyKey } from "./idempotency-key.js";
import { fillPath } from "./path.js";
import { encode } from "./serialize/encode.js";
import type { Settings } from "./settings.js";

export interface Prepared {
  readonly baseUrl: string;
  readonly path: string;
  /** Encoded pairs. */
  readonly query: readonly string[];
  readonly headers: HeaderRecord;
  readonly body: BodyInit | undefined;
  readonly once: boolean;
}

export function prepare(settings: Settings, operation: OperationSpec, request: object, options: CallOptions): Prepared {
  // Without a prototype: a parameter named `constructor` that was not passed is then undefined.
  const rest = Object.assign(Object.create(null), request) as Record<string, unknown>;
  let path = operation.path;
  const query: string[] = [];
  const cookies: string[] = [];
  const headers: HeaderRecord = { accept: operation.response.accept };
  if (operation.idempotencyHeader) headers[operation.idempotencyHeader.toLowerCase()] = options.idempotencyKey ?? newIdempotencyKey();
  addHeaders(headers, settings.options.headers);
  for (const parameter of operation.parameters ?? []) {
    const { name, property = name } = parameter;
    const value = rest[property] === undefined ? settings.globals[property] : rest[property];
    delete rest[property];
    const text = serialize(parameter, value);
    if (parameter.in === "path") path = fillPath(path, name, text, property);
    else if (text) {
      if (parameter.in === "query") query.push(text);
      else if (parameter.in === "cookie") cookies.push(text);
      else setHeader(headers, name, text, property);
    }
  }
  if (cookies.length) headers["cookie"] = cookies.join("; ");
  addHeaders(headers, options.headers);
  const { body, contentType = null, once = false } = operation.body?.(rest) ?? {};
  if (body !== undefined) headers["content-type"] ??= contentType;
  return { baseUrl: baseUrl(settings, operation, options), path, query, headers, body, once };
}

/** Encoded, or empty when there is nothing to send. */
function serialize({ in: place, name, serialize }: ParameterSpec, value: unknown): string {
  if (value === undefined) return "";
  if (serialize) return serialize(name, value);
  if (value === null) return "";
  const text = String(value);
  if (place === "header") return text;
  return place === "path" ? encode(text) : `${encode(name)}=${encode(text)}`;
}

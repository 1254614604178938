import { InvalidRequestError } from "../core/errors.js";
import type { HeadersOption } from "../core/fetch.js";
import type { Draft } from "../core/operation.js";

/** Sets one header, unless it is empty. Refuses a line break, which would start another header; never repeats the value, which may be secret. */
export function setHeader(headers: Draft["headers"], name: string, value: string, parameter = name): void {
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
    throw new InvalidRequestError(parameter, `\`${parameter}\` has a line break or another character that a header cannot carry`);
  }
  if (value) headers[name.toLowerCase()] = value;
}

/** Lays the given headers over the others; `null` removes one. */
export function addHeaders(headers: Draft["headers"], given: HeadersOption = {}): void {
  for (const [name, value] of given instanceof Headers ? given : Object.entries(given)) {
    if (value === null) headers[name.toLowerCase()] = null;
    else setHeader(headers, name, `${value ?? ""}`);
  }
}

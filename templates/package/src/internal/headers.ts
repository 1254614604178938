import { InvalidRequestError } from "../core/errors.js";
import type { HeadersOption } from "../core/fetch.js";

/** Names in lower case; `null` sends none, whatever a lower level says. */
export type HeaderRecord = Record<string, string | null>;

/** Sets one header. Refuses a line break, which would start another header, and what HTTP cannot carry; never repeats the value. */
export function setHeader(headers: HeaderRecord, name: string, value: string, parameter = name): void {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value)) {
    throw new InvalidRequestError(parameter, `\`${parameter}\` cannot be sent as a header: it has a line break or a character beyond Latin-1`);
  }
  headers[name.toLowerCase()] = value;
}

/** Lays the given headers over the others; `null` removes one. */
export function addHeaders(headers: HeaderRecord, given: HeadersOption = {}): void {
  for (const [name, value] of given instanceof Headers ? given : Object.entries(given)) {
    if (value === null) headers[name.toLowerCase()] = null;
    else if (value !== undefined) setHeader(headers, name, `${value}`);
  }
}

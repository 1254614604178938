/** What the text of an element or attribute means. One that is no such thing is left as it is. */
import { asDateTime } from "../convert/date-time.js";

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;
const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false };

export function xmlNumber(text: string): unknown {
  return NUMBER.test(text) ? Number(text) : text;
}

export function xmlBoolean(text: string): unknown {
  return BOOLEANS[text.trim()] ?? text;
}

/** A number or a boolean, whichever it looks like. */
export function xmlScalar(text: string): unknown {
  return /^\s*[a-z]/.test(text) ? xmlBoolean(text) : xmlNumber(text);
}

export function xmlInt64(text: string): unknown {
  return /^\s*[+-]?\d+\s*$/.test(text) ? BigInt(text.trim().replace("+", "")) : text;
}

export function xmlDateTime(text: string): unknown {
  const date = asDateTime(text.trim());
  return date instanceof Date ? date : text;
}

/**
 * Finds out whether a JSON text repeats a key, which `JSON.parse` passes over: then the text has more keys than the
 * value.
 */
import type { Value } from "../value.js";
import { maxDepth, TextError } from "./problem.js";

/** @throws {TextError} for a value that is nested too deeply to be walked. */
export function hasRepeatedJsonKey(text: string, value: Value): boolean {
  return keysInText(text) > keysInValue(value);
}

function keysInText(text: string): number {
  let keys = 0;
  for (let start = text.indexOf('"'); start !== -1;) {
    const end = endOfString(text, start);
    let next = end + 1;
    while (text.charCodeAt(next) <= 0x20) next++;
    if (text.charCodeAt(next) === COLON) keys++;
    start = text.indexOf('"', end + 1);
  }
  return keys;
}

/** The closing quote of the string that opens at `start`. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (text.charCodeAt(end - 1) === BACKSLASH && isEscaped(text, end))
    end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

const BACKSLASH = 0x5c;
const COLON = 0x3a;

function isEscaped(text: string, position: number): boolean {
  let backslashes = 0;
  while (text[position - 1 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 1;
}

function keysInValue(value: Value, depth = 0): number {
  if (typeof value !== "object" || value === null) return 0;
  if (depth > maxDepth)
    throw new TextError(`it is nested more than ${maxDepth} levels deep`, undefined, undefined);
  let keys = 0;
  if (Array.isArray(value)) {
    for (const member of value) keys += keysInValue(member, depth + 1);
    return keys;
  }
  for (const key of Object.keys(value)) keys += 1 + keysInValue(value[key] ?? null, depth + 1);
  return keys;
}

/** Reads the fields of a document's objects, where anything may stand in place of what should. */
import type { Json, JsonObject } from "../contract/index.js";
import { isObject } from "./pointer.js";

/** A text that is not blank, or `null`. */
export function text(value: Json | undefined): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/**
 * A text for people, or `null` for one that is blank. Control characters have nothing to say in a comment or a page: a
 * NUL makes a file a binary one for git, an escape sequence takes over the terminal that shows it.
 */
export function prose(value: Json | undefined): string | null {
  return text(typeof value === "string" ? value.replaceAll(CONTROL, "") : value);
}

/** All but tab and line ends. */
const CONTROL = /[^\P{Cc}\t\n\r]/gu;

/** True for `true` only. */
export function flag(value: Json | undefined): boolean {
  return value === true;
}

/** A finite number, or `null`. */
export function number(value: Json | undefined): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** The array, or an empty one. */
export function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The texts in an array; anything else in it is left out. */
export function texts(value: Json | undefined): readonly string[] {
  return list(value).filter((member): member is string => typeof member === "string");
}

/** The object, or an empty one. */
export function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The members of an object in their order, without extensions. */
export function entries(value: Json | undefined): readonly (readonly [string, Json])[] {
  return namedEntries(value).filter(([key]) => !key.startsWith("x-"));
}

/** The members of an object whose keys are names, where one may well begin with `x-`: headers, properties, schemas. */
export function namedEntries(value: Json | undefined): readonly (readonly [string, Json])[] {
  return Object.entries(object(value));
}

/** Also at the separators of lines that only JavaScript has. */
export function splitLines(value: string): string[] {
  return value.split(/\r\n|[\n\r\u2028\u2029]/);
}

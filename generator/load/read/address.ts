/** What the user names a document by, and where a reference from one document to another leads. */
import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** A place to read from. `id` is the same for the same file however it is named: an absolute path, a URL, or `-`. */
export interface Address {
  readonly id: string;
  /** For people: a path below the working folder is shown relative to it. */
  readonly name: string;
}

export const stdin: Address = { id: "-", name: "<stdin>" };

export function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/** The address of what the user named on the command line or in the config. */
export function addressOf(named: string): Address {
  if (named === "-") return stdin;
  if (isUrl(named)) return urlAddress(named);
  if (/^file:/i.test(named)) return pathAddress(fileURLToPath(named));
  return pathAddress(resolve(named));
}

/**
 * Where the part of a `$ref` before `#` leads, seen from the document `from`; `null` for a scheme that cannot be read,
 * such as `urn:`.
 */
export function addressFrom(from: Address, target: string): Address | null {
  if (isUrl(target)) return urlAddress(target);
  if (isUrl(from.id)) {
    if (/^[a-z][a-z0-9+.-]+:/i.test(target)) return null;
    return urlAddress(new URL(target, from.id).href);
  }
  if (/^file:/i.test(target)) return pathAddress(fileURLToPath(target));
  if (/^[a-z][a-z0-9+.-]+:/i.test(target)) return null;
  const folder = from.id === stdin.id ? process.cwd() : dirname(from.id);
  return pathAddress(existingPath(resolve(folder, target), resolve(folder, decoded(target))));
}

/** The path of `address` as seen from the folder of `root`, with `/`: the same on every machine. */
export function portableName(root: Address, address: Address): string {
  if (isUrl(address.id) || address.id === stdin.id) return address.id;
  const folder = isAbsolute(root.id) ? dirname(root.id) : process.cwd();
  return relative(folder, address.id).split(sep).join("/");
}

function urlAddress(text: string): Address {
  const url = new URL(text);
  url.hash = "";
  return { id: url.href, name: url.href };
}

function pathAddress(path: string): Address {
  const below = relative(process.cwd(), path);
  return { id: path, name: below.startsWith("..") || isAbsolute(below) ? path : join(below) };
}

/** A name with a space may be written `%20`; a file whose name has a `%` in it wins. */
function existingPath(written: string, unescaped: string): string {
  return written === unescaped || existsSync(written) ? written : unescaped;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

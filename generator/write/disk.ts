/** What stands in the output folder now. Nothing here writes, and no symbolic link inside the folder is followed. */
import { hash } from "node:crypto";
import { type Stats, lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parentsOf } from "./paths.js";

/** `other`: a folder, a link, or something behind a link, where a file should be. */
export type DiskState =
  | { readonly kind: "absent" }
  | { readonly kind: "file"; readonly hash: string; readonly mode: number; readonly inode: string }
  | { readonly kind: "other"; readonly what: string };

/** Looks at one path below `folder`. */
export function stateOf(folder: string, path: string): DiskState {
  for (const parent of parentsOf(path).reverse()) {
    const stats = statsOf(join(folder, parent));
    if (stats === null) return { kind: "absent" };
    if (!stats.isDirectory()) return { kind: "other", what: `below a ${nameOf(stats)}` };
  }
  const file = join(folder, path);
  const stats = statsOf(file);
  if (stats === null) return { kind: "absent" };
  if (!stats.isFile()) return { kind: "other", what: `a ${nameOf(stats)}` };
  return {
    kind: "file",
    hash: hashBytes(readFileSync(file)),
    mode: stats.mode,
    inode: `${stats.dev}:${stats.ino}`,
  };
}

/** sha256 (hex) of a text as it counts here: line ends are all LF, so that a checkout with CRLF is no edit. */
export function hashText(text: string): string {
  return hash("sha256", text.includes("\r") ? text.replaceAll("\r\n", "\n") : text);
}

function hashBytes(bytes: Buffer): string {
  // latin1 keeps every byte, whatever the file's encoding is.
  const unified = bytes.includes("\r\n")
    ? Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1")
    : bytes;
  return hash("sha256", unified);
}

function statsOf(file: string): Stats | null {
  return lstatSync(file, { throwIfNoEntry: false }) ?? null;
}

function nameOf(stats: Stats): string {
  if (stats.isDirectory()) return "folder";
  return stats.isSymbolicLink() ? "symbolic link" : stats.isFile() ? "file" : "device";
}

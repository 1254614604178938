/** Tells whether the documents of an earlier run have changed, without parsing any of them. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { LoadedDocument, ReadFile } from "../contract/index.js";
import { addressFrom, addressOf, isUrl, portableName, stdin } from "./read/address.js";

/**
 * sha256 (hex): the same bytes at the same places relative to the input, with overlays in the same order, give the
 * same.
 */
export function hashOf(files: readonly ReadFile[], overlays: readonly string[]): string {
  const facts = [files.map(({ name, sha256 }) => [name, sha256]), overlays];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
}

/**
 * The hash that `load` would give if the documents that it reads are still the ones called `names`
 * (`LoadedDocument.files`). `null` where that cannot be known without reading more: something came from a URL or
 * standard input, or is gone.
 */
export async function hashFiles(
  options: { readonly input: string; readonly overlays: readonly string[] },
  names: readonly string[],
): Promise<Pick<LoadedDocument, "hash"> | null> {
  const root = addressOf(options.input);
  // Those of another document in the same folder say nothing of this one.
  if (!names.includes(portableName(root, root))) return null;
  const addresses = names.map((name) => addressFrom(root, name));
  if ([root, ...addresses].some((a) => a === null || isUrl(a.id) || a.id === stdin.id)) return null;
  try {
    const files = addresses.map(async (address, index) => ({
      name: names[index] ?? "",
      sha256: createHash("sha256")
        .update(await readFile(address?.id ?? ""))
        .digest("hex"),
    }));
    const overlays = options.overlays.map((named) => portableName(root, addressOf(named)));
    return { hash: hashOf(await Promise.all(files), overlays) };
  } catch {
    return null; // one of them is gone
  }
}

/** Tells whether the documents of an earlier run have changed, without parsing any of them. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { addressFrom, addressOf, isUrl, portableName, stdin } from "./read/address.js";
import { hashOf } from "./read/workspace.js";

/**
 * The hash that `load` would give if the documents that it reads are still the ones called `names` (`LoadedDocument.files`).
 * `null` where that cannot be known without reading more: something came from a URL or standard input, or is gone.
 */
export async function rehash(
  options: { readonly input: string; readonly overlays: readonly string[] },
  names: readonly string[],
): Promise<string | null> {
  const root = addressOf(options.input);
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
    return hashOf(await Promise.all(files), overlays);
  } catch {
    return null; // one of them is gone
  }
}

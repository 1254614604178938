/** Finds what a merge starts from: the text that was generated when a person edited it. Held against its hash, so never a guess. */
import type { OutputFile } from "../contract/index.js";
import { readBases } from "./base-store.js";
import { hashText } from "./disk.js";
import { type Edit, unpacked } from "./edits.js";
import { fromGit } from "./git.js";
import type { Manifest } from "./manifest.js";

export class Bases {
  readonly #output: string;
  readonly #manifest: Manifest;
  readonly #made: ReadonlyMap<string, string>;
  #store: ReadonlyMap<string, string> | null = null;

  /** @param files as they are generated now. */
  constructor(output: string, manifest: Manifest, files: readonly OutputFile[]) {
    this.#output = output;
    this.#manifest = manifest;
    this.#made = new Map(files.map(({ path, text }) => [path, text]));
  }

  /**
   * The hashes of what may have been generated when the file was edited. More than one where a run was cut off before the edit, or where
   * two branches' manifests were merged.
   *
   * @param disk hash of the file as it stands.
   */
  hashesOf(path: string, disk: string): readonly string[] {
    const seen = this.#manifest.edits.filter((edit) => edit.path === path && edit.text === disk);
    const known = seen.flatMap(({ base }) => (base === null ? [] : [base.hash]));
    return [...new Set(known.length > 0 ? known : this.#manifest.files.get(path))];
  }

  /** `null` where nobody has the text any more. */
  textOf(path: string, hash: string): string | null {
    const isIt = (text: string | undefined): text is string =>
      text !== undefined && hashText(text) === hash;
    const made = this.#made.get(path);
    if (isIt(made)) return made;
    const kept = keptCopy(this.#manifest.edits, hash);
    if (kept !== null) return kept;
    this.#store ??= readBases(this.#output);
    const stored = this.#store.get(path);
    return isIt(stored) ? stored : fromGit(this.#output, path, hash);
  }
}

function keptCopy(edits: readonly Edit[], hash: string): string | null {
  const kept = edits.flatMap(({ base }) => (base?.hash === hash ? [base] : []));
  return kept.map(unpacked).find((text) => text !== null) ?? null;
}

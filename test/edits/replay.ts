/** One package that is generated again and again, while a person edits it. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { resolveConfig } from "../../generator/config/index.js";
import { generate } from "../../generator/generate.js";
import { resolveConflict } from "../../generator/resolve.js";
import { readBases } from "../../generator/write/base-store.js";
import { type Edit, type Kind, makers } from "./edit.js";
import type { Random } from "./random.js";

export interface Counts {
  /** Files that a run had to merge: edited, and generated otherwise than before. */
  merges: number;
  conflicts: number;
  /** Of the same files, those that `git merge-file` leaves a conflict in. */
  gitConflicts: number;
  readonly faults: string[];
}

export class Replay {
  readonly counts: Counts = { merges: 0, conflicts: 0, gitConflicts: 0, faults: [] };
  /** By path, what was generated last: kept here, and not asked of the package. */
  #made: ReadonlyMap<string, string> = new Map();
  #edits: Edit[] = [];
  #recent: readonly string[] = [];
  /** By path, the text that was looked at last, and found to parse and to have every edit. */
  readonly #seen = new Map<string, string>();

  constructor(
    readonly folder: string,
    readonly random: Random,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  get edits(): readonly Edit[] {
    return this.#edits;
  }

  /** Edits a file that has a place for it; often one that the last step has changed. */
  edit(kind: Kind, number: number): void {
    const paths = this.random.shuffled([...this.#made.keys()].filter(isEditable));
    const recent = this.#recent.filter(isEditable);
    const order = this.random.next() < 0.5 ? [...this.random.shuffled(recent), ...paths] : paths;
    for (const path of order) {
      const text = this.#textOf(path);
      if (text === null) continue;
      const edit =
        kind === "renamed file"
          ? this.#rename(path, text, number)
          : this.#change(kind, path, number);
      if (edit === null) continue;
      this.#edits.push(edit);
      return;
    }
    this.counts.faults.push(`no file has a place for "${kind}"`);
  }

  #rename(path: string, text: string, number: number): Edit | null {
    if (text !== this.#made.get(path)) return null;
    const renamed = path.replace(/\.ts$/, `-by-hand-${number}.ts`);
    renameSync(join(this.folder, path), join(this.folder, renamed));
    return { number, kind: "renamed file", path: renamed, isIn: (later) => later === text };
  }

  #change(kind: Exclude<Kind, "renamed file">, path: string, number: number): Edit | null {
    const made = makers[kind](this.#textOf(path) ?? "", number, this.random);
    if (made === null || !parses(path, made.text)) return null;
    const others = this.#edits.filter((edit) => edit.path === path);
    // An edit that undoes an earlier one says nothing of merging.
    if (!others.every((edit) => edit.isIn(made.text))) return null;
    writeFileSync(join(this.folder, path), made.text);
    this.#seen.set(path, made.text);
    return { number, kind, path, isIn: made.isIn };
  }

  /** Generates from `document`, and looks after every edit. */
  async step(document: string): Promise<void> {
    const before = new Map([...this.#paths()].map((path) => [path, this.#textOf(path) ?? ""]));
    const config = await resolveConfig({ input: document, output: this.folder });
    const { report } = await generate(config, { allowLoss: true });
    const made = new Map(readBases(this.folder));
    const conflicts = new Set(report.conflicts.map(({ path }) => path));
    this.#compareWithGit(before, made, conflicts);
    this.#findFaults(before, made, new Set([...report.merged, ...report.kept, ...conflicts]));
    this.#findDropped(made, report.merged);
    this.#recent = [...made.keys()].filter((path) => made.get(path) !== this.#made.get(path));
    this.#made = made;
    for (const path of conflicts) await resolveConflict(this.folder, path, "ours");
    if (conflicts.size > 0) {
      const again = await generate(config);
      if (again.report.conflicts.length > 0)
        this.counts.faults.push("a resolved conflict came back");
      this.#findLost("after it was resolved");
    }
  }

  #compareWithGit(
    before: ReadonlyMap<string, string>,
    made: ReadonlyMap<string, string>,
    conflicts: ReadonlySet<string>,
  ): void {
    for (const [path, ours] of before) {
      const [base, theirs] = [this.#made.get(path), made.get(path)];
      if (base === undefined || theirs === undefined) continue;
      if (ours === base || theirs === base || ours === theirs) continue;
      this.counts.merges += 1;
      if (conflicts.has(path)) this.counts.conflicts += 1;
      if (conflictsOfGit(this.folder, { ours, base, theirs }) > 0) this.counts.gitConflicts += 1;
    }
  }

  #findFaults(
    before: ReadonlyMap<string, string>,
    made: ReadonlyMap<string, string>,
    told: ReadonlySet<string>,
  ): void {
    for (const path of [...made.keys(), ...before.keys()]) {
      const now = this.#textOf(path);
      const isEdited = made.has(path)
        ? now !== made.get(path)
        : now !== null && this.#made.has(path);
      if (isEdited && !told.has(path)) this.counts.faults.push(`${path} is edited, and not told`);
      if (now !== null && this.#seen.get(path) !== now && !parses(path, now))
        this.counts.faults.push(`${path} does not parse`);
    }
    this.#findLost("");
  }

  #findLost(when: string): void {
    const lost = this.#edits.filter(({ path, isIn }) => {
      const text = this.#textOf(path);
      return text === null || (text !== this.#seen.get(path) && !isIn(text));
    });
    for (const { number, kind, path } of lost)
      this.counts.faults.push(`edit ${number} (${kind}) of ${path} is lost ${when}`.trim());
    this.#edits = this.#edits.filter((edit) => !lost.includes(edit));
    for (const path of this.#paths()) this.#seen.set(path, this.#textOf(path) ?? "");
  }

  /** What is new in what is generated has to be in the merged file, and what is gone has to be gone. */
  #findDropped(made: ReadonlyMap<string, string>, merged: readonly string[]): void {
    for (const path of merged) {
      // What a person removed stays away, whatever has become of it.
      if (this.#edits.some((edit) => edit.path === path && edit.kind === "removed export"))
        continue;
      const base = this.#made.get(path) ?? "";
      const theirs = made.get(path) ?? "";
      const now = this.#textOf(path) ?? "";
      // Whatever the lines are: a person may have laid the file out anew.
      const whole = { base: plain(base), theirs: plain(theirs), now: plain(now) };
      const dropped = linesOf(theirs).filter(
        (line) => !whole.base.includes(line) && !whole.now.includes(line),
      );
      const left = linesOf(base).filter(
        (line) => !whole.theirs.includes(line) && whole.now.includes(line),
      );
      for (const line of dropped.slice(0, 3))
        this.counts.faults.push(`${path} has not got "${line}", which is generated`);
      for (const line of left.slice(0, 3))
        this.counts.faults.push(`${path} still has "${line}", which is no longer generated`);
    }
  }

  #paths(): ReadonlySet<string> {
    return new Set([...this.#made.keys(), ...this.#edits.map(({ path }) => path)]);
  }

  #textOf(path: string): string | null {
    const file = join(this.folder, path);
    return existsSync(file) ? readFileSync(file, "utf8") : null;
  }
}

/** What a document's change can reach; the runtime is the same in every step. */
function isEditable(path: string): boolean {
  return /^src\/.*\.ts$/.test(path) && !/^src\/(?:core|internal)\//.test(path);
}

function parses(path: string, text: string): boolean {
  if (path.endsWith(".json")) return ts.parseConfigFileTextToJson(path, text).error === undefined;
  if (!/\.m?[jt]s$/.test(path)) return true;
  const { diagnostics = [] } = ts.transpileModule(text, {
    reportDiagnostics: true,
    fileName: "file.ts",
  });
  return diagnostics.length === 0;
}

function conflictsOfGit(
  folder: string,
  texts: { readonly ours: string; readonly base: string; readonly theirs: string },
): number {
  const beside = join(dirname(folder), "merge-file");
  mkdirSync(beside, { recursive: true });
  const names = ["ours", "base", "theirs"] as const;
  for (const name of names) writeFileSync(join(beside, name), texts[name]);
  // Into the first of them: what is printed may be too much for a pipe.
  const { status, error } = spawnSync("git", ["merge-file", "-q", ...names], { cwd: beside });
  if (status === null || status > 127) throw new Error("git merge-file failed", { cause: error });
  return status;
}

/** Revisions of the corpus, unpacked into `folder`: their files in order. */
export function unpackedRevisions(corpus: string, folder: string): readonly string[] {
  execFileSync("tar", ["-xJf", join(corpus, "openrouter-history.tar.xz"), "-C", folder]);
  const root = join(folder, "openrouter-history");
  const { revisions } = JSON.parse(readFileSync(join(root, "index.json"), "utf8")) as {
    revisions: readonly { readonly file: string }[];
  };
  return revisions.map(({ file }) => join(root, file));
}

function linesOf(text: string): readonly string[] {
  return [...new Set(text.split("\n").map(plain))];
}

/** A text without what only layout decides. */
function plain(line: string): string {
  return line.replaceAll(/[\s;,|]/g, "");
}

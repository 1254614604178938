/** What to do with each file: the rule that keeps a person's work safe. Pure: it only compares hashes. */
import type { DiskState } from "./disk.js";
import { fold } from "./paths.js";

export type Action =
  | "create"
  | "update"
  | "delete"
  | "unchanged"
  /** Ours, but edited since: what is generated now has to be merged with it. */
  | "merge"
  /** Merged, and it is what stands there already. */
  | "keep-edited"
  /** Cannot be merged: stays as it is until somebody decides. */
  | "conflict"
  /** Ours, edited, and to be replaced all the same. */
  | "discard"
  /** Never ours, where one of ours should be: stays as it is. */
  | "keep-foreign"
  /** Ours, edited, and no longer made: stays, and is the person's from now on. */
  | "keep-orphan"
  /** Ours, no longer made, and already gone. */
  | "forget";

export interface Decision {
  readonly path: string;
  readonly action: Action;
  readonly disk: DiskState;
}

/** Whether the file on disk is replaced by what was made, or by what it was merged to. */
export function isWritten(action: Action): boolean {
  return ["create", "update", "merge", "discard"].includes(action);
}

export interface Situation {
  /** By path, the hash of what is made now. */
  readonly made: ReadonlyMap<string, string>;
  /** By path, the hashes that count as ours. */
  readonly owned: ReadonlyMap<string, readonly string[]>;
  readonly stateOf: (path: string) => DiskState;
  /** Replace edited files. Files that were never ours stay in any case. */
  readonly force: boolean;
  /** Paths of files that a person writes in too: what is made has what they wrote in it. */
  readonly shared: ReadonlySet<string>;
}

/** One decision for each path that is made or owned, sorted by path. */
export function decide(situation: Situation): Decision[] {
  const { made, owned } = situation;
  const paths = [...new Set([...made.keys(), ...owned.keys()])].sort();
  const states = new Map(paths.map((path) => [path, situation.stateOf(path)]));
  const renamed = renamedInCaseOnly(situation, states);
  return paths.map((path) => {
    const disk: DiskState = renamed.has(path)
      ? { kind: "absent" }
      : (states.get(path) ?? { kind: "absent" });
    const action = made.has(path)
      ? actionForMade(path, disk, situation)
      : actionForOld(path, disk, owned);
    return { path, action, disk };
  });
}

function actionForMade(path: string, disk: DiskState, situation: Situation): Action {
  const owned = situation.owned.get(path);
  if (disk.kind === "absent") return "create";
  if (disk.kind === "other") return "keep-foreign";
  if (disk.hash === situation.made.get(path)) return "unchanged";
  if (situation.shared.has(path)) return "update";
  if (owned === undefined) return "keep-foreign";
  if (owned.includes(disk.hash)) return "update";
  return situation.force ? "discard" : "merge";
}

function actionForOld(path: string, disk: DiskState, owned: Situation["owned"]): Action {
  if (disk.kind !== "file") return "forget";
  return owned.get(path)?.includes(disk.hash) ? "delete" : "keep-orphan";
}

/**
 * Paths whose old spelling (`Foo.ts` for `foo.ts`) is the same file on this disk. It goes away under the old name,
 * so the new one counts as absent; otherwise it would be found unchanged and then deleted.
 */
function renamedInCaseOnly(
  { made, owned }: Situation,
  states: ReadonlyMap<string, DiskState>,
): Set<string> {
  const gone = new Map<string, string>();
  for (const path of owned.keys()) {
    const state = states.get(path);
    if (made.has(path) || state?.kind !== "file") continue;
    if (owned.get(path)?.includes(state.hash)) gone.set(fold(path), state.inode);
  }
  const renamed = [...made.keys()].filter((path) => {
    const state = states.get(path);
    return state?.kind === "file" && state.inode === gone.get(fold(path));
  });
  return new Set(renamed);
}

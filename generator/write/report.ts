/** What a run tells of the folder. */
import { join } from "node:path";
import type { Diagnostic, WriteReport } from "../contract/index.js";
import type { Action, Decision } from "./decide.js";
import { hashText } from "./disk.js";
import type { MergedEdit } from "./merge-edits.js";
import type { Conflict } from "./merge/index.js";
import { type Outcome, settledEdits } from "./outcome.js";

export function reportOf(outcome: Outcome, output: string): WriteReport {
  const { decisions, merges } = outcome;
  const pathsOf = (...actions: Action[]): string[] =>
    decisions.filter(({ action }) => actions.includes(action)).map(({ path }) => path);
  const settled = settledIn(outcome);
  return {
    created: pathsOf("create"),
    updated: pathsOf("update"),
    deleted: pathsOf("delete"),
    unchanged: pathsOf("unchanged").length,
    merged: pathsOf("merge"),
    kept: pathsOf("keep-edited", "keep-foreign", "keep-orphan"),
    settled,
    conflicts: merges.flatMap(({ path, conflicts }) =>
      conflicts.map(({ line, endLine, ours, theirs }) => ({ path, line, endLine, ours, theirs })),
    ),
    discarded: pathsOf("discard"),
    diagnostics: [
      ...decisions.flatMap(
        (decision) => keptDiagnostic(decision, { outcome, output, settled }) ?? [],
      ),
      ...merges.flatMap((merge) => conflictDiagnostics(merge, output)),
    ],
  };
}

/** Edited files that are as the manifest knows them, and that nothing new has to be merged with. */
function settledIn({ merges, manifest }: Outcome): string[] {
  if (manifest === null) return [];
  const settled = settledEdits(manifest);
  return merges
    .filter(({ path, base, made, text, isWritten, conflicts }) => {
      const isKnown = settled.get(path) === hashText(text) && base === made;
      return isKnown && isWritten && conflicts.length === 0;
    })
    .map(({ path }) => path);
}

/** Of a run that found nothing to do. `kept`: edited files that are as the last run left them. */
export function upToDateReport(
  files: number,
  kept: readonly string[],
  output: string,
): WriteReport {
  return {
    created: [],
    updated: [],
    deleted: [],
    merged: [],
    conflicts: [],
    discarded: [],
    unchanged: files - kept.length,
    kept,
    settled: kept,
    diagnostics: kept.map((path) => told(edited(path), join(output, path), "info")),
  };
}

type Text = Pick<Diagnostic, "rule" | "message" | "hint">;

function told(text: Text, file: string, severity: Diagnostic["severity"]): Diagnostic {
  return { ...text, severity, location: { file } };
}

/** What happens to a file that is not as it was generated, with what to do about it. */
function keptDiagnostic(
  { path, action, disk }: Decision,
  context: {
    readonly outcome: Outcome;
    readonly output: string;
    readonly settled: readonly string[];
  },
): Diagnostic | null {
  const { manifest } = context.outcome;
  const file = join(context.output, path);
  if (action === "keep-edited" || action === "merge")
    return told(edited(path), file, context.settled.includes(path) ? "info" : "warning");
  if (action === "discard") return told(discarded(path), file, "warning");
  if (action === "keep-orphan") return told(orphaned(path), file, "warning");
  if (action === "keep-foreign")
    return told(
      inTheWay(path, disk.kind === "other" ? disk.what : "a file that Specwright did not write"),
      file,
      "warning",
    );
  // After a run that was cut off, a file may be missing that nobody deleted.
  const wasWhole = manifest !== null && manifest.inputHash !== null;
  return action === "create" && wasWhole && manifest.files.has(path)
    ? told(restored(path), file, "warning")
    : null;
}

function edited(path: string): Text {
  return {
    rule: "file-edited",
    message: `"${path}" was edited since it was generated; the edit is merged with what is generated.`,
    hint: "Move the change into a template of your own (specwright eject) where it is meant for every version.",
  };
}

function discarded(path: string): Text {
  return {
    rule: "edit-discarded",
    message: `"${path}" was edited since it was generated; --force replaces it.`,
    hint: "Restore the edit from version control if it is still wanted.",
  };
}

function orphaned(path: string): Text {
  return {
    rule: "file-orphaned",
    message: `"${path}" is no longer generated, but was edited, so it stays. It is yours from now on.`,
    hint: "Delete it if the package does not need it.",
  };
}

function inTheWay(path: string, what: string): Text {
  return {
    rule: "file-in-the-way",
    message: `"${path}" should be generated, but there is ${what}; it stays as it is.`,
    hint: "Move or rename what is there, then generate again.",
  };
}

function restored(path: string): Text {
  return {
    rule: "file-restored",
    message: `"${path}" was deleted or renamed since it was generated; it is made again.`,
    hint: "A copy under another name is yours, and stays as it is. Leave out what makes the file (filter, templates) if the package does not need it.",
  };
}

function conflictDiagnostics({ path, conflicts }: MergedEdit, output: string): Diagnostic[] {
  return conflicts.map((conflict) => ({
    ...conflictText(path, conflict),
    severity: "error",
    location: { file: join(output, path), line: conflict.line },
  }));
}

function conflictText(path: string, { line, endLine, reason }: Conflict): Text {
  const hint =
    "Edit the file, then run specwright resolve on it; or let --ours or --theirs decide.";
  const lines = line === endLine ? `line ${line}` : `lines ${line} to ${endLine}`;
  switch (reason) {
    case null:
      return {
        rule: "merge-conflict",
        hint,
        message: `"${path}", ${lines}: edited, and generated otherwise than before. Yours stays.`,
      };
    case "base-unknown":
      return {
        rule: "merge-base-unknown",
        hint,
        message: `"${path}" was edited, and what was generated before is not known any more: neither this folder nor git has it. Yours stays.`,
      };
    case "not-text":
      return {
        rule: "merge-conflict",
        hint,
        message: `"${path}" was edited and is no UTF-8 text, so it cannot be merged. Yours stays.`,
      };
    case "syntax":
      return {
        rule: "merge-conflict",
        hint,
        message: `"${path}" was edited, and cannot be merged to something that parses. Yours stays.`,
      };
  }
}

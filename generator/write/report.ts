import { join } from "node:path";
import type { Diagnostic } from "../contract/index.js";
import type { Action, Decision } from "./decide.js";

/** One warning for each file that stays as a person left it, with what to do about it. */
export function keptDiagnostics(decisions: readonly Decision[], output: string): Diagnostic[] {
  return decisions.flatMap((decision) => {
    const text = texts[decision.action]?.(decision);
    if (text === undefined) return [];
    return [{ ...text, severity: "warning", location: { file: join(output, decision.path) } }];
  });
}

type Text = Pick<Diagnostic, "rule" | "message" | "hint">;

const texts: Partial<Record<Action, (decision: Decision) => Text>> = {
  "keep-edited": ({ path }) => ({
    rule: "file-edited",
    message: `"${path}" was edited since it was generated, so it stays as it is.`,
    hint: "Move the change into a template of your own (specwright eject), then run generate --force, which replaces edited files.",
  }),
  "keep-foreign": ({ path, disk }) => ({
    rule: "file-in-the-way",
    message: `"${path}" should be generated, but there is ${disk.kind === "other" ? disk.what : "a file that Specwright did not write"}; it stays as it is.`,
    hint: "Move or rename what is there, then generate again.",
  }),
  "keep-orphan": ({ path }) => ({
    rule: "file-orphaned",
    message: `"${path}" is no longer generated, but was edited, so it stays. It is yours from now on.`,
    hint: "Delete it if the package does not need it.",
  }),
};

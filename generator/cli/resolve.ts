/** `specwright resolve`: decides what `generate` could not merge. */
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { flagValue } from "../config/flags.js";
import { loadConfigs } from "../config/index.js";
import { SpecwrightError } from "../contract/index.js";
import { type PackageConflict, packageConflicts, resolveConflict } from "../resolve.js";
import type { CommandContext, Outcome, RunCommand } from "./command.js";
import { localName } from "./diagnostics.js";
import { exitCodes } from "./exit-codes.js";
import { oursFlag, theirsFlag } from "./flags.js";
import { configRequest } from "./targets/index.js";

export const runResolve: RunCommand = async (context) => {
  const [file] = context.positionals;
  const side = sideOf(context);
  if (file === undefined) return listed(context, side);
  const { output, path } = placeOf(resolve(context.cwd, file));
  await resolveConflict(output, path, side);
  const name = localName(join(output, path), context.cwd);
  return {
    exitCode: exitCodes.ok.code,
    diagnostics: [],
    text: `${name}: resolved${side === null ? "" : ` (${side})`}; run specwright generate\n`,
    data: { resolved: name },
  };
};

function sideOf({ flags }: CommandContext): "ours" | "theirs" | null {
  const [ours, theirs] = [flagValue(flags, oursFlag), flagValue(flags, theirsFlag)];
  if (ours === true && theirs === true)
    throw usage("--ours and --theirs exclude each other.", "Give one of them, or none.");
  if (ours === true) return "ours";
  return theirs === true ? "theirs" : null;
}

/** With 1 where there are any, for scripts. */
async function listed(context: CommandContext, side: string | null): Promise<Outcome> {
  if (side !== null)
    throw usage(
      `--${side} needs a file.`,
      "specwright resolve, without anything, lists the files.",
    );
  const conflicts = (await loadConfigs(configRequest(context))).flatMap(({ output }) =>
    packageConflicts(output),
  );
  const names = conflicts.map((conflict) => nameOf(conflict, context.cwd));
  return {
    exitCode: names.length === 0 ? exitCodes.ok.code : exitCodes.found.code,
    diagnostics: [],
    text: names.length === 0 ? "no conflicts\n" : names.map((name) => `${name}\n`).join(""),
    data: { conflicts: names },
  };
}

function nameOf({ output, path, lines }: PackageConflict, cwd: string): string {
  return `${localName(join(output, path), cwd)}${lines.length === 0 ? "" : `:${lines.join(",")}`}`;
}

/** The package that a file belongs to: the nearest folder with a manifest. */
function placeOf(file: string): { readonly output: string; readonly path: string } {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".specwright.json")))
      return { output: folder, path: relative(folder, file).replaceAll("\\", "/") };
    if (folder === dirname(folder))
      throw usage(`"${file}" belongs to no generated package.`, "Name a file of a package.");
  }
}

function usage(message: string, hint: string): SpecwrightError {
  return new SpecwrightError([{ rule: "usage", severity: "error", message, hint }]);
}

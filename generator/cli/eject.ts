import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadTemplatesFolder } from "../config/index.js";
import { SpecwrightError, type TemplateSet } from "../contract/index.js";
import { didYouMean } from "../lib/nearest.js";
import { loadTemplates } from "../plan/templates.js";
import type { CommandContext, RunCommand } from "./command.js";
import { localName } from "./diagnostics.js";
import { exitCodes } from "./exit-codes.js";
import { recordOrigin } from "./origins.js";
import { configRequest } from "./targets/index.js";

/** `specwright eject ID`: a copy of a built-in template, to change. Without an ID: which there are. */
export const runEject: RunCommand = async (context) => {
  const builtins = loadTemplates(null).templates;
  const [id] = context.positionals;
  const ids = [...builtins.keys()].sort();
  const done = { exitCode: exitCodes.ok.code, diagnostics: [] };
  if (id === undefined) {
    return { ...done, text: ids.map((known) => `${known}\n`).join(""), data: { templates: ids } };
  }
  const file = await eject(id, builtins, context);
  return { ...done, text: `${localName(file, context.cwd)}\n`, data: { template: id, file } };
};

async function eject(
  id: string,
  builtins: TemplateSet["templates"],
  context: CommandContext,
): Promise<string> {
  const builtin = builtins.get(id);
  if (builtin === undefined) {
    throw fault(
      "template-unknown",
      `There is no built-in template "${id}".`,
      `specwright eject lists all of them.${didYouMean(id, builtins.keys())}`,
    );
  }
  const folder = await loadTemplatesFolder(configRequest(context));
  if (folder === null) {
    throw fault(
      "templates-folder-missing",
      "Nothing names the folder of your templates.",
      'Give it with --templates, or as "templates" in specwright.config.ts.',
    );
  }
  const file = join(folder, id);
  copyNew(file, builtin.text);
  recordOrigin(folder, id, builtin.text);
  return file;
}

function copyNew(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "EEXIST") {
      throw fault(
        "template-exists",
        "You have this template already; it stays as it is.",
        "Move it away to get a fresh copy of the built-in one.",
        file,
      );
    }
    throw fault(
      "templates-unwritable",
      `The template cannot be written: ${String(error)}.`,
      "See that the templates folder is a folder that you may write to.",
      file,
    );
  }
}

function fault(rule: string, message: string, hint: string, file?: string): SpecwrightError {
  const location = file === undefined ? {} : { location: { file } };
  return new SpecwrightError([{ rule, severity: "error", message, hint, ...location }]);
}

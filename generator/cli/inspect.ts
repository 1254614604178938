import { flagValue } from "../config/flags.js";
import { SpecwrightError } from "../contract/index.js";
import { applyOverlays, type Description } from "../generate.js";
import { didYouMean } from "../lib/nearest.js";
import type { CommandContext, Outcome, RunCommand } from "./command.js";
import { describeTarget, oneTarget } from "./describe.js";
import { exitCodes } from "./exit-codes.js";
import { appliedFlag, documentFlag, pathFlag, templateFlag } from "./flags.js";

/** `specwright inspect`: what stands between the document and the files, as JSON; or the document itself. */
export const runInspect: RunCommand = async (context) => {
  if (flagValue(context.flags, appliedFlag)) {
    const { text, diagnostics } = await applyOverlays(await oneTarget(context));
    return printed(text, diagnostics);
  }
  const description = await describeTarget(context);
  const shown = selected(description, context);
  return printed(`${JSON.stringify(shown, null, 2)}\n`, description.diagnostics);
};

function printed(text: string, diagnostics: Outcome["diagnostics"]): Outcome {
  return { exitCode: exitCodes.ok.code, diagnostics, text, data: {} };
}

function selected(description: Description, { flags }: CommandContext): unknown {
  const template = flagValue(flags, templateFlag);
  if (template !== undefined) return contexts(description, template, flagValue(flags, pathFlag));
  return flagValue(flags, documentFlag) ? description.document.root : description.model;
}

/** What a template sees: for each file that it makes, or for the one at `path`. */
function contexts({ plan, templates }: Description, id: string, path: string | undefined): unknown {
  const files = [...plan.files, ...plan.samples].filter(({ templateId }) => templateId === id);
  if (files.length === 0) throw notPlanned(id, [...templates.templates.keys()]);
  if (path === undefined) {
    return files.map(({ path: made, context }) => ({ path: made, context }));
  }
  const file = files.find(({ path: made }) => made === path);
  if (file !== undefined) return file.context;
  const paths = files.map(({ path: made }) => made);
  throw fault(
    "path-unknown",
    `The template "${id}" does not make a file "${path}".`,
    `It makes ${paths.join(", ")}.${didYouMean(path, paths)}`,
  );
}

function notPlanned(id: string, known: readonly string[]): SpecwrightError {
  return known.includes(id)
    ? fault(
        "template-without-context",
        `The template "${id}" makes no file of its own.`,
        "A partial sees the context of the template that includes it: inspect that one.",
      )
    : fault(
        "template-unknown",
        `There is no template "${id}".`,
        `specwright eject lists the built-in ones.${didYouMean(id, known)}`,
      );
}

function fault(rule: string, message: string, hint: string): SpecwrightError {
  return new SpecwrightError([{ rule, severity: "error", message, hint }]);
}

import { loadConfigFor } from "../../config/index.js";
import { flagValue } from "../../config/flags.js";
import { options } from "../../config/options.js";
import { type Bump, type Diagnostic, SpecwrightError } from "../../contract/index.js";
import { BUMPS, diff, type DiffSide } from "../../diff.js";
import type { CommandContext, RunCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { bumpOnFlag, failOnBumpFlag, formatFlag, verboseFlag } from "../flags.js";
import { sarifLog } from "../sarif.js";
import { configRequest } from "../targets/index.js";
import { diffGithub } from "./github.js";
import { diffHtml } from "./html.js";
import { diffJson } from "./json.js";
import { diffMarkdown } from "./markdown.js";
import { type DiffReport, type LocatedChange, reportOf } from "./report.js";
import { type OpenedSide, openSide } from "./sides.js";
import { diffText } from "./text.js";

/** `specwright diff OLD NEW`: what a change of the document means for who uses the package. */
export const runDiff: RunCommand = async (context) => {
  const { cwd, flags } = context;
  const [old, next] = context.positionals;
  if (old === undefined || next === undefined)
    throw usage(
      "Two documents are needed.",
      "Give both: specwright diff OLD NEW, such as diff HEAD:openapi.yaml openapi.yaml.",
    );
  if (old === "-" && next === "-")
    throw usage("Standard input can be one side only.", "Give a file for the other.");
  const opened: OpenedSide[] = [];
  try {
    for (const source of [old, next]) opened.push(openSide(source, cwd));
    const [before, after] = await Promise.all(
      opened.map((side) => diffSide(side, opened, context)),
    );
    if (before === undefined || after === undefined)
      throw usage("Two documents are needed.", "Give both.");
    const result = await diff(before, after, { bumpOn: flagValue(flags, bumpOnFlag) ?? "source" });
    const report = reportOf(
      result,
      { old: result.old?.document ?? null, new: result.new?.document ?? null },
      { old, new: next },
      { cwd, folders: { old: folderOf(opened[0]), new: folderOf(opened[1]) } },
    );
    const failOn = flagValue(flags, failOnBumpFlag);
    const isReached = failOn !== undefined && BUMPS.indexOf(report.bump) >= BUMPS.indexOf(failOn);
    return {
      exitCode: isReached ? exitCodes.found.code : exitCodes.ok.code,
      // What each document has for faults is for generate and check to tell.
      diagnostics: [],
      text: textOf(report, context),
      data: diffJson(report),
    };
  } finally {
    for (const { close } of opened) close();
  }
};

/** Where a document of a git revision was written to. */
function folderOf(side: OpenedSide | undefined): string | null {
  return side === undefined || "package" in side ? null : side.folder;
}

/** The configuration says how packages are named; which document they are made of, the side. */
async function diffSide(
  side: OpenedSide,
  all: readonly OpenedSide[],
  context: CommandContext,
): Promise<DiffSide> {
  if ("package" in side) return side;
  const request = configRequest(context);
  const values = new Map(context.flags.values);
  values.delete(options.failOn.flag);
  const paths = all.map(({ path }) => path);
  const config = await loadConfigFor(
    { ...request, flags: { ...context.flags, values } },
    side.input,
    paths,
  );
  // What the entry for openapi-fetch shows is the document itself.
  return { config: { ...config, openapiTypes: false }, source: side.source };
}

function textOf(report: DiffReport, { flags, terminal }: CommandContext): string {
  switch (flagValue(flags, formatFlag)) {
    case "markdown":
      return diffMarkdown(report);
    case "html":
      return diffHtml(report);
    case "json":
      return `${JSON.stringify(diffJson(report), null, 2)}\n`;
    case "sarif":
      return `${JSON.stringify(sarifLog(report.changes.map(asDiagnostic)), null, 2)}\n`;
    case "github":
      return diffGithub(report);
    case "text":
    case undefined:
      return diffText(report, terminal, flagValue(flags, verboseFlag) === true);
  }
}

const SEVERITIES: Readonly<Record<Bump, Diagnostic["severity"]>> = {
  major: "error",
  minor: "warning",
  patch: "info",
  none: "info",
};

function asDiagnostic({ bump, kind, message, migration, places }: LocatedChange): Diagnostic {
  const location = places.new ?? places.old;
  return {
    rule: kind,
    severity: SEVERITIES[bump],
    message,
    hint: migration ?? "",
    ...(location === null ? {} : { location }),
  };
}

function usage(message: string, hint: string): SpecwrightError {
  return new SpecwrightError([{ rule: "usage", severity: "error", message, hint }]);
}

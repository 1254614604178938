import type { Json, LoadedDocument, Operation, Report } from "../contract/index.js";
import { sampleCalls } from "../sample-calls.js";
import { finding } from "../lib/finding.js";
import { type Action, overlayText, pathOf } from "../lib/overlay.js";
import { child, follow, isObject, segmentsOf } from "../lib/pointer.js";
import type { RunCommand } from "./command.js";
import { oneTarget } from "./describe.js";
import { exitCodes } from "./exit-codes.js";

/**
 * `specwright samples`: an overlay that gives each operation a sample of its call, for sites that show the document.
 * @see https://redocly.com/docs-legacy/api-reference-docs/specification-extensions/x-code-samples
 */
export const runSamples: RunCommand = async (context) => {
  const { document, model, calls, diagnostics } = await sampleCalls(await oneTarget(context));
  const found = [...diagnostics];
  const report: Report = (diagnostic) => void found.push(diagnostic);
  const label = model.package.name;
  const actions = calls.flatMap(({ operation, text }) =>
    actionsFor({ document, label, report }, operation, text),
  );
  const title = JSON.stringify(`Samples of ${label}`);
  return {
    exitCode: exitCodes.ok.code,
    diagnostics: found,
    text: overlayText(title, actions),
    data: {},
  };
};

interface Scope {
  readonly document: LoadedDocument;
  /** Tells our samples from those of others. */
  readonly label: string;
  readonly report: Report;
}

function actionsFor(scope: Scope, operation: Operation, text: string): readonly Action[] {
  const { document, label } = scope;
  const pointer = canonical(document, operation.pointer);
  const location = document.locate(pointer);
  if (location.file !== document.source || location.pointer === undefined) {
    reportUnreachable(scope, operation);
    return [];
  }
  const target = pathOf(document.root, location.pointer);
  return [...removal(document, pointer, target, label), { target, lines: update(label, text) }];
}

/** Where the operation itself stands, which may be a path item that its path refers to. */
function canonical(document: LoadedDocument, pointer: string): string {
  const [, path = "", ...rest] = segmentsOf(pointer);
  const here = child("/paths", path);
  const placed = follow(document, document.at(here), here);
  return child(placed?.pointer ?? here, ...rest);
}

/** An overlay adds to a list, so what an earlier run has put there goes first. */
function removal(
  document: LoadedDocument,
  pointer: string,
  target: string,
  label: string,
): readonly Action[] {
  const present = document.at(child(pointer, "x-codeSamples"));
  const isOurs = (sample: Json) => isObject(sample) && sample["label"] === label;
  if (!Array.isArray(present) || !(present as readonly Json[]).some(isOurs)) return [];
  const ours = `${target}['x-codeSamples'][?@.label == ${JSON.stringify(label)}]`;
  return [{ target: ours, lines: ["remove: true"] }];
}

function update(label: string, text: string): readonly string[] {
  return [
    "update:",
    "  x-codeSamples:",
    "    - lang: TypeScript",
    `      label: ${JSON.stringify(label)}`,
    "      source: |-",
    ...text
      .trimEnd()
      .split("\n")
      .map((line) => (line === "" ? "" : `        ${line}`)),
  ];
}

function reportUnreachable({ document, report }: Scope, { id, pointer }: Operation): void {
  report(
    finding(document, {
      pointer,
      rule: "sample-not-placed",
      severity: "warning",
      message: `\`${id}\` has no sample: it stands in another file, which an overlay cannot reach.`,
      hint: "Bundle the document into one file first.",
    }),
  );
}

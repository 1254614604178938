/** A run with nothing to do: what it compares, and what it tells. */
import type { GenerateResult } from "./generate.js";
import { hashInputs } from "./lib/input-hash.js";
import { findingsKept } from "./lib/kept-findings.js";
import type { Versioning } from "./version.js";

/**
 * What the last run reported and found, where all that it read and wrote is as it was then; otherwise `null`. Compares
 * hashes of files as they are, and parses none. What came from a URL or standard input has to be read to be compared:
 * `null`, too.
 *
 * @throws {SpecwrightError} as `generate`, where the output folder cannot be worked with.
 */
export async function unchangedRun({
  config,
  key,
}: Versioning): Promise<Pick<GenerateResult, "report" | "diagnostics"> | null> {
  const { isUpToDate, lastRun } = await import("./write/index.js");
  const last = lastRun(config.output);
  if (last === null) return null;
  const { hashFiles } = await import("./load/hash-files.js");
  const document = await hashFiles(config, last.inputs);
  if (document === null) return null;
  const { loadTemplates } = await import("./plan/templates.js");
  const templates = loadTemplates(config.templates);
  const inputHash = hashInputs(document, templates, config, key, last.names);
  if (inputHash !== last.inputHash) return null;
  const report = isUpToDate(config.output, last.inputHash);
  return report && { report, diagnostics: findingsKept(last.findings, config) };
}

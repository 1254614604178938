/** Reads and applies overlay documents. */
import { SpecwrightError, type Diagnostic, type Report } from "../../contract/index.js";
import { addressOf } from "../read/address.js";
import { isSourceFile, type SourceFile } from "../read/source-file.js";
import type { Unavailable, Workspace } from "../read/workspace.js";
import type { Origins } from "../references/origins.js";
import { applyOverlay } from "./apply.js";

/** Each one sees what those before it made. @throws {SpecwrightError} where one cannot be read or is not an overlay. */
export async function applyAll(
  document: SourceFile,
  overlays: readonly string[],
  workspace: Workspace,
  origins: Origins,
  report: Report,
): Promise<void> {
  const files = await Promise.all(
    overlays.map(async (named) => ({ named, file: await workspace.readNamed(addressOf(named)) })),
  );
  const faults = files.flatMap(({ named, file }) =>
    isSourceFile(file) ? [] : [overlayFault(addressOf(named).name, file)],
  );
  if (faults.length > 0) throw new SpecwrightError(faults);
  for (const { file } of files) {
    if (!isSourceFile(file)) continue;
    const invalid = applyOverlay(document, file, origins, report);
    if (invalid.length > 0) throw new SpecwrightError(invalid);
  }
}

function overlayFault(name: string, { failure }: Unavailable): Diagnostic {
  if ("severity" in failure) return failure;
  return {
    rule: failure.reason === "not-found" ? "overlay-not-found" : "overlay-unreadable",
    severity: "error",
    message: `The overlay ${name} ${failure.text}.`,
    hint: "Give the path or URL of an overlay document.",
    location: { file: name },
  };
}

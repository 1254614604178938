/** The load stage: whatever describes an API comes in, one OpenAPI 3.1-shaped document goes out. */
import {
  SpecwrightError,
  type Diagnostic,
  type Json,
  type LoadedDocument,
  type OperationFilter,
  type Report,
} from "../contract/index.js";
import {
  checkExactIntegers,
  checkOperationIds,
  checkRoot,
  dropCircularReferences,
} from "./check.js";
import { documentOf } from "./document.js";
import { hashOf } from "./hash-files.js";
import { takeLargeIntegers } from "./parse/large-integers.js";
import { addressOf, portableName } from "./read/address.js";
import { isSourceFile, type SourceFile } from "./read/source-file.js";
import { Workspace, type Unavailable } from "./read/workspace.js";
import { bundle } from "./references/bundle.js";
import { Origins } from "./references/origins.js";
import { upgrade } from "./upgrade/index.js";
import { everything, relevant, select } from "./select/index.js";
import type { Node } from "./value.js";
import { versionOf } from "./version.js";

export interface LoadOptions {
  /** File path, http(s) URL, or `-` for standard input. */
  readonly input: string;
  /** Overlay documents, applied in order: paths or URLs. */
  readonly overlays: readonly string[];
  /** Hosts that remote `$ref`s may be fetched from, beside the input's own. */
  readonly allowHosts: readonly string[];
  /** Which operations and components stay. Default: all. */
  readonly filter?: OperationFilter;
  /** Reads standard input; default: the process's. */
  readonly stdin?: () => Promise<Buffer>;
}

/**
 * Reads the document and everything that it refers to.
 *
 * @throws {SpecwrightError} where the input or an overlay cannot be read or is not what it should be.
 */
export async function load(options: LoadOptions, report: Report): Promise<LoadedDocument> {
  const found: Diagnostic[] = [];
  const collect: Report = (diagnostic) => void found.push(diagnostic);
  const workspace = new Workspace(options.input, options.allowHosts, options.stdin, collect);
  const file = await readInput(workspace);
  const origins = new Origins();
  await overlay(file, options.overlays, workspace, origins, collect);
  const version = versionOf(file);
  if ("rule" in version) throw new SpecwrightError([version]);
  checkRoot(file, version, collect);
  const bundled = await bundle(file, workspace, origins, {
    swagger2: version.family === "2.0",
    report: collect,
  });
  const inventory = await upgrade(file, bundled, version, origins, collect);
  dropCircularReferences(file.value as Node, inventory, collect);
  const leftOut = select(file, options.filter ?? everything, origins, collect);
  const files = workspace.hashes();
  const diagnostics: Diagnostic[] = [];
  const document = documentOf({
    file,
    declaredVersion: version.text,
    origins,
    files,
    hash: hashOf(
      files,
      options.overlays.map((named) => portableName(workspace.root, addressOf(named))),
    ),
    exactIntegers: workspace.largeIntegers ? takeLargeIntegers(file.value) : {},
    diagnostics,
  });
  checkOperationIds(document, collect);
  checkExactIntegers(document, collect);
  diagnostics.push(...relevant(found, leftOut));
  for (const diagnostic of diagnostics) report(diagnostic);
  return document;
}

export interface AppliedDocument {
  /** The input with its overlays applied and nothing else changed. */
  readonly root: Json;
  /** The same as text, in the input's own language. */
  readonly text: string;
  readonly format: "json" | "yaml";
}

/**
 * The input with the overlays applied, to be written out: references and version stay as they are.
 *
 * @throws {SpecwrightError} as `load`.
 */
export async function applyOverlays(
  options: LoadOptions,
  report: Report,
): Promise<AppliedDocument> {
  const workspace = new Workspace(options.input, options.allowHosts, options.stdin, report);
  const file = await readInput(workspace);
  await overlay(file, options.overlays, workspace, new Origins(), report);
  const { printDocument } = await import("./overlay/print.js");
  return {
    text: printDocument(file.value, file.format),
    format: file.format,
    root: file.value as Json,
  };
}

async function overlay(
  file: SourceFile,
  overlays: readonly string[],
  workspace: Workspace,
  origins: Origins,
  report: Report,
): Promise<void> {
  if (overlays.length === 0) return;
  const { applyAll } = await import("./overlay/index.js");
  await applyAll(file, overlays, workspace, origins, report);
}

async function readInput(workspace: Workspace): Promise<SourceFile> {
  const file = await workspace.readNamed(workspace.root);
  if (isSourceFile(file)) return file;
  throw new SpecwrightError([inputFault(workspace.root.name, file)]);
}

function inputFault(name: string, { failure }: Unavailable): Diagnostic {
  if ("severity" in failure) return failure;
  return {
    rule: failure.reason === "not-found" ? "input-not-found" : "input-unreadable",
    severity: "error",
    message: `The input ${name} ${failure.text}.`,
    hint: "Give the path of a file, an http(s) URL, or `-` for standard input.",
    location: { file: name },
  };
}

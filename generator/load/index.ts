/** The load stage: whatever describes an API comes in, one OpenAPI 3.1-shaped document goes out. */
import { SpecwrightError, type Diagnostic, type LoadedDocument, type Report } from "../contract/index.js";
import { checkOperationIds, checkRoot, dropCircularReferences } from "./check.js";
import { documentOf } from "./document.js";
import { settleLargeIntegers } from "./parse/large-integers.js";
import { isSourceFile, type SourceFile } from "./read/source-file.js";
import { hashOf, Workspace, type Unavailable } from "./read/workspace.js";
import { bundle } from "./references/bundle.js";
import { Origins } from "./references/origins.js";
import { upgrade } from "./upgrade/index.js";
import type { Node } from "./value.js";
import { versionOf } from "./version.js";

export interface LoadOptions {
  /** File path, http(s) URL, or `-` for standard input. */
  readonly input: string;
  /** Overlay documents, applied in order: paths or URLs. */
  readonly overlays: readonly string[];
  /** Hosts that remote `$ref`s may be fetched from, beside the input's own. */
  readonly allowHosts: readonly string[];
  /** Reads standard input; default: the process's. */
  readonly stdin?: () => Promise<Buffer>;
}

/**
 * Reads the document and everything that it refers to.
 *
 * @throws {SpecwrightError} where the input or an overlay cannot be read or is not what it should be.
 */
export async function load(options: LoadOptions, report: Report): Promise<LoadedDocument> {
  const diagnostics: Diagnostic[] = [];
  const tell: Report = (diagnostic) => {
    diagnostics.push(diagnostic);
    report(diagnostic);
  };
  const workspace = new Workspace(options.input, options.allowHosts, options.stdin, tell);
  const file = await readInput(workspace);
  const origins = new Origins();
  const version = versionOf(file);
  if ("rule" in version) throw new SpecwrightError([version]);
  checkRoot(file, version, tell);
  const bundled = await bundle(file, workspace, origins, { swagger2: version.family === "2.0", report: tell });
  const found = await upgrade(file, bundled, version, origins, tell);
  dropCircularReferences(file.value as Node, found, tell);
  const files = workspace.hashes();
  const document = documentOf({
    file,
    declaredVersion: version.text,
    origins,
    files,
    hash: hashOf(files, []),
    exactIntegers: workspace.largeIntegers ? settleLargeIntegers(file.value) : {},
    diagnostics,
  });
  checkOperationIds(document, tell);
  return document;
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

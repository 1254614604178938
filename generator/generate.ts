/**
 * The straight line, from a configuration to a written package. Stages are imported when the line reaches them: a run with nothing
 * to do loads none but `write`.
 */
import { NO_KEPT_NAMES } from "./contract/index.js";
import type {
  Diagnostic,
  KeptNames,
  LoadedDocument,
  NameTable,
  Plan,
  Report,
  ResolvedConfig,
  Samples,
  SdkModel,
  Survey,
  TemplateSet,
  Types,
  WriteReport,
} from "./contract/index.js";
import { hashInputs } from "./lib/input-hash.js";
import { findingsToKeep } from "./lib/kept-findings.js";
import { type OnStage, type Run, type StageTime, startRun } from "./lib/run.js";
import { unchangedRun } from "./unchanged.js";
import {
  openVersioning,
  surfaceHash,
  type Versioned,
  versioned,
  type Versioning,
} from "./version.js";

export type { OnStage, StageTime };

export interface GenerateOptions {
  /** `write` writes; `check` and `dry-run` only say what would be written. Default: `write`. */
  readonly mode?: "write" | "check" | "dry-run";
  /** Replace files that a person edited since we wrote them. Default: false, they are kept and reported. */
  readonly force?: boolean;
  /** Run the whole line even where nothing has changed, for all that its stages report. Default: false. */
  readonly thorough?: boolean;
  /** Go on where more than half of the operations that the package has would be removed. Default: false. */
  readonly allowLoss?: boolean;
  /** Called after each stage with its name and its wall time in milliseconds. */
  readonly onStage?: OnStage;
}

export interface GenerateResult {
  readonly report: WriteReport;
  /**
   * Everything that the stages reported, in the order of the line. Of a run that ended early, what the last whole run
   * told: one finding for each rule, with their number, and notes without their places.
   */
  readonly diagnostics: readonly Diagnostic[];
  readonly stages: readonly StageTime[];
  /** True where the inputs and all written files are what they were after the last run. */
  readonly upToDate: boolean;
  /** What the package was made from; `null` where the run ended early. */
  readonly description: Description | null;
  /** Which version the package got, and why; `null` where the run ended early. */
  readonly version: Pick<Versioned, "version" | "released" | "bump"> | null;
}

/** Everything up to the plan: what `specwright inspect` and `specwright why` show. */
export interface Description {
  readonly document: LoadedDocument;
  readonly survey: Survey;
  readonly names: NameTable;
  readonly types: Types;
  readonly model: SdkModel;
  readonly samples: Samples;
  /** What openapi-typescript makes of the document; `null` where nobody asked for it. */
  readonly openapi: string | null;
  readonly templates: TemplateSet;
  readonly plan: Plan;
  readonly diagnostics: readonly Diagnostic[];
}

export interface AppliedDocument {
  /** In the input's own language, JSON or YAML. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Generates the package that `config` describes.
 *
 * @throws {SpecwrightError} where the input, a template or the output folder cannot be worked with; nothing has been
 * written then.
 */
export async function generate(
  given: ResolvedConfig,
  options: GenerateOptions = {},
): Promise<GenerateResult> {
  const run = startRun(options.onStage);
  const versioning = await openVersioning(given);
  const { config } = versioning;
  const thorough = options.thorough === true || options.force === true;
  const known = await run.stage("compare", () => unchangedRun(versioning));
  if (known !== null && !thorough)
    return { ...run.findings, ...known, upToDate: true, description: null, version: null };

  const inputs = await open(config, run);
  const kept = await versioning.names();
  const first = await described(inputs, config, run, kept);
  const { refuseLostOperations } = await import("./lost-operations.js");
  if (options.allowLoss !== true) await refuseLostOperations(first, config.output);
  const { description, version } = await describeVersion(first, versioning, run, kept);
  const { plan } = description;
  const stages = await import("./file-stages.js");
  const { apiReport, assemble, format, render, surface, surfaceRecord } = stages;
  const rendered = await run.stage("render", () => render(plan, inputs.templates, run.report));
  const assembled = await run.stage("assemble", () => assemble(rendered, plan));
  const laidOut = await run.stage("format", () => format(assembled, { report: run.report }));
  const { recordNames } = await import("./description-stages.js");
  const names = recordNames(description.survey, description.names, description.model);
  const record = await run.stage("surface", () =>
    surfaceRecord(surface(description.model, plan, config.input), plan.symbols, names),
  );
  const files = [...laidOut, apiReport(laidOut, rendered), record, ...version.files];
  const { write } = await import("./write/index.js");
  const report = await run.stage("write", () =>
    write(files, {
      output: config.output,
      mode: options.mode ?? "write",
      force: options.force ?? false,
      inputHash: hashInputs(inputs.document, inputs.templates, config, versioning.key, names),
      record: {
        inputs: inputs.document.files.map(({ name }) => name),
        findings: findingsToKeep(run.findings.diagnostics, config),
        version: version.record,
        names,
      },
    }),
  );
  const upToDate = known !== null;
  return { ...run.findings, report, upToDate, description, version };
}

/**
 * The result of a run with nothing to do, where there is nothing to do; otherwise `null`. Compares hashes, and is done in a moment.
 *
 * @throws {SpecwrightError} as `generate`.
 */
export async function generateUnchanged(given: ResolvedConfig): Promise<GenerateResult | null> {
  const run = startRun();
  const versioning = await openVersioning(given);
  const known = await run.stage("compare", () => unchangedRun(versioning));
  return known && { ...run.findings, ...known, upToDate: true, description: null, version: null };
}

/**
 * The names that users of the package in `folder` know, as its manifest has them; none where there is no package.
 *
 * @throws {SpecwrightError} `manifest-unreadable`.
 */
export async function keptNames(folder: string): Promise<KeptNames> {
  const { keptNamesIn } = await import("./write/index.js");
  return keptNamesIn(folder);
}

/**
 * The line up to the plan, without making or writing a file.
 *
 * @param kept names that users know, as `keptNames` reads them. Default: none, so that names are those that the document
 * gives by itself.
 * @throws {SpecwrightError} as `generate`.
 */
export async function describe(
  config: ResolvedConfig,
  kept: KeptNames = NO_KEPT_NAMES,
): Promise<Description> {
  const run = startRun();
  return described(await open(config, run), config, run, kept);
}

/** As `describe`, of a document that is loaded already. */
export async function describeDocument(
  inputs: Inputs,
  config: ResolvedConfig,
  kept: KeptNames = NO_KEPT_NAMES,
): Promise<Description> {
  return described(inputs, config, startRun(), kept);
}

async function described(
  { document, templates }: Inputs,
  config: ResolvedConfig,
  run: Run,
  kept: KeptNames,
): Promise<Description> {
  const stages = await describeInputs({ document, templates }, config, run, kept);
  return { document, templates, ...stages, diagnostics: run.findings.diagnostics };
}

/** Described anew where the changes ask for another version: an alias knows since when it is there, and ends with a major version. */
async function describeVersion(
  first: Description,
  versioning: Versioning,
  run: Run,
  kept: KeptNames,
): Promise<{ readonly description: Description; readonly version: Versioned }> {
  const { config } = versioning;
  const version = await run.stage("version", () => versioned(first, versioning, run.report));
  if (version.version === config.package.version) return { description: first, version };
  const settings = { ...config.package, version: version.version };
  const next = { ...config, package: settings };
  const description = {
    ...(await described(first, next, startRun(), kept)),
    diagnostics: first.diagnostics,
  };
  // An alias that ends with this version belongs into the changelog, too.
  const isSame = (await surfaceHash(description)) === (await surfaceHash(first));
  return {
    description,
    version: isSame ? version : await versioned(description, versioning, () => {}),
  };
}

/**
 * The document with its overlays applied, and nothing else changed: what an overlay's author wants to see.
 *
 * @throws {SpecwrightError} where the document or an overlay cannot be worked with.
 */
export async function applyOverlays(config: ResolvedConfig): Promise<AppliedDocument> {
  const run = startRun();
  const stages = await import("./description-stages.js");
  const { text } = await stages.applyOverlays(config, run.report);
  return { text, diagnostics: run.findings.diagnostics };
}

/**
 * Every document that the package is made from, overlays among them: paths from the folder of the input, with `/`; URLs; `-`.
 *
 * @throws {SpecwrightError} where a document cannot be read.
 */
export async function documentsRead(config: ResolvedConfig): Promise<readonly string[]> {
  const { load } = await import("./load/index.js");
  const { files } = await load(config, () => {});
  return files.map(({ name }) => name);
}

interface Inputs {
  readonly document: LoadedDocument;
  readonly templates: TemplateSet;
}

async function open(config: ResolvedConfig, run: Run): Promise<Inputs> {
  const { load, loadTemplates } = await import("./description-stages.js");
  const document = await run.stage("load", () => load(config, run.report));
  const templates = await run.stage("templates", () => loadTemplates(config.templates));
  return { document, templates };
}

async function describeInputs(
  { document, templates }: Inputs,
  config: ResolvedConfig,
  run: Run,
  kept: KeptNames,
) {
  const stages = await import("./description-stages.js");
  const survey = await run.stage("survey", () => stages.survey(document));
  const names = await run.stage("names", () => stages.names(survey, config, run.report, kept));
  const types = await run.stage("types", () => stages.types(survey, names, config, run.report));
  const model = await run.stage("model", () =>
    stages.model(survey, names, types, config, run.report),
  );
  const samples = await run.stage("samples", () => stages.samples(survey, model, config));
  const openapi = config.openapiTypes
    ? await run.stage("openapi", () => openapiTypes(document, config, run.report))
    : null;
  const plan = await run.stage("plan", () => stages.plan(model, samples, templates, openapi));
  return { survey, names, types, model, samples, openapi, plan };
}

/**
 * Of the document as it was given, but for its overlays; of the loaded one where that has less in it, or is of another
 * version.
 */
async function openapiTypes(
  document: LoadedDocument,
  config: ResolvedConfig,
  report: Report,
): Promise<string> {
  const { asDeclared, printPaths } = await import("./types/openapi.js");
  if (!asDeclared(document, config)) return printPaths(document.root);
  if (config.overlays.length === 0) return printPaths(config.input);
  const stages = await import("./description-stages.js");
  return printPaths((await stages.applyOverlays(config, report)).text, config.input);
}

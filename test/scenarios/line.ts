/** The whole line on a fragment of a document, up to the finished texts: no file is read but templates, none is written. */
import type {
  Diagnostic,
  OutputFile,
  Plan,
  ResolvedConfig,
  TemplateSet,
} from "../../generator/contract/index.js";
import { assemble } from "../../generator/assemble/index.js";
import { format } from "../../generator/format/index.js";
import { load } from "../../generator/load/index.js";
import { model } from "../../generator/model/index.js";
import { names } from "../../generator/names/index.js";
import { plan } from "../../generator/plan/index.js";
import { loadTemplates } from "../../generator/plan/templates.js";
import { render } from "../../generator/render/index.js";
import { samples } from "../../generator/samples/index.js";
import { survey } from "../../generator/survey/index.js";
import { types } from "../../generator/types/index.js";
import { resolvedConfig } from "../generator/support/document.js";

export interface Emitted {
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Planned {
  readonly plan: Plan;
  readonly templates: TemplateSet;
  readonly diagnostics: Diagnostic[];
}

/** The line up to the plan. */
export async function planOf(
  yaml: string,
  overrides: Partial<ResolvedConfig> = {},
): Promise<Planned> {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const config = resolvedConfig(overrides);
  const document = await load(
    { input: "-", overlays: [], allowHosts: [], stdin: () => Promise.resolve(Buffer.from(yaml)) },
    report,
  );
  const found = survey(document);
  const table = names(found, config, report);
  const sdk = model(found, table, types(found, table, config, report), config, report);
  const values = samples(found, sdk, config);
  const templates = loadTemplates(config.templates);
  return { plan: plan(sdk, values, templates), templates, diagnostics };
}

/** What the line makes of a YAML document. Only the files that `isWanted` names are laid out and returned. */
export async function emit(
  yaml: string,
  isWanted: (path: string) => boolean = () => true,
  overrides: Partial<ResolvedConfig> = {},
): Promise<Emitted> {
  const { plan: planned, templates, diagnostics } = await planOf(yaml, overrides);
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const assembled = await assemble(render(planned, templates, report), planned);
  const texts = assembled.filter(({ path }) => isWanted(path));
  const finished: readonly OutputFile[] = await format(texts, { cacheDir: null, report });
  return { files: new Map(finished.map(({ path, text }) => [path, text])), diagnostics };
}

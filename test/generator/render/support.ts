import type {
  Diagnostic,
  Plan,
  RenderedFile,
  TemplateSet,
  TemplateSource,
} from "../../../generator/contract/index.js";
import { SpecwrightError } from "../../../generator/contract/index.js";
import { render } from "../../../generator/render/index.js";

/** Templates by id, as if read from `/templates`. */
function templateSet(texts: Readonly<Record<string, string>>): TemplateSet {
  const sources = Object.entries(texts).map(([id, text]): TemplateSource => ({
    id,
    text,
    origin: "builtin",
    file: `/templates/${id}`,
    frontMatter: new Map(),
  }));
  return { templates: new Map(sources.map((source) => [source.id, source])), hash: "" };
}

const symbols: Plan["symbols"] = new Map([
  ["Pet", { path: "src/types.ts", kind: "type" }],
  ["call", { path: "src/core/call.ts", kind: "value" }],
]);

/** Renders `package/file.ts.hbs` with the context. */
export function renderOne(
  template: string,
  context: object = {},
  others: Readonly<Record<string, string>> = {},
): RenderedFile {
  const templateId = "package/file.ts.hbs";
  const files = [{ path: "file.ts", templateId, context }];
  const plan: Plan = { files, samples: [], symbols };
  const [file] = render(plan, templateSet({ ...others, [templateId]: template }), () => {});
  if (file === undefined) throw new Error("nothing was rendered");
  return file;
}

/** Renders a file for each template, by the file's path. */
export function renderAll(templates: Readonly<Record<string, string>>): readonly RenderedFile[] {
  const idOf = (path: string) => `package/${path}.hbs`;
  const files = Object.keys(templates).map((path) => ({
    path,
    templateId: idOf(path),
    context: {},
  }));
  const byId = Object.entries(templates).map(([path, text]) => [idOf(path), text] as const);
  const plan: Plan = { files, samples: [], symbols };
  return render(plan, templateSet(Object.fromEntries(byId)), () => {});
}

/** What is wrong with a template. */
export function faultsOf(...args: Parameters<typeof renderOne>): readonly Diagnostic[] {
  try {
    renderOne(...args);
  } catch (error) {
    if (error instanceof SpecwrightError) return error.diagnostics;
    throw error;
  }
  return [];
}

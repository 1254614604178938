import {
  SpecwrightError,
  type Plan,
  type PlannedFile,
  type RenderedFile,
  type Report,
  type TemplateSet,
} from "../contract/index.js";
import { withoutFrontMatter } from "../lib/front-matter.js";
import { createEngine, type Engine } from "./engine.js";
import { TemplateFault } from "./fault.js";

/**
 * The text of every planned file. A file without a context is its template's text as it is.
 *
 * @throws {SpecwrightError} `template-error` for each template that cannot be rendered, with its file, line and column.
 */
export function render(
  plan: Plan,
  templates: TemplateSet,
  report: Report,
): readonly RenderedFile[] {
  for (const { id, file, origin } of templates.templates.values()) {
    if (origin === "added") report(addedNote(id, file));
  }
  const renderer = new FileRenderer(plan, templates);
  const faults = new Map<string, TemplateFault>();
  const files = plan.files.map((file) => {
    try {
      return renderer.file(file);
    } catch (error) {
      if (!(error instanceof TemplateFault)) throw error;
      // One template makes many files; its fault is told once.
      faults.set(`${error.source?.id}:${error.position?.line}:${error.message}`, error);
      return null;
    }
  });
  if (faults.size > 0)
    throw new SpecwrightError([...faults.values()].map((fault) => fault.toDiagnostic()));
  return files.filter((file) => file !== null);
}

/** The files as far as they are rendered: one may have another's text in it. */
class FileRenderer {
  readonly #planned: ReadonlyMap<string, PlannedFile>;
  readonly #rendered = new Map<string, RenderedFile>();
  readonly #begun = new Set<string>();
  readonly #templates: TemplateSet;
  readonly #engine: Engine;

  constructor({ files, symbols }: Plan, templates: TemplateSet) {
    this.#planned = new Map(files.map((file) => [file.path, file]));
    this.#templates = templates;
    this.#engine = createEngine({ templates, symbols, textOf: (path) => this.#textOf(path) });
  }

  file(planned: PlannedFile): RenderedFile {
    const known = this.#rendered.get(planned.path);
    if (known !== undefined) return known;
    if (this.#begun.has(planned.path)) throw new Error(`"${planned.path}" would hold itself.`);
    this.#begun.add(planned.path);
    try {
      const made = renderFile(planned, this.#templates, this.#engine);
      this.#rendered.set(planned.path, made);
      return made;
    } finally {
      this.#begun.delete(planned.path);
    }
  }

  #textOf(path: string): string | undefined {
    const planned = this.#planned.get(path);
    return planned === undefined ? undefined : this.file(planned).text;
  }
}

function renderFile(file: PlannedFile, templates: TemplateSet, engine: Engine): RenderedFile {
  const { path, templateId, context, layout } = file;
  if (context !== null) {
    const made = engine.render(templateId, context);
    const isLaidOut = layout === undefined ? made.isLaidOut : layout === "none";
    return { path, templateId, ...made, isLaidOut };
  }
  const source = templates.templates.get(templateId);
  const { text = "", file: templateFile = templateId } = source ?? {};
  const isCopy = source?.origin === "builtin";
  const origins = () => [{ line: 1, templateId, templateFile, templateLine: 1 }];
  return {
    path,
    templateId,
    kind: isCopy ? "copy" : "custom",
    text: withoutFrontMatter(text),
    references: new Map(),
    origins,
    isLaidOut: isCopy,
  };
}

function addedNote(id: string, file: string) {
  return {
    rule: "template-added",
    severity: "info",
    message: `"${id}" is added to the package.`,
    hint: "Nothing to do; move it out of the templates folder if it is not meant to be there.",
    location: { file },
  } as const;
}

/** Templates in force, ready to be rendered. */
import type { RenderedFile, SymbolOrigin, TemplateSet, TemplateSource } from "../contract/index.js";
import { resolveGroups } from "./groups.js";
import { Language, textHash, type Template } from "./language.js";
import { LineMarks, withoutEnds } from "./lines.js";
import { Notebook } from "./notes.js";
import { precompiled } from "./precompiled.js";

export type Rendered = Omit<RenderedFile, "path" | "templateId">;

export interface Engine {
  /** @throws {TemplateFault} where the template, or a partial that it uses, cannot be rendered with this context. */
  render(templateId: string, context: object): Rendered;
}

export interface EngineOptions {
  readonly templates: TemplateSet;
  readonly symbols: ReadonlyMap<string, SymbolOrigin>;
  /** The text of another file of the package; `undefined` where none has that path. */
  readonly textOf: (path: string) => string | undefined;
}

export function createEngine({ templates, symbols, textOf }: EngineOptions): Engine {
  const marks = new LineMarks();
  const notes = new Notebook(symbols);
  const language = new Language({ notes, textOf });
  const plain = new Map<string, Template>();
  const marking = new Map<string, Template>();
  let compiled = plain;
  const template = (source: TemplateSource): Template => {
    const existing = compiled.get(source.id);
    if (existing !== undefined) return existing;
    const made = compiled === marking ? language.compile(source, marks) : ready(source, language);
    compiled.set(source.id, made);
    return made;
  };
  for (const source of templates.templates.values()) {
    const partial: Template = (context, options) => {
      if (source.origin !== "builtin") notes.custom();
      return template(source)(context, options);
    };
    for (const name of partialNames(source.id)) language.registerPartial(name, partial);
  }
  return {
    render(templateId, context) {
      const source = templates.templates.get(templateId);
      if (source === undefined)
        throw new TypeError(`The plan names a template that is not there: ${templateId}`);
      const write = () => resolveGroups(template(source)(context));
      const noted = notes.take(() => withoutEnds(write()));
      const isBuiltin = source.origin === "builtin" && !noted.isCustom;
      return {
        kind: isBuiltin ? "builtin" : "custom",
        text: noted.result,
        references: noted.references,
        // Only built-in templates are known to write what prettier would.
        isLaidOut: isBuiltin,
        // Rendered once more: marks double the work and the memory of every file, and hardly anybody asks.
        origins() {
          compiled = marking;
          try {
            return marks.originsOf(write());
          } finally {
            compiled = plain;
          }
        },
      };
    },
  };
}

/**
 * What `{{> ...}}` may call it: its id without `.hbs`. Handlebars drops brackets from an unquoted name, so
 * `[operation]` can be written with and without them.
 */
function partialNames(id: string): readonly string[] {
  const name = id.replace(/\.hbs$/, "");
  return [...new Set([id, name, name.replaceAll(/[[\]]/g, "")])];
}

/**
 * Built-in templates are compiled when the generator is built; others, and those of its sources, when they are used.
 */
function ready(source: TemplateSource, language: Language): Template {
  const made = precompiled[source.id];
  return made?.hash === textHash(source.text)
    ? language.load(source, made)
    : language.compile(source, null);
}

/** The one file that knows Handlebars. */
import Handlebars from "handlebars";
import type {
  Json,
  RenderedFile,
  SymbolOrigin,
  TemplateSet,
  TemplateSource,
} from "../contract/index.js";
import { comment, literalIn, ref, runtime, type, valueHelpers, type Notes } from "./helpers.js";
import { group, isTidy, resolveGroups } from "./groups.js";
import { dedentComments } from "./dedent.js";
import { LineMarks, markLines, withoutEnds } from "./lines.js";
import { Notebook } from "./notes.js";
import { TemplateFault } from "./fault.js";

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

type Template = (context: unknown, options?: Handlebars.RuntimeOptions) => string;

/**
 * An instance of its own, so that nobody else's helpers and partials get in. Strict: a misspelled name is an error, not an
 * empty string. Nothing is escaped: the output is code and Markdown, and helpers escape for those.
 */
export function createEngine({ templates, symbols, textOf }: EngineOptions): Engine {
  const handlebars = Handlebars.create();
  const marks = new LineMarks();
  const notes = new Notebook(symbols);
  registerHelpers(handlebars, notes);
  handlebars.registerHelper("loose", () => {
    notes.loose();
    return "";
  });
  handlebars.registerHelper(
    "file",
    withoutOptions("file", (path) => includedFile(String(path), textOf)),
  );
  const plain = new Map<string, Template>();
  const marking = new Map<string, Template>();
  let compiled = plain;
  const template = (source: TemplateSource): Template => {
    const existing = compiled.get(source.id);
    if (existing !== undefined) return existing;
    const made = compile(handlebars, source, compiled === marking ? marks : null);
    compiled.set(source.id, made);
    return made;
  };
  for (const source of templates.templates.values()) {
    const partial: Template = (context, options) => {
      if (source.origin !== "builtin") notes.custom();
      return template(source)(context, options);
    };
    for (const name of partialNames(source.id)) handlebars.registerPartial(name, partial);
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
        isLaidOut: isBuiltin && !noted.isLoose && isTidy(noted.result),
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

function includedFile(path: string, textOf: EngineOptions["textOf"]): string {
  const text = textOf(path);
  if (text === undefined) throw new Error(`The package has no file "${path}".`);
  return text.trimEnd();
}

/**
 * What `{{> ...}}` may call it: its id without `.hbs`. Handlebars drops brackets from an unquoted name, so
 * `[operation]` can be written with and without them.
 */
function partialNames(id: string): readonly string[] {
  const name = id.replace(/\.hbs$/, "");
  return [...new Set([id, name, name.replaceAll(/[[\]]/g, "")])];
}

/** `marks`: the template marks its lines with them. */
function compile(
  handlebars: typeof Handlebars,
  source: TemplateSource,
  marks: LineMarks | null,
): Template {
  return guarded(source, () => {
    const program = handlebars.parse(source.text, { srcName: source.id });
    dedentComments(program);
    if (marks !== null) markLines(program, source, marks);
    const knownHelpers = Object.fromEntries(
      Object.keys(handlebars.helpers).map((name) => [name, true]),
    );
    // Handlebars compiles at the first call, so a bad template is found there, inside the guard.
    const run = handlebars.compile<unknown>(program, {
      strict: true,
      noEscape: true,
      knownHelpersOnly: true,
      knownHelpers: { ...(knownHelpers as Record<string, true>) },
    });
    return (context, options) => guarded(source, () => run(context, options));
  });
}

/** Gives each fault the template that it happened in: the innermost one knows best. */
function guarded<T>(source: TemplateSource, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw TemplateFault.from(error, source);
  }
}

function registerHelpers(handlebars: typeof Handlebars, notes: Notes): void {
  for (const [name, helper] of Object.entries(valueHelpers)) {
    handlebars.registerHelper(
      name,
      withoutOptions(name, helper as (...values: unknown[]) => unknown),
    );
  }
  handlebars.registerHelper(
    "ref",
    withoutOptions("ref", function (this: Named, name) {
      return ref(String(name), this["as"] ?? "value", notes);
    }),
  );
  handlebars.registerHelper(
    "type",
    withoutOptions("type", (value) => type(value as Parameters<typeof type>[0], notes)),
  );
  handlebars.registerHelper(
    "runtime",
    withoutOptions("runtime", (value) => runtime(value as Parameters<typeof runtime>[0], notes)),
  );
  handlebars.registerHelper(
    "literal",
    withoutOptions("literal", (value) => literalIn(value as Json, notes)),
  );
  handlebars.registerHelper("group", function (this: unknown, options: Handlebars.HelperOptions) {
    return group(options.fn(this, { data: options.data as unknown }));
  });
  handlebars.registerHelper(
    "comment",
    function (this: unknown, options: Handlebars.HelperOptions & Located) {
      return comment(
        options.fn(this, { data: options.data as unknown }),
        options.loc?.start.column ?? 0,
      );
    },
  );
}

interface Located {
  readonly loc?: hbs.AST.SourceLocation;
}

/** What a helper was given by name, as in `as="type"`. */
type Named = Readonly<Record<string, unknown>>;

/**
 * Handlebars passes its options last; a helper that got less or more than it takes was written wrongly. What is given by name is
 * its `this`.
 */
function withoutOptions(name: string, helper: (this: Named, ...values: unknown[]) => unknown) {
  return (...values: unknown[]): unknown => {
    const options = values.pop() as Located & { readonly hash: Named };
    try {
      if (values.length !== helper.length) {
        throw new Error(
          `{{${name}}} takes ${helper.length} value(s), and was given ${values.length}.`,
        );
      }
      return helper.apply(options.hash, values);
    } catch (error) {
      if (error instanceof TemplateFault) throw error;
      throw TemplateFault.at(error, options.loc);
    }
  };
}

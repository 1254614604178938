/** The language of templates: Handlebars with our helpers. The one file that knows Handlebars. */
import { hash } from "node:crypto";
import { createRequire } from "node:module";
import type Handlebars from "handlebars";
import type { Json, TemplateSource } from "../contract/index.js";
import { dedentComments } from "./dedent.js";
import { TemplateFault } from "./fault.js";
import { joinLinesOfGroups, layoutBlocks, layoutValues } from "./groups.js";
import {
  alias,
  comment,
  declaration,
  literalIn,
  member,
  type Member,
  type Named,
  type Notes,
  objectOnce,
  ref,
  runtime,
  type,
  valueHelpers,
} from "./helpers.js";
import { type LineMarks, markLines } from "./lines.js";
import type { Precompiled } from "./precompiled.js";

export type Template = (context: unknown, options?: Handlebars.RuntimeOptions) => string;

/** What a template can reach beside its context. */
export interface Surroundings {
  readonly notes: Notes;
  /** The text of another file of the package; `undefined` where none has that path. */
  readonly textOf: (path: string) => string | undefined;
}

type Instance = typeof Handlebars;

const require = createRequire(import.meta.url);

/**
 * Instances of its own, so that nobody else's helpers and partials get in. Strict: a misspelled name is an error, not
 * an empty string. Nothing is escaped: the output is code and Markdown, and helpers escape for those.
 */
export class Language {
  readonly #surroundings: Surroundings;
  readonly #partials: Record<string, Template> = {};
  /** What runs compiled templates, in one file. The compiler is forty more, which few runs need. */
  readonly #runtime: Instance;
  #compiler: Instance | null = null;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#runtime = this.#instance("handlebars/dist/handlebars.runtime.js");
  }

  #instance(module: string): Instance {
    const handlebars = (require(module) as Instance).create();
    registerHelpers(handlebars, this.#surroundings);
    return handlebars;
  }

  /** The helpers and partials are the same. */
  #compiling(): Instance {
    if (this.#compiler !== null) return this.#compiler;
    this.#compiler = this.#instance("handlebars");
    this.#compiler.registerPartial(this.#partials);
    return this.#compiler;
  }

  registerPartial(name: string, partial: Template): void {
    this.#partials[name] = partial;
    this.#runtime.registerPartial(name, partial);
    this.#compiler?.registerPartial(name, partial);
  }

  /** `marks`: the template marks its lines with them. */
  compile(source: TemplateSource, marks: LineMarks | null): Template {
    return guarded(source, () => {
      // Handlebars compiles at the first call, so a bad template is found there, inside the guard.
      const handlebars = this.#compiling();
      const program = parse(handlebars, source, marks);
      const run = handlebars.compile<unknown>(program, optionsOf(handlebars));
      return (context, options) => guarded(source, () => run(context, options));
    });
  }

  /** As `compile`, of what `precompile` made. */
  load(source: TemplateSource, { program }: Precompiled): Template {
    const run = this.#runtime.template<unknown>(program);
    return (context, options) => guarded(source, () => run(context, options));
  }

  /** An object literal of JavaScript: what `Precompiled` is. */
  precompile(source: TemplateSource): string {
    const handlebars = this.#compiling();
    const program = handlebars.precompile(parse(handlebars, source, null), optionsOf(handlebars));
    return `{ hash: "${textHash(source.text)}", program: ${String(program)} }`;
  }
}

function optionsOf({ helpers }: Instance) {
  return {
    strict: true,
    noEscape: true,
    knownHelpersOnly: true,
    // Handlebars writes into it.
    knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])) as Record<
      string,
      true
    >,
  };
}

/** sha256 (hex) */
export function textHash(text: string): string {
  return hash("sha256", text);
}

function parse(
  handlebars: Instance,
  source: TemplateSource,
  marks: LineMarks | null,
): hbs.AST.Program {
  const program = handlebars.parse(source.text, { srcName: source.id });
  dedentComments(program);
  joinLinesOfGroups(program);
  if (marks !== null) markLines(program, source, marks);
  return program;
}

function includedFile(path: string, textOf: Surroundings["textOf"]): string {
  const text = textOf(path);
  if (text === undefined) throw new Error(`The package has no file "${path}".`);
  return text.trimEnd();
}

/** Gives each fault the template that it happened in: the innermost one knows best. */
function guarded<T>(source: TemplateSource, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw TemplateFault.from(error, source);
  }
}

function registerHelpers(handlebars: Instance, { notes, textOf }: Surroundings): void {
  for (const [name, helper] of Object.entries({ ...valueHelpers, ...layoutValues })) {
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
    "file",
    withoutOptions("file", (path) => includedFile(String(path), textOf)),
  );
  registerTypeHelpers(handlebars, notes);
  handlebars.registerHelper(
    "runtime",
    withoutOptions("runtime", (value) => runtime(value as Parameters<typeof runtime>[0], notes)),
  );
  handlebars.registerHelper(
    "object",
    withoutOptions("object", objectOnce() as (...values: unknown[]) => unknown),
  );
  handlebars.registerHelper(
    "literal",
    withoutOptions("literal", (value) => literalIn(value as Json)),
  );
  for (const [name, block] of Object.entries(layoutBlocks)) {
    handlebars.registerHelper(name, function (this: unknown, ...values: unknown[]) {
      const options = values.pop() as Handlebars.HelperOptions;
      return block(options.fn(this, { data: options.data as unknown }), values[0]);
    });
  }
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

/** What writes types. */
function registerTypeHelpers(handlebars: Instance, notes: Notes): void {
  handlebars.registerHelper(
    "type",
    withoutOptions("type", (value) => type(value as Parameters<typeof type>[0], notes)),
  );
  handlebars.registerHelper(
    "declaration",
    withoutOptions("declaration", (value) =>
      declaration(value as Parameters<typeof declaration>[0], notes),
    ),
  );
  handlebars.registerHelper(
    "member",
    withoutOptions("member", function (this: Named, name, value, required) {
      const type = value as Member["type"];
      return member({ name: String(name), type, required: required === true }, notes, this);
    }),
  );
  handlebars.registerHelper(
    "alias",
    withoutOptions("alias", (name, value) =>
      alias(String(name), value as Parameters<typeof alias>[1], notes),
    ),
  );
}

interface Located {
  readonly loc?: hbs.AST.SourceLocation;
}

/**
 * Handlebars passes its options last; a helper that got less or more than it takes was written wrongly. What is given
 * by name is its `this`.
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

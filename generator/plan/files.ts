/** Which files each template makes, and what it says of them: see `front-matter.ts`. */
import {
  SpecwrightError,
  type Diagnostic,
  type FileLayout,
  type FrontMatterKey,
  type PlannedFile,
  type SymbolOrigin,
  type SymbolUse,
  type TemplateSet,
  type TemplateSource,
} from "../contract/index.js";
import { didYouMean } from "../lib/nearest.js";
import { isObject } from "../lib/pointer.js";
import type {
  CommonContext,
  EntryView,
  FormerOperationContext,
  OperationContext,
  PackageContext,
  PageContext,
  ResourceContext,
  ResourceView,
} from "./contexts.js";
import { frontMatterFault } from "./front-matter.js";
import { BUILTIN_PREFIX, EXTRA_PREFIX } from "./templates.js";

/** What the file names' placeholders stand for, with the context of each kind of template. */
export interface Views {
  readonly common: CommonContext;
  /** The entries are those of the files, so they come after them. */
  readonly package: Omit<PackageContext, "entries">;
  readonly resources: readonly ResourceView[];
}

export interface PackageFiles {
  readonly files: readonly PlannedFile[];
  /** Names that templates say they declare. */
  readonly symbols: ReadonlyMap<string, SymbolOrigin>;
}

/** A file as it is planned, before the entries are known. */
interface TemplateFile {
  readonly source: TemplateSource;
  readonly path: string;
  readonly context: object;
  /** Whatever its template says. */
  readonly layout?: FileLayout;
}

/** @throws {SpecwrightError} `template-front-matter` where a template says of itself what its context does not have. */
export function packageFiles({ templates }: TemplateSet, views: Views): PackageFiles {
  const faults: Diagnostic[] = [];
  const made = [...templates.values()]
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .flatMap((source) => templateFiles(source, views))
    .filter((file) => isWanted(file, faults));
  const symbols = symbolsOf(made, faults);
  const all: PackageContext = { ...views.package, entries: entriesOf(made, faults) };
  if (faults.length > 0) throw new SpecwrightError(distinct(faults));
  return { files: made.map((file) => plannedFile(file, views, all)), symbols };
}

function plannedFile(
  { source, path, context, layout: asked }: TemplateFile,
  views: Views,
  all: PackageContext,
): PlannedFile {
  const index = textOf(source, "index");
  const layout = asked ?? textOf(source, "layout");
  return {
    path,
    templateId: source.id,
    context: isCopied(source) ? null : context === views.package ? all : context,
    ...(index === "all" || index === "names" || index === "types" ? { index } : {}),
    ...(layout === "prettier" || layout === "none" ? { layout } : {}),
  };
}

function isCopied({ id }: TemplateSource): boolean {
  return !id.endsWith(".hbs");
}

function textOf({ frontMatter }: TemplateSource, key: FrontMatterKey): string | undefined {
  return frontMatter.get(key)?.text;
}

function templateFiles(
  source: TemplateSource,
  { common, package: all, resources }: Views,
): TemplateFile[] {
  const target = packagePath(source.id)?.replace(/\.hbs$/, "");
  if (target === undefined) return [];
  const each = <T extends { readonly fileName: string }>(
    placeholder: string,
    items: readonly T[],
    context: (item: T) => OperationContext | FormerOperationContext | ResourceContext | PageContext,
  ) =>
    items.map((item) => ({
      source,
      path: target.replaceAll(placeholder, item.fileName),
      context: context(item),
    }));
  if (isCopied(source)) return [{ source, path: target, context: all }];
  if (target.includes("[operation]"))
    return all.operations.flatMap((operation) =>
      each("[operation]", [operation], () => ({ ...common, operation })).map((file) =>
        // Of arguments by one of several names, prettier lays out the union.
        operation.request.either.length > 0 ? { ...file, layout: "prettier" as const } : file,
      ),
    );
  if (target.includes("[former]"))
    return each("[former]", all.formerOperations, (former) => ({ ...common, former }));
  if (target.includes("[resource]"))
    return each("[resource]", resources, (resource) => ({ ...common, resource }));
  if (target.includes("[page]")) return each("[page]", all.pages, (page) => ({ ...common, page }));
  return [{ source, path: target, context: all }];
}

/** Where in the package a template ends up, or `null` for partials and hidden built-ins. */
function packagePath(id: string): string | null {
  if (id.startsWith(BUILTIN_PREFIX)) return null;
  const path = id.startsWith(EXTRA_PREFIX) ? id.slice(EXTRA_PREFIX.length) : id;
  return path.startsWith("package/") ? path.slice("package/".length) : null;
}

/** `when`: there is something at its path. */
function isWanted(file: TemplateFile, faults: Diagnostic[]): boolean {
  return (
    !file.source.frontMatter.has("when") ||
    valuesOf(file, "when", faults).some((value) => value !== false && value !== "" && value !== 0)
  );
}

function symbolsOf(
  made: readonly TemplateFile[],
  faults: Diagnostic[],
): ReadonlyMap<string, SymbolOrigin> {
  const symbols = new Map<string, SymbolOrigin>();
  const declare = (file: TemplateFile, key: "values" | "types", kind: SymbolUse): void => {
    for (const name of valuesOf(file, key, faults)) {
      if (typeof name === "string") symbols.set(name, { path: file.path, kind });
      else faults.push(...faultOf(file.source, key, `\`${key}\` leads to what is no name.`));
    }
  };
  for (const file of made) {
    declare(file, "values", "value");
    declare(file, "types", "type");
  }
  return symbols;
}

/** Of every template that makes a file: what users can import beside the package itself. */
function entriesOf(made: readonly TemplateFile[], faults: Diagnostic[]): readonly EntryView[] {
  const sources = new Map<string, TemplateSource>();
  for (const { source } of made) {
    const specifier = textOf(source, "entry");
    if (specifier === undefined) continue;
    const other = sources.get(specifier);
    sources.set(specifier, source);
    if (other !== undefined && other !== source)
      faults.push(
        ...faultOf(source, "entry", `"${specifier}" is the entry of "${other.id}" already.`),
      );
  }
  return [...sources]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([specifier, source]) => entryOf(specifier, source, faults));
}

function entryOf(specifier: string, source: TemplateSource, faults: Diagnostic[]): EntryView[] {
  const [, stem] = /^src\/(.+)\.ts(?:\.hbs)?$/.exec(packagePath(source.id) ?? "") ?? [];
  const module = stem?.replace(/\[\w+\]/, "*");
  if (module !== undefined && module.endsWith("*") === specifier.endsWith("*"))
    return [{ specifier, name: specifier.slice("./".length), module }];
  const wanted =
    module === undefined
      ? "Only a TypeScript file below `src/` can be an entry."
      : "An entry ends in `/*` where a template makes several files, and only there.";
  faults.push(...faultOf(source, "entry", wanted));
  return [];
}

/** What stands at the paths that `key` names. */
function valuesOf(
  { source, context }: TemplateFile,
  key: FrontMatterKey,
  faults: Diagnostic[],
): readonly unknown[] {
  const paths = textOf(source, key)?.split(/, */) ?? [];
  return paths.flatMap((path) =>
    valuesAt(context, path.split("."), (name, known) => {
      const near = didYouMean(name, known);
      faults.push(...faultOf(source, key, `its context has no "${name}" of \`${path}\`.${near}`));
    }),
  );
}

/** Of a list, what stands there in each member; nothing where the way ends in `null`. */
function valuesAt(
  value: unknown,
  path: readonly string[],
  onMissing: (name: string, known: readonly string[]) => void,
): readonly unknown[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => valuesAt(each, path, onMissing));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (isObject(value) && Object.hasOwn(value, name)) return valuesAt(value[name], rest, onMissing);
  onMissing(name, isObject(value) ? Object.keys(value) : []);
  return [];
}

function faultOf(source: TemplateSource, key: FrontMatterKey, message: string): Diagnostic[] {
  const value = source.frontMatter.get(key);
  return value === undefined ? [] : [frontMatterFault(source.id, message, value)];
}

/** A template that makes many files says the same of each. */
function distinct(faults: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(faults.map((fault) => [fault.message, fault])).values()];
}

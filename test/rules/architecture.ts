/** The rules of ARCHITECTURE.md as functions: files in, violations out. architecture.test.ts runs them, and shows that each can fail. */
import { posix } from "node:path";
import ts from "typescript";
import { importsOf, parse, visit, type SourceFile } from "./source-files.js";

/** The line's own folders. `names` to `format` know nothing of each other; `write` ends the line. */
export const stages = [
  "load",
  "survey",
  "names",
  "types",
  "model",
  "samples",
  "plan",
  "render",
  "assemble",
  "format",
  "write",
  "surface",
  "compare",
  "judge",
  "release",
] as const;

/** Which folders of generator/ a folder may import, besides itself. Files at the top of generator/ have their own entry. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  lib: ["contract"],
  ...Object.fromEntries(stages.map((stage) => [stage, ["contract", "lib"]])),
  config: ["contract", "lib"],
  "description-stages.ts": stages,
  "file-stages.ts": stages,
  "generate.ts": [
    "contract",
    "lib",
    "lost-operations.ts",
    "unchanged.ts",
    "version.ts",
    "description-stages.ts",
    "file-stages.ts",
    ...stages,
  ],
  "lost-operations.ts": ["contract", "lib", "generate.ts", ...stages],
  "unchanged.ts": ["contract", "lib", "generate.ts", "version.ts", ...stages],
  "version.ts": ["contract", "lib", "generate.ts", "diff.ts", "description-stages.ts", ...stages],
  "diff.ts": [
    "contract",
    "lib",
    "generate.ts",
    "description-stages.ts",
    "file-stages.ts",
    ...stages,
  ],
  "resolve.ts": ["contract", "write"],
  "sample-calls.ts": ["contract", "generate.ts", "file-stages.ts"],
  "index.ts": ["contract", "config", "generate.ts"],
  // The command may call the line, and open the template set without running it (`eject`).
  cli: [
    "contract",
    "lib",
    "config",
    "generate.ts",
    "diff.ts",
    "resolve.ts",
    "sample-calls.ts",
    "version.ts",
    "plan",
    "release",
  ],
};

/** The only files that may reach an outside library. One each, so that replacing a library is a job in one file. */
export const homes: Readonly<Record<string, readonly string[]>> = {
  "openapi-typescript": ["generator/types/openapi.ts"],
  handlebars: ["generator/render/language.ts"],
  "ts-morph": ["generator/lib/compiler.ts"],
  "@ts-morph/common": ["generator/lib/compiler.ts"],
  // The whole of it, and the printer of its documents.
  prettier: ["generator/format/prettier.ts", "generator/lib/layout.ts"],
  jiti: ["generator/config/read-file.ts"],
  "node-diff3": ["generator/write/merge/text.ts"],
  "openapi-fetch": [
    "templates/package/src/internal/transport.ts",
    "templates/package/src/core/openapi.ts",
  ],
  // In generated packages that ask for validation.
  valibot: ["templates/package/src/internal/schema.ts"],
  // In generated packages with structures in XML.
  "@rgrove/parse-xml": ["templates/package/src/internal/xml/parse.ts"],
  // Not in the package: worker threads of a run from source.
  tsx: ["generator/format/worker-from-source.mjs"],
  // One for speed, one for positions (DESIGN.md section 2), and the tables that go with each.
  "js-yaml": ["generator/load/parse/yaml.ts", "generator/load/parse/yaml-schema.ts"],
  "json-p3": ["generator/load/overlay/select.ts"],
  yaml: [
    "generator/load/parse/exact-yaml.ts",
    "generator/load/locate/yaml.ts",
    "generator/load/overlay/print.ts",
  ],
};

/** Stages import contract/, lib/ and their own folder; only generate.ts knows them all. */
export function forbiddenImports(files: readonly SourceFile[]): string[] {
  return files.filter(isGenerator).flatMap((file) => {
    const from = areaOf(file.path);
    const rule = allowed[from];
    if (rule === undefined) return [`${file.path}: generator/${from} is not in the architecture`];
    return importsOf(file)
      .filter(({ specifier }) => specifier.startsWith("."))
      .map(({ specifier, line }) => ({ line, to: resolve(file.path, specifier) }))
      .filter(({ to }) => {
        const area = to.startsWith("generator/") ? areaOf(to) : to;
        return area !== from && !rule.includes(area);
      })
      .map(({ line, to }) => `${file.path}:${line}: generator/${from} may not import ${to}`);
  });
}

/** Each library through the files that `homes` gives it. A library that it does not name has no business here. */
export function strayLibraries(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter(({ specifier }) => !/^(\.|node:)|\/package\.json$/.test(specifier))
      .filter(({ specifier }) => !homes[packageOf(specifier)]?.includes(file.path))
      .map(({ specifier, line }) => `${file.path}:${line}: ${specifier} is not reached from here`),
  );
}

/** Libraries that run everywhere. */
const portable: ReadonlySet<string> = new Set(["@rgrove/parse-xml", "openapi-fetch", "valibot"]);

/** The runtime is the same on Node, Bun, Deno, workerd and in browsers; what only Node has is an entry that nothing else imports. */
export function platformImports(files: readonly SourceFile[]): string[] {
  return files.filter(isRuntime).flatMap((file) =>
    importsOf(file)
      .filter(({ specifier }) =>
        specifier.startsWith(".") ? specifier.endsWith("/node.js") : !portable.has(specifier),
      )
      .map(
        ({ specifier, line }) => `${file.path}:${line}: the runtime may not import ${specifier}`,
      ),
  );
}

/** The runtime's files import each other in one direction, types included: a reader can begin at either end. */
export function importCircles(files: readonly SourceFile[]): string[] {
  const runtime = files.filter(isRuntime);
  const imports = new Map(
    runtime.map((file) => [
      file.path,
      importsOf(file)
        .filter(({ specifier }) => specifier.startsWith("."))
        .map(({ specifier }) => resolve(file.path, specifier)),
    ]),
  );
  const circles: string[] = [];
  const done = new Set<string>();
  const follow = (path: string, way: readonly string[]) => {
    const start = way.indexOf(path);
    if (start >= 0) circles.push([...way.slice(start), path].join(" -> "));
    if (start >= 0 || done.has(path)) return;
    for (const next of imports.get(path) ?? []) follow(next, [...way, path]);
    done.add(path);
  };
  for (const { path } of runtime) follow(path, []);
  return circles;
}

/** Of the public and private runtime, per thousand lines. `as const` is no cast. */
const MOST_CASTS = 5;

/** A cast says that the author knows better than the compiler: in code that others carry in their applications that has to be rare. */
export function castsOverBudget(files: readonly SourceFile[]): string[] {
  const runtime = files.filter(({ path }) =>
    /^templates\/package\/src\/(core|internal)\//.test(path),
  );
  const casts = runtime.flatMap((file) => {
    const source = parse(file);
    const found: string[] = [];
    visit(source, (node) => {
      if (!ts.isAsExpression(node) && !ts.isTypeAssertionExpression(node)) return;
      if (!ts.isConstTypeReference(node.type)) found.push(at(source, node, "cast"));
    });
    return found;
  });
  const lines = runtime.reduce((sum, { text }) => sum + text.split("\n").length - 1, 0);
  return casts.length * 1000 > MOST_CASTS * lines ? casts : [];
}

/** No `any`, no switching the checker off. */
export function looseTypes(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const source = parse(file);
    const found: string[] = [];
    visit(source, (node) => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(at(source, node, "`any`"));
    });
    const directives = [...file.text.matchAll(/@ts-(ignore|expect-error|nocheck)\b/g)];
    return [...found, ...directives.map(({ 0: text }) => `${file.path}: ${text}`)];
  });
}

/** One name for a thing everywhere: an importer cannot choose another. */
export function defaultExports(files: readonly SourceFile[]): string[] {
  return files.filter(isGenerator).flatMap((file) => {
    const source = parse(file);
    return source.statements
      .filter(
        (statement) =>
          ts.isExportAssignment(statement) ||
          (ts.canHaveModifiers(statement) &&
            ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)),
      )
      .map((statement) => at(source, statement, "default export"));
  });
}

/** Nothing outlives a run: a library may be asked for a hundred documents. What is filled is a field of what a run makes. */
export function lastingState(files: readonly SourceFile[]): string[] {
  return files.filter(isGenerator).flatMap((file) => {
    const source = parse(file);
    const declared = source.statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => declarationList.declarations);
    return declared.flatMap((declaration) => {
      const made = declaration.initializer;
      if (made === undefined || !ts.isNewExpression(made)) return [];
      const kind = made.expression.getText(source);
      const name = declaration.name.getText(source);
      const isFilled = new RegExp(`\\b${name}\\.(?:set|add|delete|clear)\\(`).test(file.text);
      return /^Weak(?:Map|Set)$/.test(kind) || (/^(?:Map|Set)$/.test(kind) && isFilled)
        ? [at(source, declaration, `\`${name}\` outlives the run`)]
        : [];
    });
  });
}

/** What a stage offers to the line says what it is. */
export function undocumentedEntries(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^generator\/[a-z]+(\/index)?\.ts$/.test(path))
    .flatMap((file) => {
      const source = parse(file);
      return source.statements
        .filter(ts.isFunctionDeclaration)
        .filter(({ modifiers }) =>
          modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
        )
        .filter((declaration) => ts.getJSDocCommentsAndTags(declaration).length === 0)
        .map((declaration) =>
          at(source, declaration, `${declaration.name?.text} has no doc comment`),
        );
    });
}

function isGenerator({ path }: SourceFile): boolean {
  return path.startsWith("generator/");
}

function isRuntime({ path }: SourceFile): boolean {
  return path.startsWith("templates/package/src/");
}

/** `generator/load/parse/parse.ts` -> `load`; `generator/generate.ts` -> `generate.ts`. */
function areaOf(path: string): string {
  return path.split("/")[1] ?? "";
}

function resolve(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, ".ts");
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function at(source: ts.SourceFile, node: ts.Node, what: string): string {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return `${source.fileName}:${line + 1}: ${what}`;
}

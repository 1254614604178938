/** The one file that knows ts-morph: its compiler reads what somebody else wrote, and judges what a change does to who uses a package. */
import { createRequire } from "node:module";
import type * as TsMorphCommon from "@ts-morph/common";
import type * as TsMorph from "ts-morph";
import type { ts } from "ts-morph";

// `import` would first search the whole compiler for the names that it exports, which takes as long as to load it.
const require = createRequire(import.meta.url);
/** The compiler inside ts-morph; `ts` names its types. */
export const { ts: typescript } = require("ts-morph") as typeof TsMorph;
const { getLibFiles } = require("@ts-morph/common") as typeof TsMorphCommon;
export type { ts };

export interface SyntaxFault {
  /** Counts from 1. */
  readonly line: number;
  readonly message: string;
}

/** Doc comments, half of most files, are not looked into. Literals are printed as they stand only where nodes know their parents. */
export function parse(path: string, text: string): ts.SourceFile {
  const { JSDocParsingMode, ScriptKind, ScriptTarget } = typescript;
  const options = {
    languageVersion: ScriptTarget.Latest,
    jsDocParsingMode: JSDocParsingMode.ParseNone,
  };
  const kind = path.endsWith(".json") ? ScriptKind.JSON : ScriptKind.TS;
  return typescript.createSourceFile(path, text, options, true, kind);
}

/** What the parser stumbled over. */
export function syntaxFaults(file: ts.SourceFile): readonly SyntaxFault[] {
  // The compiler keeps them here; its public way to them needs a whole program.
  const { parseDiagnostics } = file as unknown as {
    parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  };
  return parseDiagnostics.map(({ start, messageText }) => ({
    line: file.getLineAndCharacterOfPosition(start).line + 1,
    message: typescript.flattenDiagnosticMessageText(messageText, " "),
  }));
}

/** Every module that the text imports or re-exports, in whatever form. */
export function importedModules(text: string): readonly string[] {
  return typescript.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** Doc comments are half of most files. */
const withoutComments = typescript.JSDocParsingMode.ParseNone;

const LIBRARY_FOLDER = "/node_modules/typescript/lib";

/** The declarations of the language and the platform, which ts-morph brings with it. By path. */
const libraries: ReadonlyMap<string, string> = new Map(
  getLibFiles().map(({ fileName, text }) => [`${LIBRARY_FOLDER}/${fileName}`, text]),
);

const LIBRARIES = [
  "lib.es2022.d.ts",
  "lib.dom.d.ts",
  "lib.dom.iterable.d.ts",
  "lib.dom.asynciterable.d.ts",
  "lib.esnext.disposable.d.ts",
];

/** Type-checks files that stand in memory only, under `strict`. What it has parsed once it does not parse again while the text is the same. */
export class TypeChecker {
  readonly #parsed = new Map<string, ts.SourceFile>();
  readonly #options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: typescript.ScriptTarget.ES2022,
    lib: LIBRARIES,
    module: typescript.ModuleKind.ESNext,
    moduleResolution: typescript.ModuleResolutionKind.Bundler,
  };
  /**
   * By path of each of `checked`: the first lines of what the compiler says of it. All of `files` are one program; paths are absolute.
   */
  errors(
    files: ReadonlyMap<string, string>,
    checked: readonly string[],
  ): ReadonlyMap<string, readonly string[]> {
    const program = typescript.createProgram({
      rootNames: [...checked],
      options: this.#options,
      host: this.#host(files),
    });
    const messages = (path: string): readonly string[] => {
      const file = program.getSourceFile(path);
      const found = [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ];
      return found.map(({ messageText }) => firstLine(messageText));
    };
    return new Map(checked.map((path) => [path, messages(path)]));
  }

  #host(files: ReadonlyMap<string, string>): ts.CompilerHost {
    const textOf = (path: string): string | undefined => files.get(path) ?? libraries.get(path);
    return {
      fileExists: (path) => textOf(path) !== undefined,
      readFile: textOf,
      getSourceFile: (path) => this.#parse(path, textOf(path)),
      jsDocParsingMode: withoutComments,
      getDefaultLibFileName: () => `${LIBRARY_FOLDER}/lib.d.ts`,
      getDefaultLibLocation: () => LIBRARY_FOLDER,
      getCurrentDirectory: () => "/",
      getCanonicalFileName: (path) => path,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => "\n",
      writeFile: () => {},
    };
  }

  #parse(path: string, text: string | undefined): ts.SourceFile | undefined {
    if (text === undefined) return undefined;
    const known = this.#parsed.get(path);
    if (known?.text === text) return known;
    const file = typescript.createSourceFile(path, text, {
      languageVersion: typescript.ScriptTarget.ES2022,
      jsDocParsingMode: withoutComments,
    });
    this.#parsed.set(path, file);
    return file;
  }
}

function firstLine(text: string | ts.DiagnosticMessageChain): string {
  return typescript.flattenDiagnosticMessageText(text, "\n").split("\n", 1)[0] ?? "";
}

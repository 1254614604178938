/** TypeScript that names a committed package, compiled against its sources under the strictest settings of its users. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "../rules/source-files.js";

export interface Block {
  /** What its faults are told under. */
  readonly at: string;
  readonly code: string;
}

/** `name` is the package's folder in `generated/`. */
export function faults(name: string, blocks: readonly Block[]): readonly string[] {
  const folder = join(root, "generated", name);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly name: string;
  };
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.esnext.disposable.d.ts"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    skipLibCheck: true,
    paths: {
      [manifest.name]: [join(folder, "src/index.ts")],
      [`${manifest.name}/*`]: [join(folder, "src/*")],
    },
  };
  const texts = new Map(
    blocks.map(({ code }, index) => [join(folder, `example-${index}.ts`), code]),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? getSourceFile(path, ...rest)
      : ts.createSourceFile(path, `export {};${text}`, ts.ScriptTarget.ES2022);
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const block = blocks[[...texts.keys()].indexOf(file?.fileName ?? "")];
    return `${block?.at ?? file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

/** Every code block of the committed packages' documentation compiles against the package, under strict. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const generated = fileURLToPath(new URL("../../../generated/", import.meta.url));

describe.each(readdirSync(generated))("documentation of %s", (name) => {
  const root = join(generated, name);
  const blocks = pages(root).flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(
      ({ 1: code = "", index }) => ({ at: `${page}@${index}`, code }),
    ),
  );

  test("has examples on every page", () => {
    const shown = new Set(blocks.map(({ at }) => at.split("@")[0]));
    expect([...shown].sort()).toEqual(pages(root).sort());
  });

  test("each compiles by itself", () => {
    expect(faults(root, blocks)).toEqual([]);
  });
});

/** Pages that show code. */
function pages(root: string): string[] {
  return [
    "README.md",
    "llms-full.txt",
    ...readdirSync(join(root, "docs")).map((page) => `docs/${page}`),
  ];
}

function faults(root: string, blocks: readonly { at: string; code: string }[]): readonly string[] {
  const { name } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { name: string };
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
    paths: { [name]: [join(root, "src/index.ts")], [`${name}/*`]: [join(root, "src/*")] },
  };
  const texts = new Map(blocks.map(({ code }, index) => [join(root, `example-${index}.ts`), code]));
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

import type {
  AssembledFile,
  IndexExports,
  Plan,
  RenderedFile,
  SymbolOrigin,
} from "../../../generator/contract/index.js";
import { assemble } from "../../../generator/assemble/index.js";

interface Given {
  /** Rendered files: text by path. Those below `src/core` and `src/internal` count as copies. */
  readonly files: Readonly<Record<string, string>>;
  readonly references?: readonly string[];
  readonly symbols?: Readonly<Record<string, SymbolOrigin>>;
  /** By path of a planned file, what the package's index exports of it. */
  readonly index?: Readonly<Record<string, IndexExports>>;
}

/** Assembled texts by path. */
export async function assembled({
  files,
  references = [],
  symbols = {},
  index = {},
}: Given): Promise<Readonly<Record<string, AssembledFile>>> {
  const paths = Object.keys(files);
  const isCopy = (path: string) => path.startsWith("src/core/") || path.startsWith("src/internal/");
  const plan: Plan = {
    files: [...new Set([...paths, ...Object.keys(index)])].map((path) => ({
      path,
      templateId: `package/${path}.hbs`,
      context: isCopy(path) ? null : {},
      ...(index[path] === undefined ? {} : { index: index[path] }),
    })),
    samples: [],
    symbols: new Map(Object.entries(symbols)),
  };
  const rendered = Object.entries(files).map(([path, text]): RenderedFile => ({
    path,
    templateId: `package/${path}.hbs`,
    kind: isCopy(path) ? "copy" : "custom",
    text,
    references: new Map(references.map((name) => [name, "value"])),
    isLaidOut: false,
    origins: () => [
      {
        line: 1,
        templateId: `package/${path}.hbs`,
        templateFile: `/templates/${path}.hbs`,
        templateLine: 11,
      },
    ],
  }));
  return Object.fromEntries((await assemble(rendered, plan)).map((file) => [file.path, file]));
}

/** One file's text, without blank lines. */
export async function oneAssembled(
  text: string,
  references: readonly string[],
  path = "src/a/b.ts",
): Promise<string> {
  const files = await assembled({ files: { [path]: text }, references, symbols: someSymbols });
  const file = files[path];
  return (file?.text ?? "").replaceAll(/\n{2,}/g, "\n").trim();
}

const someSymbols: Readonly<Record<string, SymbolOrigin>> = {
  Pet: { path: "src/types.ts", kind: "type" },
  Owner: { path: "src/types.ts", kind: "type" },
  call: { path: "src/core/call.ts", kind: "value" },
  Call: { path: "src/core/call.ts", kind: "type" },
  ApiError: { path: "src/core/errors.ts", kind: "value" },
  Own: { path: "src/a/b.ts", kind: "type" },
  sibling: { path: "src/a/c.ts", kind: "value" },
};

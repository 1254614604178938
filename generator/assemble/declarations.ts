/** Import and export declarations, laid out. */
import { group, ifBreak, indent, join, layOut, line } from "../lib/layout.js";

/** `import { name } from "module"`; `isType` for one that is gone at run time. */
export interface NamedImport {
  readonly name: string;
  readonly isType: boolean;
}

export interface ImportBlock {
  /** The file that it imports. */
  readonly path: string;
  readonly module: string;
  readonly names: readonly NamedImport[];
}

/** `names: null` is `export *`. */
export interface ExportBlock {
  /** The file whose exports these are. */
  readonly path: string;
  readonly module: string;
  readonly names: readonly NamedImport[] | null;
  readonly isType: boolean;
}

/** The modules that one file imports from and exports. */
export interface ModuleBlocks {
  readonly imports: readonly ImportBlock[];
  readonly exports: readonly ExportBlock[];
}

export interface ModuleTexts {
  readonly imports: string;
  readonly exports: string;
}

export function printModules({ imports, exports }: ModuleBlocks): ModuleTexts {
  return {
    imports: imports
      .map(({ names, module }) => {
        const isType = names.every((each) => each.isType);
        return statement("import", { names, module, isType });
      })
      .join("\n"),
    exports: exports.map((block) => statement("export", block)).join("\n"),
  };
}

function statement(
  keyword: "import" | "export",
  { names, module, isType }: Omit<ExportBlock, "path">,
): string {
  const head = isType ? `${keyword} type` : keyword;
  const from = `from "${module}";`;
  if (names === null) return `${head} * ${from}`;
  const list = names.map((each) => (each.isType && !isType ? `type ${each.name}` : each.name));
  // A single name stays on its line, however long that is.
  if (list.length === 1) return `${head} { ${list.join("")} } ${from}`;
  const inner = indent([line, join([",", line], list)]);
  return layOut([head, " ", group(["{", inner, ifBreak(","), line, "}"]), " ", from]);
}

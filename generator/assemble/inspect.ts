import type { SymbolUse } from "../contract/index.js";
import { importedModules, parse, syntaxFaults, type SyntaxFault } from "../lib/compiler.js";
import type { Findings } from "./findings.js";
import { ownImports, usesOf } from "../lib/usage.js";

export interface SourceText {
  readonly path: string;
  readonly text: string;
  /** Symbols that its template named. */
  readonly references: ReadonlyMap<string, SymbolUse>;
}

/** What the parser finds in a text that anybody may have written. */
export interface Inspection extends Findings {
  readonly fault: SyntaxFault | null;
}

/** All texts of a run in one call. */
export function inspect(texts: readonly SourceText[]): readonly Inspection[] {
  return texts.map(inspectOne);
}

function inspectOne({ path, text, references }: SourceText): Inspection {
  const parsed = parse(path, text);
  const own = ownImports(parsed);
  const wanted = new Set([...references.keys()].filter((name) => !own.names.has(name)));
  return {
    fault: syntaxFaults(parsed)[0] ?? null,
    uses: usesOf(parsed, wanted),
    // What is loaded when it is needed stands anywhere in the code.
    modules: text.includes("import(") ? importedModules(text) : own.modules,
  };
}

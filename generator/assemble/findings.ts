import type { SymbolUse } from "../contract/index.js";

/** What the stage must know of a source file's text. */
export interface Findings {
  /** Of the symbols that its template named: those that it uses and does not import itself. */
  readonly uses: ReadonlyMap<string, SymbolUse>;
  /** Modules that it imports or re-exports from itself. */
  readonly modules: readonly string[];
}

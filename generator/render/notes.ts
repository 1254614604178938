/** What is noted while a file is rendered, for the stages after. */
import type { SymbolOrigin, SymbolUse } from "../contract/index.js";
import { nearest } from "../lib/nearest.js";
import type { Notes } from "./helpers.js";

export interface Taken<T> {
  readonly result: T;
  readonly references: ReadonlyMap<string, SymbolUse>;
  /** A template of the user's had a hand in it. */
  readonly isCustom: boolean;
}

export class Notebook implements Notes {
  readonly #symbols: ReadonlyMap<string, SymbolOrigin>;
  #references = new Map<string, SymbolUse>();
  #isCustom = false;

  constructor(symbols: ReadonlyMap<string, SymbolOrigin>) {
    this.#symbols = symbols;
  }

  reference(name: string, use: SymbolUse): void {
    const symbol = this.#symbols.get(name);
    if (symbol === undefined) throw new Error(unknownSymbol(name, this.#symbols));
    if (symbol.kind === "type") this.#references.set(name, "type");
    else if (this.#references.get(name) !== "value") this.#references.set(name, use);
  }

  custom(): void {
    this.#isCustom = true;
  }

  /** What `work` notes. A file may be rendered while another is: its notes are its own. */
  take<T>(work: () => T): Taken<T> {
    const [references, isCustom] = [this.#references, this.#isCustom];
    this.#references = new Map();
    this.#isCustom = false;
    try {
      const result = work();
      return {
        result,
        references: this.#references,
        isCustom: this.#isCustom,
      };
    } finally {
      this.#references = references;
      this.#isCustom = isCustom;
    }
  }
}

function unknownSymbol(name: string, symbols: ReadonlyMap<string, SymbolOrigin>): string {
  const near = nearest(name, symbols.keys());
  return `"${name}" is not a name that this package declares.${near === null ? "" : ` Did you mean "${near}"?`}`;
}

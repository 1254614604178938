/** What is noted while a file is rendered, for the stages after. */
import type { SymbolOrigin } from "../contract/index.js";
import { nearest } from "../lib/nearest.js";
import type { Notes } from "./helpers.js";

export interface Taken<T> {
  readonly result: T;
  /** Sorted. */
  readonly references: readonly string[];
  /** Something was put in that is not laid out. */
  readonly isLoose: boolean;
}

export class Notebook implements Notes {
  readonly #symbols: ReadonlyMap<string, SymbolOrigin>;
  #references = new Set<string>();
  #isLoose = false;

  constructor(symbols: ReadonlyMap<string, SymbolOrigin>) {
    this.#symbols = symbols;
  }

  reference(name: string): void {
    if (!this.#symbols.has(name)) throw new Error(unknownSymbol(name, this.#symbols));
    this.#references.add(name);
  }

  loose(): void {
    this.#isLoose = true;
  }

  /** What `work` notes. A file may be rendered while another is: its notes are its own. */
  take<T>(work: () => T): Taken<T> {
    const [references, isLoose] = [this.#references, this.#isLoose];
    this.#references = new Set();
    this.#isLoose = false;
    try {
      const result = work();
      return { result, references: [...this.#references].sort(), isLoose: this.#isLoose };
    } finally {
      this.#references = references;
      this.#isLoose = isLoose;
    }
  }
}

function unknownSymbol(name: string, symbols: ReadonlyMap<string, SymbolOrigin>): string {
  const near = nearest(name, symbols.keys());
  return `"${name}" is not a name that this package declares.${near === null ? "" : ` Did you mean "${near}"?`}`;
}

/**
 * A text that a pattern accepts: the shortest way through it, first choice of each alternative.
 * @see https://tc39.es/ecma262/#sec-patterns
 */

/** `^b-\d{3}$` -> `b-000`. `null` for look-around, back references and other things that have no plain way through. */
export function sampleOf(pattern: string): string | null {
  try {
    const reader = new PatternReader(pattern);
    const sample = reader.alternatives();
    return reader.isAtEnd() ? sample : null;
  } catch (error) {
    // A class that is only wrong when it is compiled is no pattern either.
    if (error instanceof Unsupported || error instanceof SyntaxError) return null;
    throw error;
  }
}

class Unsupported extends Error {}

const LONGEST = 1000;
const CLASSES: Readonly<Record<string, string>> = {
  d: "0",
  w: "a",
  s: " ",
  D: "a",
  W: "-",
  S: "a",
  b: "",
  B: "",
};
const CONTROLS: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", f: "\f", v: "\v" };

class PatternReader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#pattern.length;
  }

  /** The first branch; the others are read over. */
  alternatives(): string {
    const sample = this.#sequence();
    while (this.#take("|")) this.#sequence();
    return sample;
  }

  #sequence(): string {
    let sample = "";
    while (!this.isAtEnd() && !this.#isNext("|") && !this.#isNext(")")) {
      const atom = this.#atom();
      sample += atom.repeat(this.#count());
      if (sample.length > LONGEST) throw new Unsupported();
    }
    return sample;
  }

  #atom(): string {
    const character = this.#next();
    if (character === "^" || character === "$") return "";
    if (character === ".") return "a";
    if (character === "[") return this.#characterClass();
    if (character === "(") return this.#group();
    return character === "\\" ? this.#escape() : character;
  }

  #group(): string {
    if (this.#take("?:") || !this.#isNext("?")) return this.#closed();
    const name = /^\?<[\p{L}_$][\p{L}\p{Nd}_$]*>/u.exec(this.#pattern.slice(this.#at));
    if (name === null) throw new Unsupported();
    this.#at += name[0].length;
    return this.#closed();
  }

  #closed(): string {
    const sample = this.alternatives();
    if (!this.#take(")")) throw new Unsupported();
    return sample;
  }

  #escape(): string {
    const character = this.#next();
    const known = CLASSES[character] ?? CONTROLS[character];
    if (known !== undefined) return known;
    const hex = /^(?:u([\dA-Fa-f]{4})|u\{([\dA-Fa-f]+)\}|x([\dA-Fa-f]{2}))/.exec(
      this.#pattern.slice(this.#at - 1),
    );
    if (hex !== null) {
      this.#at += hex[0].length - 1;
      return String.fromCodePoint(Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? "", 16));
    }
    if (/[pPkc1-9]/.test(character)) return this.#property(character);
    return character === "0" ? "\0" : character;
  }

  /** `\p{L}`: a letter or digit will do for most. */
  #property(character: string): string {
    const name = /^\{([^}]*)\}/.exec(this.#pattern.slice(this.#at));
    if (character !== "p" || name === null) throw new Unsupported();
    this.#at += name[0].length;
    return /^(N|Nd)$|Number/.test(name[1] ?? "") ? "0" : "A";
  }

  /** The first member of a class; of one that excludes, the first usual character that it does not. */
  #characterClass(): string {
    const isNegated = this.#take("^");
    const start = this.#at;
    const members: string[] = [];
    while (!this.#isNext("]")) {
      const character = this.#next();
      members.push(character === "\\" ? this.#escape() : character);
    }
    const source = this.#pattern.slice(start, this.#at);
    this.#next();
    if (!isNegated) return members.find((member) => member !== "") ?? "";
    const excluded = new RegExp(`[${source}]`, "u");
    const free = [..."aA0-_ ."].find((candidate) => !excluded.test(candidate));
    if (free === undefined) throw new Unsupported();
    return free;
  }

  /** How often the atom before is needed at least. */
  #count(): number {
    let count = 1;
    const braces = /^\{(\d+)(,\d*)?\}/.exec(this.#pattern.slice(this.#at));
    if (braces !== null) {
      this.#at += braces[0].length;
      count = Number(braces[1]);
    } else if (this.#take("?") || this.#take("*")) count = 0;
    else this.#take("+");
    this.#take("?");
    return Math.min(count, LONGEST);
  }

  #next(): string {
    const character = this.#pattern[this.#at++];
    if (character === undefined) throw new Unsupported();
    return character;
  }

  #isNext(text: string): boolean {
    return this.#pattern.startsWith(text, this.#at);
  }

  #take(text: string): boolean {
    const isNext = this.#isNext(text);
    if (isNext) this.#at += text.length;
    return isNext;
  }
}

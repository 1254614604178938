/**
 * Positions in a JSON text, found by skipping what does not matter. What was scanned once is kept: the next question is
 * cheap.
 */
import { endOfString } from "../parse/json-keys.js";

export interface Position {
  /** Offset of the key, or of the value of an array member and of the root. */
  readonly start: number;
  /** How many segments of the pointer lead there; fewer than asked where the rest does not exist. */
  readonly depth: number;
}

interface Member {
  readonly start: number;
  readonly value: number;
}

/** @param hasRepeatedKeys where an object may have a key twice: the last one counts, as in its value. */
export function jsonLocator(
  text: string,
  hasRepeatedKeys: boolean,
): (segments: readonly string[]) => Position {
  const scans = new Map<number, Scan>();
  const root = skipSpace(text, 0);
  return (segments) => {
    let place: Position = { start: root, depth: 0 };
    let value = root;
    for (const segment of segments) {
      let scan = scans.get(value);
      if (scan === undefined) scans.set(value, (scan = new Scan(text, value)));
      const member = hasRepeatedKeys ? scan.last(segment) : scan.first(segment);
      if (member === undefined) break;
      place = { start: member.start, depth: place.depth + 1 };
      value = member.value;
    }
    return place;
  };
}

/** An object or array, scanned as far as it was asked for. */
class Scan {
  readonly #found = new Map<string, Member>();
  readonly #rest: Iterator<readonly [string, Member], undefined>;

  constructor(text: string, start: number) {
    this.#rest = membersAt(text, start);
  }

  /** The first member `key`. */
  first(key: string): Member | undefined {
    while (!this.#found.has(key) && this.#advance());
    return this.#found.get(key);
  }

  /** The last one of that name. */
  last(key: string): Member | undefined {
    while (this.#advance());
    return this.#found.get(key);
  }

  #advance(): boolean {
    const { value, done } = this.#rest.next();
    if (value !== undefined) this.#found.set(...value);
    return done !== true;
  }
}

/** The members of the object or array that opens at `start`, by key or index, in their order. */
function* membersAt(text: string, start: number): Generator<readonly [string, Member], undefined> {
  const open = text[start];
  if (open !== "{" && open !== "[") return;
  let position = skipSpace(text, start + 1);
  for (
    let index = 0;
    position < text.length && text[position] !== "}" && text[position] !== "]";
    index++
  ) {
    const memberStart = position;
    let key = String(index);
    if (open === "{") {
      const end = endOfString(text, position);
      key = unquote(text.slice(position, end + 1));
      position = skipSpace(text, skipSpace(text, end + 1) + 1);
    }
    yield [key, { start: memberStart, value: position }];
    position = skipSpace(text, endOfValue(text, position));
    if (text[position] === ",") position = skipSpace(text, position + 1);
  }
}

/** The offset after the value that begins at `start`. */
function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start) + 1;
  if (first !== "{" && first !== "[") {
    let end = start;
    while (end < text.length && !/[\s,\]}]/.test(text[end] ?? "")) end++;
    return end;
  }
  let depth = 0;
  for (let position = start; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === 0x22) position = endOfString(text, position);
    else if (code === 0x7b || code === 0x5b) depth++;
    else if ((code === 0x7d || code === 0x5d) && --depth === 0) return position + 1;
  }
  return text.length;
}

function skipSpace(text: string, start: number): number {
  let position = start;
  while (position < text.length && text.charCodeAt(position) <= 0x20) position++;
  return position;
}

function unquote(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted;
  }
}

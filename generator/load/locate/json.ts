/** Positions in a JSON text, found by skipping what does not matter. What was scanned once is kept: the next question is cheap. */
import { endOfString } from "../parse/json-keys.js";

export interface Place {
  /** Offset of the key, or of the value of an array member and of the root. */
  readonly start: number;
  /** How many segments of the pointer lead there; fewer than asked where the rest does not exist. */
  readonly depth: number;
}

interface Member {
  readonly start: number;
  readonly value: number;
}

export function jsonLocator(text: string): (segments: readonly string[]) => Place {
  const scanned = new Map<number, ReadonlyMap<string, Member>>();
  const root = skipSpace(text, 0);
  return (segments) => {
    let place: Place = { start: root, depth: 0 };
    let value = root;
    for (const segment of segments) {
      let members = scanned.get(value);
      if (members === undefined) scanned.set(value, (members = membersAt(text, value)));
      const member = members.get(segment);
      if (member === undefined) break;
      place = { start: member.start, depth: place.depth + 1 };
      value = member.value;
    }
    return place;
  };
}

/** The members of the object or array that opens at `start`, by key or index. */
function membersAt(text: string, start: number): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  const open = text[start];
  if (open !== "{" && open !== "[") return members;
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
    members.set(key, { start: memberStart, value: position });
    position = skipSpace(text, endOfValue(text, position));
    if (text[position] === ",") position = skipSpace(text, position + 1);
  }
  return members;
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

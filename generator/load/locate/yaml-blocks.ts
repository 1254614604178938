/**
 * Finds its way through the block mappings of a YAML text by their indentation, so that only the small part that is
 * left has to be parsed: the parser that knows positions takes seconds for a large document.
 */

/** One entry of a block mapping, from the start of its line to the start of the next entry's. */
export interface BlockEntry {
  /** Offset of the line. */
  readonly line: number;
  /** Offset of the key. */
  readonly key: number;
  /** Offset of what follows the key's colon. */
  readonly value: number;
  readonly end: number;
}

export interface BlockPlace {
  /** What the longest part of the segments leads to. */
  readonly entry: BlockEntry;
  /** How many of them that are. */
  readonly depth: number;
  /**
   * Why there is no next: `missing` from a mapping, perhaps `merged` into it with `<<`, or its value is no block
   * mapping but has to be `parsed`.
   */
  readonly rest: "missing" | "merged" | "parsed";
}

export type BlockReader = (segments: readonly string[]) => BlockPlace | null;

/** `null` where not even the first segment is an entry. */
export function blockReader(text: string): BlockReader {
  const known = new Map<number, ReadonlyMap<string, BlockEntry>>();
  return (segments) => {
    let found: BlockPlace | null = null;
    let block: Block | null = { start: 0, end: text.length };
    for (const [index, segment] of segments.entries()) {
      if (block === null) break;
      let entries = known.get(block.start);
      if (entries === undefined) known.set(block.start, (entries = entriesOf(text, block)));
      const entry = entries.get(segment);
      if (entry === undefined) {
        if (found !== null) found = { ...found, rest: entries.has("<<") ? "merged" : "missing" };
        break;
      }
      found = { entry, depth: index + 1, rest: "parsed" };
      block = blockBelow(text, entry);
    }
    return found;
  };
}

interface Block {
  readonly start: number;
  readonly end: number;
}

/**
 * The entries of the mapping that the first line of the block belongs to: every line that is indented as that one is.
 * What belongs to an entry is indented deeper, but for a list (`- `).
 */
function entriesOf(text: string, { start, end }: Block): ReadonlyMap<string, BlockEntry> {
  const entries = new Map<string, BlockEntry>();
  let indent: number | null = null;
  let open: { name: string; line: number; key: number; value: number } | null = null;
  const close = (next: number) => {
    if (open !== null)
      entries.set(open.name, { line: open.line, key: open.key, value: open.value, end: next });
  };
  for (let line = start; line < end; line = nextLine(text, line)) {
    const first = skipSpaces(text, line);
    if (isBlank(text[first]) || isMarker(text, line)) {
      if (open !== null && text.startsWith("---", line)) end = line;
      continue;
    }
    indent ??= first - line;
    if (first - line !== indent || text.startsWith("- ", first)) continue;
    const key = keyAt(text, first);
    if (key === null) continue;
    close(line);
    open = { name: key.name, line, key: first, value: key.end };
  }
  close(end);
  return entries;
}

function isBlank(first: string | undefined): boolean {
  return first === undefined || first === "\n" || first === "\r" || first === "#";
}

function isMarker(text: string, line: number): boolean {
  return text.startsWith("---", line) || text.startsWith("...", line) || text[line] === "%";
}

/** The block mapping below an entry; `null` where its value is anything else. */
function blockBelow(text: string, { value, end }: BlockEntry): Block | null {
  const start = Math.min(nextLine(text, value), end);
  // An anchor, a tag or a comment may follow the colon.
  if (!/^(?:\s*[&!]\S*)*\s*(?:#.*)?$/.test(text.slice(value, start))) return null;
  for (let line = start; line < end; line = nextLine(text, line)) {
    const first = skipSpaces(text, line);
    if (isBlank(text[first])) continue;
    return text.startsWith("- ", first) || keyAt(text, first) === null
      ? null
      : { start: line, end };
  }
  return null;
}

/** The key that begins at `start`, and the offset after its colon. */
function keyAt(text: string, start: number): { name: string; end: number } | null {
  const line = text.slice(start, nextLine(text, start));
  const [whole, quoted, single, plain] =
    /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s"'[\]{}#&*!|>%@`?,-][^\r\n]*?|[-?][^\s][^\r\n]*?))\s*:(?=\s|$)/.exec(
      line,
    ) ?? [];
  if (whole === undefined) return null;
  const name =
    quoted === undefined ? (single?.replaceAll("''", "'") ?? plain ?? "") : unescape(quoted);
  return { name, end: start + whole.length };
}

function unescape(quoted: string): string {
  try {
    return JSON.parse(`"${quoted}"`) as string;
  } catch {
    return quoted;
  }
}

function nextLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end + 1;
}

function skipSpaces(text: string, offset: number): number {
  let position = offset;
  while (text[position] === " ") position++;
  return position;
}

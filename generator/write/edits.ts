/** What the manifest remembers of files that a person edited. */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { hashText } from "./disk.js";
import { isSafePath } from "./paths.js";

/** A text that the manifest keeps: its hash, and the text itself, deflated, as base64. */
export interface KeptText {
  readonly hash: string;
  readonly copy: string;
}

/** One edited file. */
export interface Edit {
  readonly path: string;
  /** As the file stood when the last run had ended: a hash. */
  readonly text: string;
  /** What was generated in its place, and the next merge starts from; `null` where nobody knows that any more. */
  readonly base: KeptText | null;
  /** What the last run could not merge; `null` where there is nothing to decide. */
  readonly conflict: {
    /** What was generated. */
    readonly made: KeptText;
    /** Where: lines of the file, `12-18`. */
    readonly lines: readonly string[];
  } | null;
}

/** @param known what was kept before: a text that stands there already is not packed again, by another zlib perhaps. */
export function keptText(text: string, known: readonly Edit[]): KeptText {
  const hash = hashText(text);
  const texts = known.flatMap(({ base, conflict }) => [base, conflict?.made ?? null]);
  const copy = texts.find((kept) => kept?.hash === hash)?.copy;
  return { hash, copy: copy ?? deflateRawSync(text, { level: 9 }).toString("base64") };
}

/** `null` where the copy is not what its hash says: then nobody can tell what it was. */
export function unpacked({ hash, copy }: KeptText): string | null {
  try {
    const text = inflateRawSync(Buffer.from(copy, "base64")).toString("utf8");
    return hashText(text) === hash ? text : null;
  } catch {
    return null;
  }
}

/** What is no edit is left out: a manifest that was tampered with must not reach out of the folder. */
export function parseEdits(value: unknown): readonly Edit[] {
  return Array.isArray(value) ? value.flatMap((entry) => parseEdit(entry) ?? []) : [];
}

function parseEdit(value: unknown): Edit | null {
  if (!isRecord(value)) return null;
  const { path, text, base, conflict } = value;
  if (typeof path !== "string" || typeof text !== "string" || !isSafePath(path)) return null;
  return { path, text, base: parseKept(base), conflict: parseConflict(conflict) };
}

function parseConflict(value: unknown): Edit["conflict"] {
  if (!isRecord(value)) return null;
  const made = parseKept(value["made"]);
  const lines: readonly unknown[] = Array.isArray(value["lines"]) ? value["lines"] : [];
  return made && { made, lines: lines.filter((line) => typeof line === "string") };
}

function parseKept(value: unknown): KeptText | null {
  if (!isRecord(value)) return null;
  const { hash, copy } = value;
  return typeof hash === "string" && typeof copy === "string" ? { hash, copy } : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

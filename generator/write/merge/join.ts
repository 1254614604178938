/** Puts the entries of a merged list together again: each separated from the next, and no comment swallows what follows it. */
import { type ts, typescript } from "../../lib/compiler.js";

export interface Entry {
  readonly node: ts.Node;
  /** Only what is generated has it: it is laid out as the person's entries are. */
  readonly isNew: boolean;
  /** Whitespace and comments before it. */
  readonly lead: string;
  readonly text: string;
  /** A separator, and a comment in the same line. */
  readonly after: string;
}

type Separator = "," | ";" | "|" | "&" | "";

export function joined(entries: readonly Entry[], tail: string): string {
  const leads = entries.map((entry, index) =>
    index === 0 ? firstLead(entry) : leadOf(entry, entries),
  );
  return appended(
    entries.reduce((text, entry, index) => {
      const next = leads[index + 1];
      const end = next === undefined ? lastEnd(entry, tail) : endBefore(entry, next);
      return appended(text, leads[index] ?? "") + entry.text + end;
    }, ""),
    tail,
  );
}

/** Behind an entry that another follows, with `lead` before it. */
function endBefore({ node, text, after }: Entry, lead: string): string {
  const separator = separatorOf(node);
  if (separator === ",") return /^\s*,/.test(after) ? after : `,${after}`;
  const isOpen = separator === ";" && !/[;,}]$/.test(text) && !`${after}${lead}`.includes("\n");
  return isOpen ? `;${after}` : after;
}

/** A comma behind the last stands only where the list ends in a line of its own, and never in JSON. */
function lastEnd({ node, after }: Entry, tail: string): string {
  const mayEnd = tail.includes("\n") && !node.getSourceFile().fileName.endsWith(".json");
  return mayEnd || separatorOf(node) !== "," ? after : after.replace(/^\s*,/, "");
}

/** No file begins with an empty line. */
function firstLead({ node, lead }: Entry): string {
  return typescript.isSourceFile(node.parent) ? lead.trimStart() : lead;
}

/** Of an entry that is not the first. */
function leadOf({ node, lead, isNew }: Entry, entries: readonly Entry[]): string {
  const separator = separatorOf(node);
  const isPlain = (text: string): boolean => /^[\s|&]*$/.test(text);
  if (isNew && separator !== "" && isPlain(lead)) {
    const own = entries.findLast(
      (entry, index) => index > 0 && !entry.isNew && isPlain(entry.lead),
    );
    if (own !== undefined && own.lead !== "") return own.lead;
  }
  if (separator === "|" || separator === "&")
    return lead.includes(separator)
      ? lead
      : ` ${separator}${lead.startsWith(" ") ? "" : " "}${lead}`;
  if (lead !== "") return lead;
  return separator === "," ? " " : "\n";
}

/** `next` begins in a new line where `text` ends in a comment that a line's end ends. */
function appended(text: string, next: string): string {
  const lastLine = text.slice(text.lastIndexOf("\n") + 1);
  const endsInComment = /(?:^|[^:"'`\w])\/\/(?!.*["'`])|^\s*\/\/|\s\/\/\s/.test(lastLine);
  const startsLine = /^[^\S\n]*\n/.test(next);
  return endsInComment && next !== "" && !startsLine ? `${text}\n${next}` : text + next;
}

function separatorOf(node: ts.Node): Separator {
  const { parent } = node;
  if (typescript.isUnionTypeNode(parent)) return "|";
  if (typescript.isIntersectionTypeNode(parent)) return "&";
  if (typescript.isObjectLiteralExpression(parent)) return ",";
  if (typescript.isTypeElement(node) || typescript.isPropertyDeclaration(node)) return ";";
  const standsAlone =
    typescript.isStatement(node) ||
    typescript.isClassElement(node) ||
    typescript.isModifierLike(node) ||
    typescript.isHeritageClause(node) ||
    typescript.isTemplateSpan(node) ||
    typescript.isTemplateLiteralTypeSpan(node) ||
    typescript.isCaseOrDefaultClause(node);
  return standsAlone ? "" : ",";
}

/** From changes to entries of a changelog: what a person wants to read before an update, by resource, with links to the package's docs. */
import { createHash } from "node:crypto";
import type { Change } from "../contract/index.js";

export interface Entry {
  readonly section: EntrySection;
  /** `client.pets`; `null` for what several groups have, or none. */
  readonly group: string | null;
  /** Markdown, without the bullet. Further lines are not indented. */
  readonly lines: readonly string[];
  /** The same change has the same id in every run. */
  readonly id: string;
}

/** In the order of a changelog. */
export const entrySections = ["Breaking changes", "Added", "Deprecated", "Changed"] as const;

export type EntrySection = (typeof entrySections)[number];

/** By what a user calls an operation by (`client.pets.get`): its heading in the docs (`docs/pets.md#get`). */
export type DocsLinks = ReadonlyMap<string, string>;

/** Breaks with what to do about them, one by one; new types and other words in descriptions in one entry for each group. */
export function entriesOf(changes: readonly Change[], links: DocsLinks): readonly Entry[] {
  const told = changes.filter(({ bump }) => bump !== "none");
  const single = told.filter((change) => summaryOf(change) === null);
  return [
    ...single.map((change) => entryOf(change, links)),
    ...SUMMARIES.flatMap((summary) =>
      summarized(
        told.filter((change) => summaryOf(change) === summary),
        summary,
      ),
    ),
  ];
}

/** What is one line for many. */
interface Summary {
  readonly kind: Change["kind"];
  readonly section: EntrySection;
  readonly words: string;
  /** Names that are listed before the rest is counted. */
  readonly most: number;
}

const SUMMARIES: readonly Summary[] = [
  // Who looks for a name that is gone wants to find it here.
  { kind: "type-removed", section: "Breaking changes", words: "Types that are gone:", most: 100 },
  { kind: "type-added", section: "Added", words: "New types:", most: 5 },
  {
    kind: "docs-changed",
    section: "Changed",
    words: "Other words in the descriptions of",
    most: 5,
  },
];

function summaryOf({ kind, bump }: Change): Summary | null {
  return (
    SUMMARIES.find(
      ({ section, ...summary }) =>
        summary.kind === kind && (section === "Breaking changes") === (bump === "major"),
    ) ?? null
  );
}

function summarized(
  changes: readonly Change[],
  { section, words, most }: Summary,
): readonly Entry[] {
  const groups = new Map<string | null, string[]>();
  for (const { symbols } of changes) {
    const group = groupOf(symbols);
    const [symbol = "the API"] = symbols;
    groups.set(group, [...(groups.get(group) ?? []), code(symbol)]);
  }
  return [...groups].map(([group, symbols]) =>
    withId({ section, group, lines: [`${words} ${listed([...new Set(symbols)], most)}.`] }),
  );
}

function entryOf(change: Change, links: DocsLinks): Entry {
  const { message, migration, symbols } = change;
  const isToDo =
    change.bump === "major" || change.runtime === "breaking" || change.wire === "breaking";
  return withId({
    section: sectionOf(change),
    group: groupOf(symbols),
    lines: [
      withLinks(oneLine(message), symbols, links),
      ...(migration === null || !isToDo ? [] : [`Migration: ${oneLine(migration)}`]),
    ],
  });
}

function sectionOf({ bump, kind, source }: Change): EntrySection {
  if (bump === "major") return "Breaking changes";
  if (kind === "operation-deprecated") return "Deprecated";
  return source === "added" ? "Added" : "Changed";
}

/** The group that all calls are in which the change reaches. */
function groupOf(symbols: readonly string[]): string | null {
  const groups = new Set(callsIn(symbols).map((call) => call.slice(0, call.lastIndexOf("."))));
  const [group = null] = groups;
  return groups.size === 1 ? group : null;
}

function callsIn(symbols: readonly string[]): readonly string[] {
  return symbols.filter((symbol) => symbol.startsWith("client."));
}

/** Calls that the sentence names lead to their docs; where it names none, those that it is about are named behind it. */
function withLinks(message: string, symbols: readonly string[], links: DocsLinks): string {
  const linked = message.replaceAll(/`(client\.[^`]+)`/g, (text, call: string) =>
    link(text, call, links),
  );
  if (linked !== message) return linked;
  const calls = callsIn(symbols).filter((call) => !message.includes(call) && links.has(call));
  if (calls.length === 0) return message;
  const named = calls.map((call) => link(code(call), call, links));
  return `${message.replace(/\.$/, "")} (${listed(named, 3)}).`;
}

function link(text: string, call: string, links: DocsLinks): string {
  const target = links.get(call);
  return target === undefined ? text : `[${text}](${target})`;
}

function listed(texts: readonly string[], most: number): string {
  if (texts.length > most + 1)
    return `${texts.slice(0, most).join(", ")} and ${texts.length - most} more`;
  const last = texts.at(-1) ?? "";
  return texts.length > 1 ? `${texts.slice(0, -1).join(", ")} and ${last}` : last;
}

function code(text: string): string {
  return `\`${text}\``;
}

/** Names come from the document, and may have anything in them: nothing that ends the line or our comments. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll("<!--", "<! --").replaceAll("-->", "-- >").trim();
}

function withId(entry: Omit<Entry, "id">): Entry {
  const id = createHash("sha256").update(JSON.stringify(entry)).digest("hex").slice(0, 8);
  return { ...entry, id };
}

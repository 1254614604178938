/**
 * CHANGELOG.md: what changed since the last release stands between two comments, and is written anew by each run. Everything
 * else is a person's, and so is what they edit of ours.
 */
import { createHash } from "node:crypto";
import { type DocsLinks, type Entry, entrySections } from "./entries.js";

export const changelogFile = "CHANGELOG.md";

const INTRODUCTION = `# Changelog

All notable changes to this package. Versions follow [semantic versioning](https://semver.org).
`;

const BEGIN =
  "<!-- specwright: changes since the last release, written by generate. What you edit here is yours from then on. -->";
/** With a hash of the text between, the ids of its entries, and those of entries that a person took over. */
const END =
  /^<!-- specwright: end (?<hash>[0-9a-f]{8})(?: has (?<ids>[0-9a-f ]+?))?(?: told (?<told>[0-9a-f ]+?))? -->$/;

/**
 * The changelog with `entries` as what is not released yet; `null` where there is nothing to write in a file that is not there.
 * The same entries give the same text, however often.
 */
export function withEntries(
  present: string | null,
  entries: readonly Entry[],
  links: DocsLinks,
): string | null {
  const lines = linesOf(present ?? INTRODUCTION);
  const block = blockIn(lines);
  const told = block === null || block.isOurs ? (block?.told ?? []) : [...block.told, ...block.ids];
  const fresh = entries.filter(({ id }) => !told.includes(id));
  // Nothing to add to what a person edited, so that their edit is no change that a run would make.
  if (block?.isOurs === false && fresh.length === 0) return present;
  if (fresh.length === 0 && told.length === 0)
    return block === null ? present : joined(withoutBlock(block), present);
  const body = bodyOf(fresh, links);
  const written = [
    BEGIN,
    ...(body.length === 0 ? [] : ["", ...body, ""]),
    endOf(
      body,
      fresh.map(({ id }) => id),
      told,
    ),
  ];
  const { before, after } = block === null ? newPlace(lines) : placeOf(block);
  return joined(between(before, written, after), present);
}

/** The changelog with what was not released under the version's own heading, as any other text of it. */
export function stamped(present: string | null, version: string, date: string): string {
  if (present === null) return `${INTRODUCTION}\n## [${version}] - ${date}\n\nThe first release.\n`;
  const lines = linesOf(present);
  const block = blockIn(lines);
  const plain = block === null ? lines : between(block.before, block.body, block.after);
  const heading = unreleasedAt(plain);
  const isThere = plain.some((line) => isHeadingOf(line, version));
  if (heading === -1 || isThere) return joined(plain, present);
  const name = plain[heading]?.includes("[") === true ? `[${version}]` : version;
  return joined(plain.with(heading, `## ${name} - ${date}`), present);
}

interface Block {
  readonly before: readonly string[];
  readonly body: readonly string[];
  readonly after: readonly string[];
  /** Nobody has edited it since we wrote it. */
  readonly isOurs: boolean;
  /** Of its entries. */
  readonly ids: readonly string[];
  /** Of entries that are a person's since they edited an earlier block. */
  readonly told: readonly string[];
}

function blockIn(lines: readonly string[]): Block | null {
  const begin = lines.indexOf(BEGIN);
  const end = lines.findIndex((line, index) => index > begin && END.test(line));
  if (begin === -1 || end === -1) return null;
  const { hash, ids, told } = END.exec(lines[end] ?? "")?.groups ?? {};
  const body = trimmed(lines.slice(begin + 1, end));
  return {
    before: lines.slice(0, begin),
    body,
    after: lines.slice(end + 1),
    isOurs: hashOf(body) === hash,
    ids: idsIn(ids),
    told: idsIn(told),
  };
}

interface Place {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What a person edited stays, as text of theirs, before what is written now. */
function placeOf({ before, body, after, isOurs }: Block): Place {
  return isOurs ? { before, after } : { before: between(before, body, []), after };
}

/** Under the heading of what is not released, which is made where there is none. */
function newPlace(lines: readonly string[]): Place {
  const heading = unreleasedAt(lines);
  if (heading !== -1)
    return { before: lines.slice(0, heading + 1), after: lines.slice(heading + 1) };
  const next = lines.findIndex(isSectionEnd);
  const place = next === -1 ? lines.length : next;
  const first = lines[place] ?? "";
  const title = isHeading(first) && !first.includes("[") ? "## Unreleased" : "## [Unreleased]";
  return { before: between(lines.slice(0, place), [title], []), after: lines.slice(place) };
}

/** A heading goes with the block where nothing else stands below it. */
function withoutBlock({ before, after }: Block): readonly string[] {
  const [start, end] = [withoutLastBlanks(before), withoutFirstBlanks(after)];
  const isAlone = unreleasedAt(start.slice(-1)) === 0 && isSectionEnd(end[0] ?? "## ");
  return between(isAlone ? start.slice(0, -1) : start, [], end);
}

/** With one blank line on each side of `middle`. */
function between(
  before: readonly string[],
  middle: readonly string[],
  after: readonly string[],
): readonly string[] {
  return [withoutLastBlanks(before), middle, withoutFirstBlanks(after)]
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : ["", ...part]));
}

/** Sections, groups within them, and last what belongs to no group. */
function bodyOf(entries: readonly Entry[], links: DocsLinks): readonly string[] {
  const lines = entrySections.flatMap((section) => {
    const own = entries.filter((entry) => entry.section === section);
    if (own.length === 0) return [];
    const groups = [...new Set(own.map(({ group }) => group))].sort(byGroup);
    return [
      `### ${section}`,
      "",
      ...groups.flatMap((group) => [
        ...(group === null && groups.length === 1 ? [] : [`#### ${groupTitle(group, links)}`, ""]),
        ...own.filter((entry) => entry.group === group).flatMap(itemOf),
        "",
      ]),
    ];
  });
  return withoutLastBlanks(lines);
}

function byGroup(left: string | null, right: string | null): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return left < right ? -1 : Number(left > right);
}

/** Leads to the page that the methods of the group are on. */
function groupTitle(group: string | null, links: DocsLinks): string {
  if (group === null) return "Elsewhere";
  const [, target] =
    [...links].find(([call]) => call.slice(0, call.lastIndexOf(".")) === group) ?? [];
  const [page] = target?.split("#") ?? [];
  return page === undefined ? `\`${group}\`` : `[\`${group}\`](${page})`;
}

function itemOf({ lines: [first = "", ...rest] }: Entry): readonly string[] {
  return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
}

function endOf(body: readonly string[], ids: readonly string[], told: readonly string[]): string {
  const has = ids.length === 0 ? "" : ` has ${ids.join(" ")}`;
  const before = told.length === 0 ? "" : ` told ${told.join(" ")}`;
  return `<!-- specwright: end ${hashOf(body)}${has}${before} -->`;
}

/** Of the words: a formatter may lay the list out in another way. */
function hashOf(lines: readonly string[]): string {
  const words = lines.map((line) => line.replace(/^\s*[*-] /, "- ")).join(" ");
  return createHash("sha256")
    .update(words.replaceAll(/\s+/g, " ").trim())
    .digest("hex")
    .slice(0, 8);
}

function idsIn(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(" ").filter((id) => id !== "");
}

function linesOf(text: string): readonly string[] {
  return text.replaceAll("\r\n", "\n").replace(/\n$/, "").split("\n");
}

/** With the line ends that the file has. */
function joined(lines: readonly string[], present: string | null): string {
  const text = `${withoutLastBlanks(lines).join("\n")}\n`;
  return present?.includes("\r\n") === true ? text.replaceAll("\n", "\r\n") : text;
}

function isHeading(line: string): boolean {
  return line.startsWith("## ");
}

/** `## [1.2.0] - 2026-11-30`, and as other tools write it: `## 1.2.0`, `## [1.2.0](https://...)`. */
function isHeadingOf(line: string, version: string): boolean {
  return (
    isHeading(line) && line.split(/[\s[\]()]+/).some((word) => word.replace(/^v/, "") === version)
  );
}

function unreleasedAt(lines: readonly string[]): number {
  return lines.findIndex((line) => /^## \[?unreleased\b/i.test(line));
}

/** The next version, or the definitions of links (`[1.2.0]: https://...`), which stand at the end. */
function isSectionEnd(line: string): boolean {
  return isHeading(line) || /^\[[^\]]+\]: /.test(line);
}

function trimmed(lines: readonly string[]): readonly string[] {
  return withoutFirstBlanks(withoutLastBlanks(lines));
}

function withoutFirstBlanks(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== "");
  return first === -1 ? [] : lines.slice(first);
}

function withoutLastBlanks(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return lines.slice(0, last + 1);
}

/** The group of each operation: of an extension, of its tags, or of its path. */
import type { Json, OperationSite } from "../contract/index.js";
import { extension } from "../lib/extensions.js";
import { finding, withOverlay } from "../lib/finding.js";
import { type Action, overlayText, pathOf } from "../lib/overlay.js";
import { object, prose } from "../lib/read.js";
import { capitalise, wordsOf } from "../lib/words.js";
import { titleWords } from "./client.js";
import type { NamingContext } from "./context.js";
import { identifier } from "./identifier.js";
import { operationId } from "./operation-id.js";
import { pathSegments } from "./path-words.js";

export interface GroupChoice {
  readonly path: readonly string[];
  /** How many segments all paths begin with, where paths group: names leave them out. */
  readonly shared?: number;
  readonly because: string;
}

export interface Grouping {
  /** Its home first; the others have it, too. Never empty. */
  groupsOf(site: OperationSite): readonly GroupChoice[];
}

/** How the operations of a document are grouped: by extension or tag, and where no tag tells them apart by path. */
export function groupingOf(context: NamingContext, sites: readonly OperationSite[]): Grouping {
  const byPath = whyByPath(context, sites);
  const depth = byPath === null ? 0 : sharedSegments(sites);
  const fallback = (site: OperationSite): GroupChoice => {
    if (byPath !== null) return fromPath(site, depth, byPath);
    return operationId(site) === null
      ? fromPath(site, 0, "the lack of an id and of tags")
      : { path: [], because: "the lack of a group and of tags" };
  };
  const grouping: Grouping = {
    groupsOf(site) {
      const given = extension(site.operation, "group", groupIn);
      if (given !== null) return [{ path: given.value, because: `\`${given.key}\`` }];
      const tags = byPath === null ? tagsOf(site) : [];
      const choices = tags.map((tag) => ({ path: tagPath(tag), because: `the tag \`${tag}\`` }));
      return choices.length > 0 ? distinct(choices) : [fallback(site)];
    },
  };
  if (byPath !== null && sites.length > 1) reportPaths(context, sites, grouping, byPath);
  return grouping;
}

/** The overlay states what was found, so that a path that is added moves nothing. */
function reportPaths(
  { document, report }: NamingContext,
  sites: readonly OperationSite[],
  grouping: Grouping,
  why: string,
): void {
  const placed = sites.map((site) => ({
    site,
    group: grouping.groupsOf(site)[0]?.path.join(".") ?? "",
  }));
  const names = [...new Set(placed.map(({ group }) => group))].filter((group) => group !== "");
  const shown = names.slice(0, MOST_SHOWN).map((name) => `\`${name}\``);
  const more = names.length > shown.length ? `, and ${names.length - shown.length} more` : "";
  const found = finding(document, {
    rule: "grouped-by-path",
    severity: "info",
    message: `${capitalise(why)}, so operations are grouped by their paths: ${shown.join(", ")}${more}.`,
    hint: "Give each operation a tag, or state its group by `x-speakeasy-group`.",
    pointer: "/paths",
  });
  const actions = (): readonly Action[] =>
    placed
      .filter(({ site }) => document.locate(site.canonical).file === document.source)
      .map(({ site, group }) => ({
        target: pathOf(document.root, site.canonical),
        lines: [`update: ${JSON.stringify({ "x-speakeasy-group": group })}`],
      }));
  report(withOverlay(found, {}, () => overlayText(found.rule, actions())));
}

const MOST_SHOWN = 6;

function distinct(choices: readonly GroupChoice[]): readonly GroupChoice[] {
  return [...new Map(choices.map((choice) => [choice.path.join("."), choice])).values()];
}

function tagsOf({ operation }: OperationSite): readonly string[] {
  const { tags } = operation;
  const texts = Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
  return texts.filter((tag) => identifier(tag) !== "");
}

/** `beta.conversations` leads to a group in a group; `Node.js and v1.2` does not. */
function tagPath(tag: string): readonly string[] {
  return groupPath(
    /^\p{L}[\p{L}\p{Nd}_-]*(\.\p{L}[\p{L}\p{Nd}_-]*)+$/u.test(tag) ? tag.split(".") : [tag],
  );
}

/** `shop.orders`, or a list of the same. */
function groupIn(value: Json): readonly string[] | null {
  if (typeof value === "string") return groupPath(value.split("."));
  return Array.isArray(value) ? groupPath(value as readonly Json[]) : null;
}

function groupPath(parts: readonly Json[]): readonly string[] {
  return parts
    .filter((part): part is string => typeof part === "string")
    .map(identifier)
    .filter((part) => part !== "");
}

/** Placeholders that frameworks write where nobody gave a tag. */
const PLACEHOLDER = /^(default|api|rest|v\d+|untagged)$/i;

/** Where no operation has a tag, or all have the same that says nothing: the API's name, or a placeholder. */
function whyByPath({ document }: NamingContext, sites: readonly OperationSite[]): string | null {
  const open = sites.filter(({ operation }) => extension(operation, "group", groupIn) === null);
  if (open.length === 0) return null;
  const tags = new Set(open.map((site) => tagsOf(site)[0] ?? null));
  const named = [...tags].filter((tag) => tag !== null);
  // Some frameworks write the placeholder beside some operations only.
  if (tags.size > 1 && named.every((tag) => PLACEHOLDER.test(tag)))
    return `the only tags are placeholders (${named.map((tag) => `\`${tag}\``).join(", ")})`;
  const [tag] = tags;
  if (tags.size !== 1 || tag === undefined) return null;
  if (tag === null) return open.length === sites.length ? "no operation has a tag" : null;
  const title = prose(object(document.root["info"])["title"]) ?? "";
  const isTitle = [title, titleWords(document.root).join(" ")].some((name) =>
    isSameName(name, tag),
  );
  if (isTitle) return `the only tag \`${tag}\` is the API's name`;
  return PLACEHOLDER.test(tag) ? `the only tag is \`${tag}\`` : null;
}

function isSameName(left: string, right: string): boolean {
  const plain = (text: string) => wordsOf(text).join("").toLowerCase();
  return plain(left) === plain(right);
}

/** How many segments all paths begin with, where the next ones differ: they say nothing about an operation. */
function sharedSegments(sites: readonly OperationSite[]): number {
  const paths = sites.map(({ path }) => groupSegments(path));
  for (let depth = 0; ; depth++) {
    const own = new Set(paths.map((segments) => segments[depth]));
    const next = new Set(paths.flatMap((segments) => segments[depth + 1] ?? []));
    if (own.size !== 1 || next.size < 2) return depth;
  }
}

function fromPath({ path }: OperationSite, depth: number, why: string): GroupChoice {
  const segments = groupSegments(path);
  const segment = segments[depth] ?? segments.at(-1);
  return {
    path: segment === undefined ? [] : groupPath([segment]),
    shared: depth,
    because:
      segment === undefined ? why : `the segment \`${segment}\` of its path, because of ${why}`,
  };
}

/** Without what stands behind a name: `Accounts.json`, `chat.postMessage`, `jobs:cancel`. */
function groupSegments(path: string): readonly string[] {
  return pathSegments(path.replaceAll(/(?<=\/[^/{}.:]+)[.:][^/]*/g, "")).map(({ text }) => text);
}

/** The id of an operation as far as a person gave it: frameworks make ids of method and path, which say nothing else. */
import type { OperationSite } from "../contract/index.js";
import { singular, wordsOf } from "../lib/words.js";
import { isPathPrefix } from "./path-words.js";

/** `null` where there is none, or where it says what method and path say: `getCompaniesCompanyId`, `get_v1_items`. */
export function operationId({ kind, method, path, operation }: OperationSite): string | null {
  const id = operation["operationId"];
  if (typeof id !== "string") return null;
  const words = wordsOf(id);
  if (words.length === 0) return null;
  if (kind !== "operation") return id;
  const route = routeOf(path);
  const lower = words.map((word) => word.toLowerCase());
  if (id.endsWith(`_${method}`)) {
    const start = lengthWithoutRoute(lower, method, route);
    if (start > 0) return words.slice(0, start).join("_");
  }
  return isMadeOfPath(lower, method, route) ? null : id;
}

interface RouteSegment {
  readonly kind: "fixed" | "prefix" | "parameter";
  /** Lower case. */
  readonly words: readonly string[];
}

function routeOf(path: string): readonly RouteSegment[] {
  const parts = path
    .replace(/[?#].*$/, "")
    .split("/")
    .filter((part) => part !== "");
  return parts.flatMap((part, index): readonly RouteSegment[] => {
    if (isPathPrefix(part, index)) return [{ kind: "prefix", words: lowerWords(part) }];
    return part
      .split(/(?=\{)|(?<=\})/)
      .map((piece): RouteSegment => ({
        kind: piece.startsWith("{") ? "parameter" : "fixed",
        words: lowerWords(piece),
      }))
      .filter(({ words }) => words.length > 0);
  });
}

function lowerWords(text: string): readonly string[] {
  return wordsOf(text).map((word) => word.toLowerCase());
}

/**
 * FastAPI appends path and method to the function's name: of `read_item_v1_items__item_id__get` two words are left, `read_item`. 0: not
 * such an id.
 */
function lengthWithoutRoute(
  words: readonly string[],
  method: string,
  route: readonly RouteSegment[],
): number {
  const tail = [...route.flatMap((segment) => segment.words), method];
  const start = words.length - tail.length;
  const fits = start > 0 && tail.every((word, at) => words[start + at] === word);
  return fits && tail.length > 1 ? start : 0;
}

/** Whether each word is the method or stands in the path in that order, and not only in such as a person would write: `get_pets_id`. */
function isMadeOfPath(
  words: readonly string[],
  method: string,
  route: readonly RouteSegment[],
): boolean {
  const rest =
    words[0] === method ? words.slice(1) : words.at(-1) === method ? words.slice(0, -1) : null;
  return rest !== null && !spells(rest, route, false) && spells(rest, route, true);
}

/** Names that parameters have in ids, whatever the path calls them. */
const PARAMETER_WORDS = new Set(["id", "ids", "uuid", "guid", "slug", "key"]);

/** Whether the words are those of the route; `all`: parameters and prefixes may be among them. */
function spells(words: readonly string[], route: readonly RouteSegment[], all: boolean): boolean {
  const [segment, ...others] = route;
  if (segment === undefined) return words.length === 0;
  const { kind } = segment;
  if (kind !== "fixed" && spells(words, others, all)) return true;
  if (kind !== "fixed" && !all) return false;
  const [word = ""] = words;
  if (kind === "parameter") {
    const isOwn = segment.words.includes(word) || PARAMETER_WORDS.has(word);
    if (isOwn) return spells(words.slice(1), route, all);
    // `request_uuid` for `{id}`.
    return (
      word !== "by" &&
      /^(id|uuid|guid)$/.test(words[1] ?? "") &&
      spells(words.slice(2), others, all)
    );
  }
  const says = segment.words.every((own, at) => isSame(words[at] ?? "", own));
  return says && spells(words.slice(segment.words.length), others, all);
}

function isSame(left: string, right: string): boolean {
  return left === right || singular(left) === singular(right);
}

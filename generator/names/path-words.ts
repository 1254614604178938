/** Words of a path, and the name that method and path give an operation that has none. */
import type { OperationSite } from "../contract/index.js";
import { pascalCase, singular, wordsOf } from "../lib/words.js";
import { identifier } from "./identifier.js";
import { VERBS } from "./verbs.js";

export interface PathSegment {
  /** Its words, joined by blanks. */
  readonly text: string;
  /** A parameter follows, or is part of it. */
  readonly item: boolean;
}

/** Fixed segments of a path; `/api/v1`, or `/api/2`, in front is left out. */
export function pathSegments(path: string): readonly PathSegment[] {
  const parts = path.split("/").filter((part) => part !== "");
  return parts.flatMap((part, index) => {
    if (isPathPrefix(part, index) && parts.length > 1) return [];
    // JSON goes without saying: `/pets.json`, `/pets/{id}.json`.
    const text = wordsOf(part.replace(/(?<=.)\.json$/i, "").replaceAll(/\{[^}]*\}/g, " ")).join(
      " ",
    );
    if (text === "") return [];
    return [{ text, item: (parts[index + 1] ?? "").startsWith("{") || part.includes("{") }];
  });
}

/** True for the segment `part` where it says which API or version it is: `api`, `v1`, `2024-01`. */
export function isPathPrefix(part: string, index: number): boolean {
  return index < 3 && /^(api|rest|v\d+([._-]?\w+)?|\d+([.-]\d+)*)$/i.test(part);
}

/** Where another operation has the name that the path gives: with its version (`listPetsV2`) or its parameters (`getCacheByValue`). */
export function moreFromPath(name: string, path: string): readonly string[] {
  const version = versionOf(path);
  return [...(version === "" ? [] : [`${name}${version}`]), ...byParameters(name, path)];
}

/** What tells the versions of a path apart: `/api/v2/pets` -> `V2`. */
function versionOf(path: string): string {
  const parts = path.split("/").filter((part) => part !== "");
  return pascalCase(
    parts.filter((part, index) => isPathPrefix(part, index) && /\d/.test(part)).join(" "),
  );
}

/** Of `/cache/{value}` after `/cache`: `getCacheByValue`; of `/a/{b}/c/{d}` also by both. `/pets/{petId}` is `ById`. */
function byParameters(name: string, path: string): readonly string[] {
  const parameters = [...path.matchAll(/\{([^}]*)\}/g)].map(([, text = ""]) => pascalCase(text));
  const noun = pascalCase(singular(pathSegments(path).at(-1)?.text ?? ""));
  const short = parameters.map((word) =>
    word.startsWith(noun) && word !== noun ? word.slice(noun.length) : word,
  );
  const last = short.at(-1);
  if (last === undefined || last === "") return [];
  return [`${name}By${last}`, ...(short.length > 1 ? [`${name}By${short.join("And")}`] : [])];
}

/** True for a path that ends with a parameter: one item of a list. */
export function isItemPath(path: string): boolean {
  return /\}[^/]*$/.test(path);
}

/** Names by method and path: `GET /pets/{id}/toys` -> `listPetToys`. */
export interface PathNaming {
  /** Its words are left out where they come first: `listToys` in `pets`. */
  readonly group?: readonly string[];
  /** What comes back is a list, as far as the document says. */
  readonly list: boolean;
  /** How many segments in front say nothing, because all paths have them. */
  readonly shared?: number;
}

export function nameFromPath(site: OperationSite, naming: PathNaming): string {
  const { group = [], list, shared = 0 } = naming;
  const all = pathSegments(site.path);
  const segments = all.length > shared ? all.slice(shared) : all;
  const last = segments.at(-1);
  if (last === undefined) return identifier(`${site.method}Root`);
  const nouns = segments.flatMap((segment, index) =>
    index === 0 && isSaid(segments, group, site.method) ? [] : [nounOf(segment)],
  );
  const isAction = site.method === "post" && !last.item && !isPlural(last.text);
  if (isAction) return actionName(last.text, nouns);
  const created = site.method === "post" && !last.item && nouns.length > 0;
  const named = created ? [...nouns.slice(0, -1), pascalCase(singular(last.text))] : nouns;
  const verb = verbOf(site.method, last.item, isPlural(last.text) && list);
  return identifier(`${verb} ${named.join(" ")}`);
}

function nounOf({ text, item }: PathSegment): string {
  return pascalCase(item ? singular(text) : text);
}

/** Whether the group says what the first segment says, and something is left: of `GET /config` in `config`, `get`. */
function isSaid(
  segments: readonly PathSegment[],
  group: readonly string[],
  method: string,
): boolean {
  const [first, ...others] = segments;
  if (first === undefined || identifier(first.text) !== group[0]) return false;
  return others.length > 0 || first.item || isPlural(first.text) || method !== "post";
}

/** `POST /pets/{id}/adopt` -> `adoptPet`; what is no known verb stays behind: `petPayment`. */
function actionName(last: string, nouns: readonly string[]): string {
  const isVerb = VERBS.has(last.toLowerCase());
  const words = isVerb ? [last, ...nouns.slice(0, -1)] : nouns;
  return identifier(words.join(" ") || last);
}

function isPlural(word: string): boolean {
  return singular(word) !== word;
}

function verbOf(method: string, item: boolean, list: boolean): string {
  if (method === "get") return list && !item ? "list" : "get";
  const verbs: Readonly<Record<string, string>> = {
    post: item ? "submit" : "create",
    put: "replace",
    patch: "update",
    delete: "delete",
    query: "query",
  };
  return verbs[method] ?? method.toLowerCase();
}

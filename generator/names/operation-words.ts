/** What a document says about an operation's name: overrides and ids. */
import type { Json, JsonObject, OperationSite } from "../contract/index.js";
import { extension } from "../lib/extensions.js";
import { list, object, text } from "../lib/read.js";
import { pascalCase, singular, wordsOf } from "../lib/words.js";
import { identifier } from "./identifier.js";
import { isItemPath } from "./path-words.js";
import { VERBS } from "./verbs.js";

/** The method name that an extension asks for. */
export function methodOverride(
  { operation }: OperationSite,
  root: JsonObject,
): { readonly name: string; readonly because: string } | null {
  const read = (value: Json) =>
    typeof value === "string" && identifier(value) !== "" ? identifier(value) : null;
  const given = extension(operation, "methodName", read);
  if (given !== null) return { name: given.value, because: `\`${given.key}\`` };
  return renamedByRule(root, text(operation["operationId"]));
}

/** Rules for all operations: `x-speakeasy-name-override: [{ operationId: ^get.*, methodNameOverride: get }]` at the root. */
function renamedByRule(
  root: JsonObject,
  id: string | null,
): { readonly name: string; readonly because: string } | null {
  if (id === null) return null;
  const rules = list(root["x-speakeasy-name-override"]).map(object);
  const rule = rules.find(({ operationId: pattern }) => matches(text(pattern), id));
  if (rule === undefined) return null;
  const name = identifier(text(rule["methodNameOverride"]) ?? "");
  return name === "" ? null : { name, because: "`x-speakeasy-name-override` of the document" };
}

/** False for what is no pattern. */
function matches(pattern: string | null, id: string): boolean {
  try {
    return pattern !== null && new RegExp(pattern).test(id);
  } catch {
    return false;
  }
}

/** What the generator of Nest calls the methods of a controller, and what they do. */
const SCAFFOLD: Readonly<Record<string, string>> = {
  findAll: "list",
  findOne: "get",
  remove: "delete",
};

export interface ControllerMethod {
  readonly method: string;
  /** The id without the word, and what says the same as a function: `deleteUser`, `retryExecution`. */
  readonly full: string;
  readonly functionName: string;
}

/** `UsersController_findOne` is `get`; `ToolAuthController_upsert` is `upsert`, whatever the group. `null`: no such id. */
export function controllerMethod(id: string, list: boolean): ControllerMethod | null {
  const [, stem, own] = /^(\w+)Controller[_.](\w+)$/.exec(id) ?? [];
  if (stem === undefined || own === undefined) return null;
  const does = own === "findAll" && !list ? undefined : SCAFFOLD[own];
  const method = does ?? own;
  const nouns = wordsOf(stem);
  const last = nouns.at(-1) ?? "";
  const noun = [...nouns.slice(0, -1), method === "list" ? last : singular(last)].join(" ");
  const functionName = wordsOf(method).length === 1 ? identifier(`${method} ${noun}`) : method;
  return { method, full: `${stem}_${own}`, functionName: identifier(functionName) };
}

export interface Trimming {
  readonly group: readonly string[];
  readonly path: string;
  /** What comes back may be a list. */
  readonly list: boolean;
  /** There are operations on an item of it: `/pets/{id}` beside `/pets`. */
  readonly hasItems: boolean;
}

/**
 * The id without its group's words, if what is left names the same thing: `listPets` in `pets` -> `list`, `pets_get-by-id` ->
 * `getById`, `getPetToys` -> `getToys`. But `deleteSiteDeploy` in `deploys` deletes no site, and `inviteUserToTeam` in `teams` ends
 * with whom to.
 */
export function trimGroup(id: string, trimming: Trimming): string | null {
  const { group, path, list, hasItems } = trimming;
  const last = group.at(-1);
  if (last === undefined) return null;
  const dotted = afterDots(id, last);
  if (dotted !== null) return dotted;
  const words = wordsOf(pascalCase(id));
  for (let from = 0; from < group.length; from++) {
    const target = wordsOf(pascalCase(group.slice(from).join(" "))).map(normal);
    const trimmed = trimWords(words, target, { isItem: isItemPath(path), list, hasItems });
    if (trimmed !== null) return trimmed;
  }
  const own = afterNamespace(id, last);
  return own === null ? null : (trimGroup(own, trimming) ?? identifier(own));
}

/**
 * `Customers_ListInvoices`, `enterprise-apps/remove-access` -> `ListInvoices`, `remove-access`: what stands before the mark is where it
 * belongs, by another name than the group's, and what stands behind it says what is done. Words of snake_case are no such names,
 * unless they are the group's without its blanks: `vpcnatgateways_list`.
 */
function afterNamespace(id: string, group: string): string | null {
  const [, prefix = "", mark, own = ""] =
    /^([\p{L}\p{Nd}-]+)([_/])([\p{L}\p{Nd}_-]+)$/u.exec(id) ?? [];
  const starts = (text: string) => VERBS.has((wordsOf(text)[0] ?? "").toLowerCase());
  if (mark === undefined || starts(prefix) || !starts(own)) return null;
  const isGroup = wordsOf(prefix).join("").toLowerCase() === group.toLowerCase();
  const isNamed = mark === "/" || (/\p{Lu}/u.test(id) && !own.includes("_"));
  return isGroup || isNamed ? own : null;
}

function trimWords(
  words: readonly string[],
  target: readonly string[],
  { isItem, list, hasItems }: Pick<Trimming, "list" | "hasItems"> & { readonly isItem: boolean },
): string | null {
  const at = words.findIndex((_, index) =>
    target.every((word, offset) => normal(words[index + offset] ?? "") === word),
  );
  if (at < 0 || target.length === 0) return null;
  // `retrieve-a-page` in `pages` -> `retrieve`.
  const before = words.slice(0, ARTICLE.test(words[at - 1] ?? "") ? at - 1 : at);
  const after = words.slice(at + target.length);
  if (before.length === 0) return afterPrefix(after);
  const isQualified = after.length === 0 && before.length === 2 && QUALITY.test(before[1] ?? "");
  if (!isVerbPhrase(isQualified ? before.slice(0, 1) : before)) return null;
  // `get_files_id` in `files` is no method that gets an id.
  const isOfItem = after.length === 1 && /^id$/i.test(after[0] ?? "") && isItem;
  if (after.length > 0 && !isOfItem) return identifier([...before, ...after].join(" "));
  const isRead = before.length === 1 && READ.test(before[0] ?? "");
  if (!isRead || isItem || !isPlural(words[at + target.length - 1] ?? ""))
    return identifier(before.join(" "));
  // `getPets` and `getPet` would both become `get`: the plural one lists, or keeps its name where there may be the other.
  if (list) return "list";
  return hasItems ? null : identifier(before.join(" "));
}

/** `pets_findAll`, `PetsController_findAll` -> `findAll`; but `petStatus` is no method. */
function afterPrefix(words: readonly string[]): string | null {
  const rest = /^(Controller|Api|Service)$/.test(words[0] ?? "") ? words.slice(1) : words;
  const [verb] = rest;
  return verb === undefined || !VERBS.has(verb.toLowerCase()) ? null : identifier(rest.join(" "));
}

/** `get`, `getAll`, `createOrUpdate`, `batchDelete`: it says what is done, not to what. */
function isVerbPhrase([verb = "", ...words]: readonly string[]): boolean {
  if (!VERBS.has(verb.toLowerCase())) return false;
  const isBulk = /^(batch|bulk|partial)$/i.test(verb);
  return words.every((word, index) => {
    if (QUANTITY.test(word) || /^(or|and)$/i.test(word)) return true;
    const isJoined = /^(or|and)$/i.test(words[index - 1] ?? "") || (isBulk && index === 0);
    return isJoined && VERBS.has(word.toLowerCase());
  });
}

/**
 * `drive.files.list` in `files` -> `list`, `run.projects.jobs.list` in `projects` -> `jobsList`, `repos/codeowners-errors` in `repos` ->
 * `codeownersErrors`: dots and slashes say where the group ends.
 */
function afterDots(id: string, group: string): string | null {
  const parts = id.split(/[./]/);
  const at = parts.findIndex((part) => identifier(part) === group);
  const name = at < 0 ? "" : identifier(parts.slice(at + 1).join(" "));
  return name === "" ? null : name;
}

const ARTICLE = /^(an?|the)$/i;
const QUANTITY = /^(all|batch|bulk|many|multiple|new|one|several|single)$/i;
/** `listAvailable`, `getCurrent`: they say which of them. */
const QUALITY =
  /^(active|archived|available|current|default|deleted|enabled|expired|failed|favou?rite|featured|global|inactive|latest|nearby|newest|oldest|pending|popular|previous|private|public|random|recent|recommended|related|scheduled|shared|similar|suggested|supported|top|trending|unread|upcoming)$/i;
const READ = /^(fetch|get|read|retrieve)$/i;

function normal(word: string): string {
  return singular(word.toLowerCase());
}

function isPlural(word: string): boolean {
  return singular(word) !== word;
}

/** What a document says about an operation's name: groups, overrides, ids, and, where it says nothing, method and path. */
import type { Json, JsonObject, OperationSite } from "../contract/index.js";
import { extension } from "../lib/extensions.js";
import { list, object, text } from "../lib/read.js";
import { camelCase, pascalCase, singular, wordsOf } from "../lib/words.js";
import { VERBS } from "./verbs.js";

export interface GroupChoice {
  readonly path: readonly string[];
  readonly because: string;
}

/** Extension, or first tag, or, for an operation without an id, the first fixed segment of its path. */
export function groupOf(site: OperationSite): GroupChoice {
  const { operation } = site;
  const given = extension(operation, "group", groupIn);
  if (given !== null) return { path: given.value, because: `\`${given.key}\`` };
  const tags = operation["tags"];
  const [tag] = Array.isArray(tags)
    ? tags.filter((value): value is string => typeof value === "string")
    : [];
  if (tag !== undefined) return { path: groupPath([tag]), because: `the tag \`${tag}\`` };
  if (operationId(operation) !== null)
    return { path: [], because: "the lack of a group and of tags" };
  const [segment] = staticSegments(site.path);
  return {
    path: segment === undefined ? [] : groupPath([segment]),
    because: "the first segment of its path",
  };
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

/** camelCase that can stand as a property or a function: `3d-search` -> `call3DSearch`. */
export function identifier(text: string): string {
  const name = camelCase(text);
  return /^\P{L}/u.test(name) ? `call${pascalCase(text)}` : name;
}

/** The method name that an extension asks for. */
export function methodOverride(
  operation: JsonObject,
  root: JsonObject,
): { readonly name: string; readonly because: string } | null {
  const read = (value: Json) =>
    typeof value === "string" && identifier(value) !== "" ? identifier(value) : null;
  const given = extension(operation, "methodName", read);
  if (given !== null) return { name: given.value, because: `\`${given.key}\`` };
  return renamedByRule(root, operationId(operation));
}

/** Rules for all operations: `x-speakeasy-name-override: [{ operationId: ^get.*, methodNameOverride: get }]` at the root. */
function renamedByRule(
  root: JsonObject,
  id: string | null,
): { readonly name: string; readonly because: string } | null {
  if (id === null) return null;
  const rules = list(root["x-speakeasy-name-override"]).map(object);
  const rule = rules.find(({ operationId: pattern }) => matches(text(pattern), id));
  const name = identifier(text(rule?.["methodNameOverride"]) ?? "");
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

export function operationId(operation: JsonObject): string | null {
  const id = operation["operationId"];
  return typeof id === "string" && wordsOf(id).length > 0 ? id : null;
}

/** The id without its group's words, if what is left reads as a method: `listPets` in `pets` -> `list`, `pets_get-by-id` -> `getById`. */
export function trimGroup(
  id: string,
  group: readonly string[],
  { path }: OperationSite,
): string | null {
  const last = group.at(-1);
  if (last === undefined) return null;
  const dotted = afterDots(id, last);
  if (dotted !== null) return dotted;
  const words = wordsOf(pascalCase(id));
  const target = wordsOf(pascalCase(last)).map(normal);
  const at = words.findIndex((_, index) =>
    target.every((word, offset) => normal(words[index + offset] ?? "") === word),
  );
  if (at < 0 || target.length === 0) return null;
  // `retrieve-a-page` in `pages` -> `retrieve`.
  const before = words.slice(0, ARTICLE.test(words[at - 1] ?? "") ? at - 1 : at);
  let rest = [...before, ...words.slice(at + target.length)];
  if (rest[0] === "Controller" || rest[0] === "Api") rest = rest.slice(1);
  // `get_files_id` in `files` is no method that gets an id.
  const isOfItem = rest.length === 2 && /^id$/i.test(rest[1] ?? "") && path.endsWith("}");
  if (isOfItem) rest = rest.slice(0, 1);
  const [verb] = rest;
  if (verb === undefined || !VERBS.has(verb.toLowerCase())) return null;
  // `getPets` and `getPet` both become `get`: the plural one lists.
  const trimmed = identifier(rest.join(""));
  return trimmed === "get" &&
    rest.length === 1 &&
    !isOfItem &&
    isPlural(words[at + target.length - 1] ?? "") &&
    !VERBS.has(last)
    ? "list"
    : trimmed;
}

/** `drive.files.list` in `files` -> `list`, `run.projects.jobs.list` in `projects` -> `jobsList`: dots say where the group ends. */
function afterDots(id: string, group: string): string | null {
  const parts = id.split(".");
  const at = parts.findIndex((part) => identifier(part) === group);
  const name = at < 1 ? "" : identifier(parts.slice(at + 1).join(" "));
  return name === "" ? null : name;
}

const ARTICLE = /^(an?|the)$/i;

function normal(word: string): string {
  return singular(word.toLowerCase());
}

function isPlural(word: string): boolean {
  return singular(word) !== word;
}

/** A name from method and path: `GET /pets/{id}/toys` -> `listPetToys`. With `group`, its words are left out: `listToys`. */
export function nameFromPath(site: OperationSite, group: readonly string[] = []): string {
  const segments = pathSegments(site.path);
  const nouns = segments.flatMap(({ text, item }, index) => {
    if (
      index === 0 &&
      group.length > 0 &&
      identifier(text) === group[0] &&
      (segments.some((segment, at) => at > 0 && segment.text !== "") || item || isPlural(text))
    )
      return [];
    return [pascalCase(item ? singular(text) : text)];
  });
  const last = segments.at(-1);
  if (last === undefined) return identifier(`${site.method}Root`);
  if (site.method === "post" && !last.item && !isPlural(last.text))
    return identifier(nouns.map((noun) => noun).join("") || last.text);
  const created = site.method === "post" && !last.item && nouns.length > 0;
  const named = created ? [...nouns.slice(0, -1), pascalCase(singular(last.text))] : nouns;
  return identifier(verbOf(site.method, last.item, isPlural(last.text)) + named.join(""));
}

function verbOf(method: string, item: boolean, plural: boolean): string {
  if (method === "get") return item || !plural ? "get" : "list";
  const verbs: Readonly<Record<string, string>> = {
    post: item ? "submit" : "create",
    put: "replace",
    patch: "update",
    delete: "delete",
    query: "query",
  };
  return verbs[method] ?? method.toLowerCase();
}

/** Fixed segments of a path, each with whether a parameter follows it; `/api/v1`, or `/api/2`, in front is left out. */
function pathSegments(path: string): { readonly text: string; readonly item: boolean }[] {
  const parts = path.split("/").filter((part) => part !== "");
  return parts.flatMap((part, index) => {
    if (isPrefix(part, index) && parts.length > 1) return [];
    const text = wordsOf(part.replaceAll(/\{[^}]*\}/g, " ")).join(" ");
    if (text === "") return [];
    return [{ text, item: (parts[index + 1] ?? "").startsWith("{") || part.includes("{") }];
  });
}

function isPrefix(part: string, index: number): boolean {
  return index < 2 && /^(api|rest|v\d+([._-]?\w+)?|\d+(\.\d+)*)$/i.test(part);
}

function staticSegments(path: string): string[] {
  return pathSegments(path).map((segment) => segment.text);
}

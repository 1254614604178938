/** What a document says about an operation's name: groups, overrides, ids, and, where it says nothing, method and path. */
import type { Json, JsonObject } from "../contract/index.js";
import { camelCase, pascalCase, singular, wordsOf } from "../lib/words.js";
import type { OperationSite } from "../lib/operations.js";
import { VERBS } from "./verbs.js";

export interface GroupChoice {
  readonly path: readonly string[];
  readonly because: string;
}

/** Extension, or first tag, or, for an operation without an id, the first fixed segment of its path. */
export function groupOf(site: OperationSite): GroupChoice {
  const { operation } = site;
  const speakeasy = operation["x-speakeasy-group"];
  if (typeof speakeasy === "string")
    return { path: groupPath(speakeasy.split(".")), because: "`x-speakeasy-group`" };
  const fern = operation["x-fern-sdk-group-name"];
  if (typeof fern === "string")
    return { path: groupPath(fern.split(".")), because: "`x-fern-sdk-group-name`" };
  if (Array.isArray(fern)) return { path: groupPath(fern), because: "`x-fern-sdk-group-name`" };
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
): { readonly name: string; readonly because: string } | null {
  for (const key of ["x-speakeasy-name-override", "x-fern-sdk-method-name"]) {
    const value = operation[key];
    if (typeof value === "string" && identifier(value) !== "")
      return { name: identifier(value), because: `\`${key}\`` };
  }
  return null;
}

export function isIgnored(site: OperationSite): boolean {
  return [site.operation, site.pathItem].some((object) =>
    ["x-speakeasy-ignore", "x-fern-ignore", "x-stainless-skip"].some((key) => {
      const value = object[key];
      return (
        value === true ||
        (Array.isArray(value) &&
          value.some((target) => target === "typescript" || target === "node"))
      );
    }),
  );
}

export function operationId(operation: JsonObject): string | null {
  const id = operation["operationId"];
  return typeof id === "string" && wordsOf(id).length > 0 ? id : null;
}

/** The id without its group's words, if what is left reads as a method: `listPets` in `pets` -> `list`, `pets_get-by-id` -> `getById`. */
export function trimGroup(id: string, group: readonly string[]): string | null {
  const last = group.at(-1);
  if (last === undefined) return null;
  const words = wordsOf(pascalCase(id));
  const target = wordsOf(pascalCase(last)).map(normal);
  const at = words.findIndex((_, index) =>
    target.every((word, offset) => normal(words[index + offset] ?? "") === word),
  );
  if (at < 0 || target.length === 0) return null;
  let rest = [...words.slice(0, at), ...words.slice(at + target.length)];
  if (rest[0] === "Controller" || rest[0] === "Api") rest = rest.slice(1);
  const [verb] = rest;
  if (verb === undefined || !VERBS.has(verb.toLowerCase())) return null;
  // `getPets` and `getPet` both become `get`: the plural one lists.
  const trimmed = identifier(rest.join(""));
  return trimmed === "get" &&
    rest.length === 1 &&
    isPlural(words[at + target.length - 1] ?? "") &&
    !VERBS.has(last)
    ? "list"
    : trimmed;
}

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

/** Fixed segments of a path, each with whether a parameter follows it; `/api/v1` in front is left out. */
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
  return index < 2 && /^(api|rest|v\d+([._-]?\w+)?)$/i.test(part);
}

function staticSegments(path: string): string[] {
  return pathSegments(path).map((segment) => segment.text);
}

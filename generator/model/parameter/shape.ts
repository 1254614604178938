/** The parts of a Parameter Object that decide where it goes. */
import type {
  JsonObject,
  LoadedDocument,
  Located,
  OperationSite,
  Parameter,
  Pointer,
} from "../../contract/index.js";
import { child, follow, isObject } from "../../lib/pointer.js";
import { list } from "../../lib/read.js";

/** Of a path and its operation, in document order, at the place where each is listed; `placed`: after its references. */
export function describedParameters(
  document: LoadedDocument,
  { pathItem, pathItemPointer, operation, canonical }: OperationSite,
): readonly { readonly pointer: Pointer; readonly placed: Located | undefined }[] {
  const holders = [
    [pathItem["parameters"], child(pathItemPointer, "parameters")],
    [operation["parameters"], child(canonical, "parameters")],
  ] as const;
  return holders.flatMap(([members, holder]) =>
    list(members).map((member, index) => {
      const pointer = child(holder, index);
      return { pointer, placed: follow(document, member, pointer) };
    }),
  );
}

/** Names of headers are the same in any case. */
export function isSameName(location: string, a: string | null, b: string): boolean {
  return location === "header" ? a?.toLowerCase() === b.toLowerCase() : a === b;
}

const LOCATIONS: ReadonlySet<string> = new Set([
  "path",
  "query",
  "header",
  "cookie",
  "querystring",
]);

export function locationOf(parameter: JsonObject): Parameter["in"] | null {
  const location = parameter["in"];
  return typeof location === "string" && LOCATIONS.has(location)
    ? (location as Parameter["in"])
    : null;
}

/** `collectionFormat: tsv` of Swagger 2.0, for which OpenAPI 3 has no style. */
export function isTabDelimited(value: JsonObject): boolean {
  return value["x-collection-format"] === "tsv";
}

/** The media type of a parameter that is described by `content`; the specification allows one. */
export function contentTypeOf(parameter: JsonObject): string | null {
  const content = parameter["content"];
  return isObject(content) ? (Object.keys(content)[0] ?? null) : null;
}

/** Where the parameter's (or header's) schema stands; `null` without one. */
export function schemaPointerOf(parameter: JsonObject, pointer: Pointer): Pointer | null {
  if (parameter["schema"] !== undefined) return child(pointer, "schema");
  const mediaType = contentTypeOf(parameter);
  return mediaType === null ? null : child(pointer, "content", mediaType, "schema");
}

/** `/containers?comp=acl` has the value of `comp`: sent once more, a server would read a list of two. */
export function isImpliedByPath(path: string, name: string): boolean {
  const [, query = ""] = (path.split("#")[0] ?? "").split("?");
  const value = new URLSearchParams(query).get(name) ?? "";
  return value !== "" && !value.includes("{");
}

/** `/search?q={q}` without what a query parameter `q` says too. */
export function withoutQueryParameters(
  path: string,
  isQueryParameter: (name: string) => boolean,
): string {
  const [, before = "", query, fragment = ""] = /^([^?#]*)\?([^#]*)(.*)$/s.exec(path) ?? [];
  if (query === undefined) return path;
  const left = query.split("&").filter((pair) => {
    const [, name, placeholder] = /^([^=]+)=\{([^{}]+)\}$/.exec(pair) ?? [];
    return name === undefined || name !== placeholder || !isQueryParameter(name);
  });
  return `${before}${left.length > 0 ? `?${left.join("&")}` : ""}${fragment}`;
}

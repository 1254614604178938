/** What names name, as keys: the same thing has the same key in each run that reads the same document. */
import type { JsonObject, OperationSite, Pointer } from "../../contract/index.js";
import { extension } from "../../lib/extensions.js";
import { texts, text } from "../../lib/read.js";
import { identifier } from "../identifier.js";
import { methodOverride } from "../operation-words.js";

export type CallType = "request" | "response" | "error";
export type VariantKind = "input" | "base" | "baseInput";

export const things = {
  client: "client",
  /** A schema with a declaration, by its pointer in the document that is named now. */
  type: (pointer: Pointer) => `type ${pointer}`,
  variant: (pointer: Pointer, kind: VariantKind) => `${kind} ${pointer}`,
  /** Of an operation, by its pointer. */
  method: (pointer: Pointer, group: readonly string[]) => `method ${group.join(".")} ${pointer}`,
  function: (pointer: Pointer) => `function ${pointer}`,
  file: (pointer: Pointer) => `file ${pointer}`,
  call: (pointer: Pointer, type: CallType) => `${type} of ${pointer}`,
  /** Of a group, by its property path. */
  group: (path: string) => `group ${path}`,
  groupClass: (path: string) => `class ${path}`,
  groupFile: (path: string) => `file of ${path}`,
  /** By its name: what it is thrown for is compared when all classes are known. */
  error: (name: string) => `error ${name}`,
};

/** `GET /pets/{id}`: how the manifest calls an operation. */
export function operationKey({ method, path }: Pick<OperationSite, "method" | "path">): string {
  return `${method.toUpperCase()} ${path}`;
}

/** The same, whatever the parameters are called. */
export function routeOf(key: string): string {
  return key.replaceAll(/\{[^{}]*\}/g, "{}");
}

/** What the document calls the operation by, as an identifier; empty where that is its method and path. */
export function idOf(site: OperationSite, root: JsonObject): string {
  const id = methodOverride(site, root)?.name ?? text(site.operation["operationId"]);
  return id === null ? "" : identifier(id);
}

/** What the document groups the operation by; empty for nothing. */
export function tagsOf({ operation }: OperationSite): string {
  const given = extension(operation, "group", (value) => JSON.stringify(value));
  return given?.value ?? texts(operation["tags"]).join(", ");
}

/** Whether the tags are one that is called as the group. */
export function isCalledAs(tags: string, group: readonly string[]): boolean {
  return tags === "" ? group.length === 0 : identifier(tags) === group.join(".");
}

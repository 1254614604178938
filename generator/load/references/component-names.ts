/**
 * Names for what comes in from other documents: the last part of the pointer, or the file's own name for a whole file.
 */
import { basename, dirname } from "node:path/posix";
import { segmentsOf } from "../../lib/pointer.js";
import type { LocatedValue } from "./origins.js";

/** The first free name for the value: `Pet`, then `animals_Pet` after its file, then with a number. */
export function componentName(
  { file, pointer }: LocatedValue,
  isTaken: (name: string) => boolean,
): string {
  const path = pathOf(file.address.id);
  const stem = clean(stemOf(path));
  const own = ownName(segmentsOf(pointer), stem);
  const prefix = pointer === "" ? clean(basename(dirname(path))) : stem;
  const longer = own.startsWith(`${prefix}_`) ? own : `${prefix}_${own}`;
  for (const name of [own, longer]) if (!isTaken(name)) return name;
  let number = 2;
  while (isTaken(`${longer}_${number}`)) number++;
  return `${longer}_${number}`;
}

/** Segments that say what kind of thing follows, and not which one. */
const keywords = new Set([
  "properties",
  "items",
  "allOf",
  "anyOf",
  "oneOf",
  "not",
  "additionalProperties",
  "patternProperties",
  "schema",
  "content",
  "responses",
  "get",
  "put",
  "post",
  "delete",
  "patch",
  "options",
  "head",
  "trace",
  "parameters",
  "paths",
]);

function ownName(segments: readonly string[], stem: string): string {
  const last = segments.at(-1);
  if (last === undefined) return stem;
  const name = clean(last);
  const inside = segments.at(-2) === "properties";
  if (!inside && !keywords.has(last) && /^[A-Za-z_]/.test(name)) return name;
  // `name` of a property, `0` of `allOf/0`, `404` or `schema` say little without what they belong to.
  const owner = segments
    .slice(0, -1)
    .findLast((segment) => !keywords.has(segment) && /^[A-Za-z]/.test(segment));
  return [owner === undefined || owner === "components" ? stem : clean(owner), name]
    .filter((part) => part !== "")
    .join("_");
}

/** The characters that the name of a component may have. @see https://spec.openapis.org/oas/v3.1.1#fixed-fields-5 */
function clean(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^_+|_+$/g, "");
}

function pathOf(id: string): string {
  return /^https?:/i.test(id) ? new URL(id).pathname : id.replaceAll("\\", "/");
}

/** `pet` of `schemas/pet.schema.yaml`; of `pet/index.yaml`, too. */
function stemOf(path: string): string {
  const stem = basename(path).replace(/(?:\.(?:schema|openapi|swagger))?\.(?:ya?ml|json)$/i, "");
  return stem === "index" ? basename(dirname(path)) : stem;
}

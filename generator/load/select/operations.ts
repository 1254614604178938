/** Takes the operations that the filters leave out away from the document. */
import { METHODS } from "../../lib/operations.js";
import { child, dereference, segmentsOf, valueAt } from "../../lib/pointer.js";
import type { Json, Pointer } from "../../contract/index.js";
import type { SourceFile } from "../read/source-file.js";
import { rootOf, type Origins, type Place, type LocatedValue } from "../references/origins.js";
import { isNode, own, put, type Node, type Value } from "../value.js";
import type { Candidate } from "./match.js";

/** What was taken away: an operation, or a whole path item. */
export interface Removed {
  /** Where it stood in the document. */
  readonly pointer: Pointer;
  /** Where it stands in the user's files. */
  readonly place: Place;
  /** A path item that holds nothing else. */
  readonly item: Node;
  /** From `item` to what was taken away. */
  readonly path: readonly string[];
}

/** In place. Path items that are left without an operation go with their operations. */
export function removeOperations(
  file: SourceFile,
  origins: Origins,
  selects: (candidate: Candidate) => boolean,
): readonly Removed[] {
  const root = file.value as Node;
  return ["paths", "webhooks"].flatMap((section) => {
    const items = own(root, section);
    if (!isNode(items)) return [];
    return Object.keys(items)
      .filter((path) => section === "webhooks" || !path.startsWith("x-"))
      .flatMap((path) => thin({ file, origins, selects }, items, section, path));
  });
}

interface Context {
  readonly file: SourceFile;
  readonly origins: Origins;
  readonly selects: (candidate: Candidate) => boolean;
}

function thin(
  { file, origins, selects }: Context,
  items: Node,
  section: string,
  path: string,
): Removed[] {
  const here = child("", section, path);
  const located = locatedAt(file, origins, here);
  const target = located === undefined ? undefined : endOf(file, origins, here);
  if (located === undefined || target === undefined || !isNode(target.value)) return [];
  const all = operationsIn(target.value);
  const unwanted = all.filter(({ method, operation }) => !selects({ path, method, operation }));
  if (unwanted.length === 0) return [];
  if (unwanted.length === all.length) {
    delete items[path];
    return [{ pointer: here, place: located, item: located.value as Node, path: [] }];
  }
  // Other paths may share it.
  if (target.value !== located.value) put(items, path, sharedCopy(target, origins));
  const item = items[path] as Node;
  return unwanted.map(({ keys, operation }) => {
    const place = locatedAt(file, origins, child(here, ...keys)) ?? located;
    origins.set(operation, place);
    remove(item, keys);
    return { pointer: child(here, ...keys), place, item: alone(keys, operation), path: keys };
  });
}

interface Found {
  readonly method: string;
  readonly keys: readonly string[];
  readonly operation: Node;
}

function operationsIn(item: Node): Found[] {
  const more = own(item, "additionalOperations");
  const places = [
    ...METHODS.map((method) => [method]),
    ...Object.keys(isNode(more) ? more : {}).map((method) => ["additionalOperations", method]),
  ];
  return places.flatMap((keys) => {
    const operation = keys.reduce<Value | undefined>(
      (value, key) => (isNode(value) ? own(value, key) : undefined),
      item,
    );
    return isNode(operation) ? [{ method: keys.at(-1) ?? "", keys, operation }] : [];
  });
}

/** The members are the same values: only what is taken away differs. */
function sharedCopy(target: LocatedValue, origins: Origins): Node {
  const copy = { ...(target.value as Node) };
  const more = own(copy, "additionalOperations");
  if (isNode(more)) {
    const place = origins.placeOf(target, "additionalOperations", more);
    copy["additionalOperations"] = { ...more };
    origins.set(copy["additionalOperations"], place);
  }
  origins.set(copy, target);
  return copy;
}

function remove(item: Node, keys: readonly string[]): void {
  const [first = "", second] = keys;
  if (second === undefined) delete item[first];
  else if (isNode(item[first])) delete item[first][second];
}

function alone(keys: readonly string[], operation: Node): Node {
  return keys.reduceRight<Node>((inner, key) => ({ [key]: inner }), operation);
}

/** The value at a pointer of the document and its place in the user's files. */
export function locatedAt(
  file: SourceFile,
  origins: Origins,
  pointer: Pointer,
): LocatedValue | undefined {
  let located: LocatedValue | undefined = rootOf(file);
  for (const key of segmentsOf(pointer))
    if (located !== undefined) located = origins.descend(located, key);
  return located;
}

/** Follows the references of the path item that stands at `pointer`. */
function endOf(file: SourceFile, origins: Origins, pointer: Pointer): LocatedValue | undefined {
  const at = (place: Pointer) => valueAt(file.value as Json, place);
  const end = dereference(at, at(pointer), pointer);
  return end === undefined ? undefined : locatedAt(file, origins, end.pointer);
}

/** Where the declarations of the manifest stand in the document now. */
import type { KeptNames, LoadedDocument, Pointer, UsingOperation } from "../../contract/index.js";
import { child } from "../../lib/pointer.js";
import { list } from "../../lib/read.js";
import { matchComponents, keptComponents } from "./components.js";

export interface MatchedOperation {
  /** Its key in the manifest: `GET /pets/{id}`. */
  readonly key: string;
  readonly site: UsingOperation;
}

/** Where things of the manifest stand now; `null` for what does not any more. */
export interface Places {
  /** A declaration's schema, by its name. */
  ofType(name: string): Pointer | null;
  /** What stood at a pointer. */
  of(pointer: Pointer): Pointer | null;
}

export function placesIn(
  kept: KeptNames,
  document: LoadedDocument,
  operations: readonly MatchedOperation[],
  hashOf: (pointer: Pointer) => string,
): Places {
  const moved = prefixesOf(operations);
  const isThere = (pointer: Pointer): boolean => document.at(pointer) !== undefined;
  const members = membersIn(kept);
  type Known = ReadonlyMap<Pointer, Pointer>;
  const names = new Set(Object.keys(kept.types));

  /** `path`: the names on the way, so that a manifest whose names stand in each other ends nowhere. */
  function placed(place: string, known: Known, path: readonly string[] = []): Pointer | null {
    const [, owner = "", rest = ""] = /^([^/ ]*)(.*)$/s.exec(place) ?? [];
    if (owner === "") {
      const component = /^\/components\/schemas\/[^/]+/.exec(rest)?.[0];
      if (component === undefined) return moved(rest);
      const now = known.get(component);
      return now === undefined ? null : now + rest.slice(component.length);
    }
    const pointer = find(owner, known, path);
    return pointer === null || rest.startsWith(" ") ? pointer : pointer + rest;
  }

  function find(name: string, known: Known, path: readonly string[]): Pointer | null {
    const type = kept.types[name];
    if (type === undefined || path.includes(name)) return null;
    const [place, shape] = typeof type === "string" ? [type] : type;
    const whole = place.startsWith("*") ? `${ownerOf(name, names)}${place.slice(1)}` : place;
    const pointer = placed(whole, known, [...path, name]);
    return pointer === null || shape === undefined ? pointer : member(pointer, shape, whole);
  }

  /** A member of a union moves when another one is put before it. */
  function member(pointer: Pointer, shape: string, place: string): Pointer | null {
    const inList = /^(.*)\/(\d+)$/.exec(pointer);
    const [hash = "", length] = shape.split("/");
    if (inList === null || length === undefined) return pointer;
    const [, holder = "", index = ""] = inList;
    if (isThere(pointer) && hashOf(pointer) === hash) return pointer;
    const now = list(document.at(holder)).map((_, at) => child(holder, at));
    const alike = now.filter((each) => hashOf(each) === hash);
    const [only] = alike;
    if (only !== undefined && alike.length === 1) return only;
    // What stands at its place now may be another one of the manifest's.
    const others = members.get(place.slice(0, -index.length - 1)) ?? new Set();
    return now.length === Number(length) && !others.has(hashOf(pointer)) ? pointer : null;
  }

  const components = matchComponents(keptComponents(kept), { document, hashOf, placed });
  const found = new Map<string, Pointer | null>();
  const there = (pointer: Pointer | null) =>
    pointer !== null && isThere(pointer) ? pointer : null;
  return {
    ofType(name) {
      const known = found.get(name);
      if (known !== undefined) return known;
      const pointer = there(find(name, components, []));
      found.set(name, pointer);
      return pointer;
    },
    of: (pointer) => there(placed(pointer, components)),
  };
}

/** The longest name of a type that another name begins with; empty where there is none. */
export function ownerOf(name: string, known: ReadonlySet<string>): string {
  for (let end = name.length - 1; end > 0; end--) {
    const owner = name.slice(0, end);
    if (known.has(owner)) return owner;
  }
  return "";
}

/** Of each list that declarations are members of: their shapes. */
function membersIn({ types }: KeptNames): ReadonlyMap<string, ReadonlySet<string>> {
  const members = new Map<string, Set<string>>();
  const known = new Set(Object.keys(types));
  for (const [name, type] of Object.entries(types)) {
    const [place, shape] = typeof type === "string" ? [type] : type;
    const whole = place.startsWith("*") ? `${ownerOf(name, known)}${place.slice(1)}` : place;
    const [, holder] = /^(.*)\/\d+$/s.exec(whole) ?? [];
    if (holder === undefined || shape === undefined) continue;
    const shapes = members.get(holder) ?? new Set();
    members.set(holder, shapes.add(shape.split("/")[0] ?? ""));
  }
  return members;
}

/** What stands in an operation, or in what its path's operations share, goes where that went. */
function prefixesOf(operations: readonly MatchedOperation[]): (pointer: Pointer) => Pointer {
  const prefixes = new Map<Pointer, Pointer>();
  for (const { key, site } of operations) {
    const [method = "", ...path] = key.split(" ");
    const before = child("/paths", path.join(" "));
    prefixes.set(child(before, method.toLowerCase()), site.canonical);
    prefixes.set(before, site.pathItemPointer);
  }
  return (pointer) => {
    const [, path = "", rest = ""] = /^(\/paths\/[^/]+)(.*)$/s.exec(pointer) ?? [];
    const [, method = ""] = /^(\/[^/]+)/.exec(rest) ?? [];
    const operation = prefixes.get(path + method);
    if (operation !== undefined) return operation + rest.slice(method.length);
    const item = prefixes.get(path);
    return item === undefined ? pointer : item + rest;
  };
}

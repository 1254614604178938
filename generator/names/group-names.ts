/** Names of groups: property, class, and file. And the names in each: of methods, and of groups in it. */
import type { OperationSite, Pointer, ResourceNames } from "../contract/index.js";
import { capitalise, kebabCase } from "../lib/words.js";
import { assignName, type NamingContext } from "./context.js";
import type { Grouping } from "./groups.js";
import { placeIn } from "./kept/call.js";
import { things } from "./kept/things.js";
import { createNamespace, type Namespace } from "./namespace.js";
import { CLIENT_MEMBERS, MEMBER_NAMES } from "./reserved.js";

/** An operation to name, whether it may give a list, and whether others are about an item of that. */
export interface NamedSite {
  readonly site: OperationSite;
  /** `null` where no person gave it one. */
  readonly id: string | null;
  readonly list: boolean;
  readonly hasItems: boolean;
}

export interface Place {
  readonly group: readonly string[];
  readonly shared: number;
  readonly because: string;
}

export interface Subject extends NamedSite {
  readonly home: Place;
  readonly others: readonly Place[];
}

export interface GroupTable {
  readonly subjects: readonly Subject[];
  /** By property path. */
  readonly resources: Readonly<Record<string, ResourceNames>>;
  /** Makes a group one of the package that only has aliases. */
  readonly use: (group: readonly string[], pointer: Pointer) => void;
}

/** The names in a group; those that users know are held. */
export type Scopes = (group: readonly string[]) => Namespace;

export function createScopes({ known }: NamingContext): Scopes {
  const scopes = new Map<string, Namespace>();
  const scopeOf: Scopes = (group) => {
    const key = group.join(".");
    const scope =
      scopes.get(key) ??
      createNamespace({
        reserved: group.length === 0 ? [...MEMBER_NAMES, ...CLIENT_MEMBERS] : MEMBER_NAMES,
      });
    scopes.set(key, scope);
    return scope;
  };
  for (const path of known.groups) {
    const group = path.split(".");
    scopeOf(group.slice(0, -1)).hold(group.at(-1) ?? "", things.group(path));
  }
  for (const [pointer, { entry }] of known.operations) {
    const calls = [
      entry.call,
      ...(entry.also ?? []),
      ...(entry.former ?? []).map(({ call }) => call),
    ];
    for (const { group, method } of calls.map(placeIn))
      scopeOf(group).hold(method, things.method(pointer, group));
  }
  return scopeOf;
}

/** Group properties first: they hold many operations, and a method can yield to its full name. */
export function nameGroups(
  context: NamingContext,
  named: readonly NamedSite[],
  grouping: Grouping,
  scopes: Scopes,
): GroupTable {
  const { known } = context;
  const files = createNamespace({ ignoreCase: true, reserved: ["index"] });
  const resources: Record<string, ResourceNames> = {};
  /** By the path that the document asks for. */
  const given = new Map<string, readonly string[]>();
  for (const path of known.groups) {
    const { file, asked = path } = known.kept.groups[path] ?? {};
    if (file === undefined) continue;
    given.set(asked, path.split("."));
    files.hold(file, things.groupFile(path));
  }

  /** A group by its property path: with those around it, it is one of the package. */
  function use(group: readonly string[], pointer: Pointer, asked?: string): void {
    const path = group.join(".");
    if (group.length === 0 || resources[path] !== undefined) return;
    use(group.slice(0, -1), pointer);
    const kept = known.groups.has(path) ? known.kept.groups[path] : undefined;
    if (kept !== undefined) nameKnown(context, path, kept.asked ?? path, { pointer, scopes });
    resources[path] = {
      property: group.at(-1) ?? "",
      className: nameClass(context, group, pointer),
      file: files.allocate([kept?.file ?? group.map(kebabCase).join("-")], things.groupFile(path))
        .name,
      asked: kept?.asked ?? asked ?? path,
    };
  }

  function groupAt(path: readonly string[], pointer: Pointer, because: string): readonly string[] {
    const key = path.join(".");
    const found = path.length === 0 ? [] : given.get(key);
    if (found !== undefined) {
      use(found, pointer);
      return found;
    }
    const parent = groupAt(path.slice(0, -1), pointer, because);
    const segment = path.at(-1) ?? "";
    const candidates = [segment, `${segment}Api`];
    const property = assignName(
      context,
      { kind: "group", pointer, candidates, because },
      scopes(parent),
    );
    const group = [...parent, property];
    given.set(key, group);
    use(group, pointer, key);
    return group;
  }

  const subjects = named.map((subject): Subject => {
    const places = placesOf(context, subject.site, grouping, groupAt);
    for (const { group } of places) use(group, subject.site.pointer);
    const [home = { group: [], shared: 0, because: "the lack of a group" }, ...others] = places;
    return { ...subject, home, others };
  });
  return { subjects, resources, use };
}

/** A group that users know has its property; only the reason is found anew. */
function nameKnown(
  context: NamingContext,
  path: string,
  asked: string,
  { pointer, scopes }: { readonly pointer: Pointer; readonly scopes: Scopes },
): void {
  const segment = asked.split(".").at(-1) ?? "";
  const candidates = [segment, `${segment}Api`];
  const because = `the group \`${asked}\` of the document`;
  assignName(
    context,
    { kind: "group", pointer, candidates, because, thing: things.group(path) },
    scopes(path.split(".").slice(0, -1)),
  );
}

/** Where its tags are as they were, its groups are, whatever they would be now beside the document's other operations. */
function placesOf(
  { known }: NamingContext,
  site: OperationSite,
  grouping: Grouping,
  groupAt: (path: readonly string[], pointer: Pointer, because: string) => readonly string[],
): readonly Place[] {
  const choices = grouping.groupsOf(site);
  const operation = known.operations.get(site.pointer);
  if (operation?.sameTags !== true)
    return choices.map(({ path, shared = 0, because }) => {
      return { group: groupAt(path, site.pointer, because), shared, because };
    });
  const { call, also = [] } = operation.entry;
  const [{ shared = 0, because } = { because: "what it was" }] = choices;
  return [call, ...also].map((each) => ({ group: placeIn(each).group, shared, because }));
}

function nameClass(context: NamingContext, group: readonly string[], pointer: Pointer): string {
  const stem = group.map(capitalise).join("");
  return assignName(context, {
    kind: "group",
    pointer,
    candidates: [stem, `${stem}Resource`, `${stem}Group`, `${stem}Methods`],
    because: `the group \`${group.join(".")}\``,
    thing: things.groupClass(group.join(".")),
  });
}

/** Names of operations: group, method, standalone function, file, and the types that belong to a call. */
import type {
  JsonObject,
  MethodPlace,
  OperationNames,
  OperationSite,
  Pointer,
  ResourceNames,
} from "../contract/index.js";
import { child } from "../lib/pointer.js";
import { capitalise, kebabCase, pascalCase, wordsOf } from "../lib/words.js";
import { assignName, type NamingContext } from "./context.js";
import { createNamespace, type Namespace } from "./namespace.js";
import { groupingOf, type Grouping } from "./groups.js";
import { identifier } from "./identifier.js";
import { controllerMethod, methodOverride, trimGroup } from "./operation-words.js";
import { moreFromPath, nameFromPath } from "./path-words.js";
import { CLIENT_MEMBERS, FUNCTION_LOCALS, MEMBER_NAMES, RESERVED_WORDS } from "./reserved.js";

export type CallNames = Pick<OperationNames, "group" | "method" | "aliases" | "function" | "file">;

export interface OperationTable {
  readonly calls: ReadonlyMap<Pointer, CallNames>;
  readonly resources: Readonly<Record<string, ResourceNames>>;
}

/** An operation to name, whether it may give a list, and whether others are about an item of that. */
export interface NamedSite {
  readonly site: OperationSite;
  /** `null` where no person gave it one. */
  readonly id: string | null;
  readonly list: boolean;
  readonly hasItems: boolean;
}

interface Place {
  readonly group: readonly string[];
  readonly shared: number;
  readonly because: string;
}

interface Subject extends NamedSite {
  readonly home: Place;
  readonly others: readonly Place[];
}

export function nameOperations(
  context: NamingContext,
  named: readonly NamedSite[],
): OperationTable {
  const sites = named.map(({ site }) => site);
  const scopes = new Map<string, Namespace>();
  const grouping = groupingOf(context, sites);
  const groups = nameGroups(context, named, grouping, scopes);
  const functions = createNamespace({ reserved: [...FUNCTION_LOCALS, ...RESERVED_WORDS] });
  const files = createNamespace({ ignoreCase: true, reserved: ["index"] });
  const ids = countIds(named);
  const calls = new Map<Pointer, CallNames>();
  for (const subject of groups.subjects) {
    const { site, home } = subject;
    const wanted = wantedNames(context.document.root, subject, home, ids);
    const method = nameMethod(context, subject, home, wanted, scopes);
    const name = nameFunction(context, site, wanted, functions);
    const file = files.allocate([fileStem(name)]).name;
    calls.set(site.pointer, { group: home.group, method, aliases: [], function: name, file });
  }
  // A home comes before what is only a second way to it.
  for (const subject of groups.subjects) {
    const call = calls.get(subject.site.pointer);
    if (call === undefined || subject.others.length === 0) continue;
    const aliases = subject.others.map((place): MethodPlace => {
      const wanted = wantedNames(context.document.root, subject, place, ids);
      return {
        group: place.group,
        method: nameMethod(context, subject, place, wanted, scopes),
      };
    });
    calls.set(subject.site.pointer, { ...call, aliases });
  }
  return { calls, resources: groups.resources };
}

function nameMethod(
  context: NamingContext,
  { site }: Subject,
  { group, because }: Place,
  wanted: WantedNames,
  scopes: Map<string, Namespace>,
): string {
  const scope = scopeOf(scopes, group);
  return assignName(
    context,
    {
      kind: "method",
      pointer: site.pointer,
      candidates: candidatesOf(wanted.methods, wanted.paths, scope.isFree),
      because: `${wanted.because} in the group given by ${because}`,
    },
    scope,
  );
}

/** Names by method and path are made only where none before them is free. */
function candidatesOf(
  own: readonly string[],
  paths: WantedNames["paths"],
  isFree: (name: string) => boolean,
): readonly string[] {
  return own.some(isFree) ? own : [...own, ...paths()];
}

const MOST_BYTES = 200;

/** A file system takes names of 255 bytes, with the ending and what tells two alike apart. */
function fileStem(name: string): string {
  let stem = kebabCase(name);
  while (Buffer.byteLength(stem) > MOST_BYTES) stem = stem.slice(0, -1);
  return stem;
}

/** By what they are as names: `create` and `create_` are one. */
function countIds(named: readonly NamedSite[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id } of named) {
    if (id === null) continue;
    const name = identifier(id);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** Group properties first: they hold many operations, and a method can yield to its full name. */
function nameGroups(
  context: NamingContext,
  named: readonly NamedSite[],
  grouping: Grouping,
  scopes: Map<string, Namespace>,
): { readonly subjects: readonly Subject[]; readonly resources: Record<string, ResourceNames> } {
  const files = createNamespace({ ignoreCase: true, reserved: ["index"] });
  const resources: Record<string, ResourceNames> = {};
  const given = new Map<string, readonly string[]>();

  function groupAt(path: readonly string[], pointer: Pointer, because: string): readonly string[] {
    const key = path.join(".");
    const known = path.length === 0 ? [] : given.get(key);
    if (known !== undefined) return known;
    const parent = groupAt(path.slice(0, -1), pointer, because);
    const segment = path.at(-1) ?? "";
    const candidates = [segment, `${segment}Api`];
    const property = assignName(
      context,
      { kind: "group", pointer, candidates, because },
      scopeOf(scopes, parent),
    );
    const group = [...parent, property];
    given.set(key, group);
    resources[group.join(".")] = {
      property,
      className: nameClass(context, group, pointer),
      file: files.allocate([group.map(kebabCase).join("-")]).name,
    };
    return group;
  }

  const subjects = named.map((subject): Subject => {
    const places = grouping.groupsOf(subject.site).map(({ path, shared = 0, because }) => ({
      group: groupAt(path, subject.site.pointer, because),
      shared,
      because,
    }));
    const [home = { group: [], shared: 0, because: "the lack of a group" }, ...others] = places;
    return { ...subject, home, others };
  });
  return { subjects, resources };
}

function nameClass(context: NamingContext, group: readonly string[], pointer: Pointer): string {
  const stem = group.map(capitalise).join("");
  return assignName(context, {
    kind: "group",
    pointer,
    candidates: [stem, `${stem}Resource`, `${stem}Group`, `${stem}Methods`],
    because: `the group \`${group.join(".")}\``,
  });
}

function scopeOf(scopes: Map<string, Namespace>, group: readonly string[]): Namespace {
  const key = group.join(".");
  const scope =
    scopes.get(key) ??
    createNamespace({
      reserved: group.length === 0 ? [...MEMBER_NAMES, ...CLIENT_MEMBERS] : MEMBER_NAMES,
    });
  scopes.set(key, scope);
  return scope;
}

interface WantedNames {
  readonly methods: readonly string[];
  readonly functions: readonly string[];
  /** What comes after either. */
  readonly paths: () => readonly string[];
  readonly because: string;
}

/** Candidates, best first. An id that two operations have says nothing about either: then method and path come second. */
function wantedNames(
  root: JsonObject,
  { site, id, list, hasItems }: NamedSite,
  { group, shared }: Place,
  ids: ReadonlyMap<string, number>,
): WantedNames {
  const override = methodOverride(site, root);
  const paths = () => {
    const fromPath = nameFromPath(site, { list, shared });
    return [fromPath, ...moreFromPath(fromPath, site.path)];
  };
  if (override !== null) {
    const full = id === null ? nameFromPath(site, { list, shared }) : identifier(id);
    const joined = joinGroup(override.name, group);
    return {
      methods: [override.name, full],
      functions: [joined, `${override.name}${groupWords(group)}`, full],
      paths,
      because: override.because,
    };
  }
  if (id === null) {
    return {
      methods: [nameFromPath(site, { group, list, shared })],
      functions: [],
      paths,
      because: `\`${site.method.toUpperCase()} ${site.path}\``,
    };
  }
  const controller = controllerMethod(id, list);
  const full = identifier(controller?.full ?? id);
  const own = controller?.method ?? id;
  const trimmed =
    trimGroup(own, { group, path: site.path, list, hasItems }) ??
    (controller === null ? null : identifier(own));
  const methods = [...(trimmed === null ? [] : [trimmed]), full];
  const because = `the operationId \`${id}\``;
  if (controller !== null)
    return { methods, functions: [controller.functionName, full], paths, because };
  const isRepeated = (ids.get(full) ?? 0) > 1;
  const grouped = isRepeated ? [] : [`${full}${groupWords(group)}`];
  return { methods, functions: [full, ...grouped], paths, because };
}

/** `rerank` in `rerank` -> `rerank`, `list` in `models` -> `listModels`, `createKey` in `keys` -> `createKey`. */
function joinGroup(method: string, group: readonly string[]): string {
  const last = group.at(-1);
  if (last === undefined || method === last) return method;
  const words = new Set(wordsOf(pascalCase(method)).map((word) => word.toLowerCase()));
  const said = wordsOf(pascalCase(last)).every(
    (word) => words.has(word.toLowerCase()) || words.has(word.toLowerCase().replace(/s$/, "")),
  );
  return said ? method : `${method}${groupWords(group)}`;
}

function groupWords(group: readonly string[]): string {
  return group.map(capitalise).join("");
}

function nameFunction(
  context: NamingContext,
  site: OperationSite,
  wanted: WantedNames,
  functions: Namespace,
): string {
  const { isFree } = context.space;
  const all = candidatesOf(
    wanted.functions,
    wanted.paths,
    (name) => isFree(name) && functions.isFree(name),
  );
  const candidates = [...all, `${all.at(-1) ?? site.method}Operation`].filter(isFree);
  const because = `the operation \`${site.method.toUpperCase()} ${site.path}\``;
  const name = assignName(
    context,
    { kind: "operation", pointer: site.pointer, candidates, because },
    functions,
  );
  return name;
}

/** The types of one call. A response that is a component is called as the component. */
export function nameCallTypes(
  context: NamingContext,
  site: OperationSite,
  call: CallNames,
  component: string | null,
): OperationNames {
  const stem = capitalise(call.function);
  const because = `the function \`${call.function}\``;
  const pointer = site.pointer;
  const requestType = assignName(context, {
    kind: "type",
    pointer,
    candidates: [`${stem}Request`, `${stem}Arguments`],
    because,
  });
  const responseType =
    component ??
    assignName(context, {
      kind: "type",
      pointer: child(pointer, "responses"),
      candidates: [`${stem}Response`, `${stem}Result`],
      because,
    });
  const errorType = assignName(context, {
    kind: "type",
    pointer,
    candidates: [`${stem}Error`, `${stem}Failure`],
    because,
  });
  return { ...call, requestType, responseType, errorType };
}

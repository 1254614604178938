/** Names of operations: method, standalone function, and file. */
import type {
  JsonObject,
  MethodPlace,
  OperationNames,
  OperationSite,
  Pointer,
  ResourceNames,
} from "../contract/index.js";
import { capitalise, pascalCase, wordsOf } from "../lib/words.js";
import { assignName, type NamingContext } from "./context.js";
import { fileStem } from "./file-stem.js";
import {
  createScopes,
  nameGroups,
  type NamedSite,
  type Place,
  type Scopes,
  type Subject,
} from "./group-names.js";
import { createNamespace, type Namespace } from "./namespace.js";
import { groupingOf } from "./groups.js";
import { identifier } from "./identifier.js";
import { namesIn } from "./kept/call.js";
import { formerCalls } from "./kept/former-calls.js";
import { things } from "./kept/things.js";
import { controllerMethod, methodOverride, trimGroup } from "./operation-words.js";
import { moreFromPath, nameFromPath } from "./path-words.js";
import { FUNCTION_LOCALS, RESERVED_WORDS } from "./reserved.js";

export type CallNames = Pick<
  OperationNames,
  "group" | "method" | "aliases" | "function" | "file" | "former"
>;

export interface OperationTable {
  readonly calls: ReadonlyMap<Pointer, CallNames>;
  readonly resources: Readonly<Record<string, ResourceNames>>;
}

export function nameOperations(
  context: NamingContext,
  named: readonly NamedSite[],
): OperationTable {
  const sites = named.map(({ site }) => site);
  const scopes = createScopes(context);
  const grouping = groupingOf(context, sites);
  const groups = nameGroups(context, named, grouping, scopes);
  const spaces = callSpaces(context);
  const ids = countIds(named);
  const calls = new Map<Pointer, CallNames>();
  for (const subject of groups.subjects) {
    const { site, home } = subject;
    const wanted = wantedNames(context.document.root, subject, home, ids);
    const method = nameMethod(context, subject, home, wanted, scopes);
    const name = nameFunction(context, site, wanted, spaces.functions);
    const file = nameFile(context, site, name, spaces.files);
    const call = { group: home.group, method, aliases: [], function: name, file, former: [] };
    calls.set(site.pointer, call);
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
  for (const [pointer, call] of calls)
    calls.set(pointer, { ...call, former: formerCalls(context, pointer, call, groups.use) });
  return { calls, resources: groups.resources };
}

interface CallSpaces {
  readonly functions: Namespace;
  readonly files: Namespace;
}

/** With the names held that users know, of what is there still. */
function callSpaces({ known }: NamingContext): CallSpaces {
  const functions = createNamespace({ reserved: [...FUNCTION_LOCALS, ...RESERVED_WORDS] });
  const files = createNamespace({ ignoreCase: true, reserved: ["index"] });
  for (const [pointer, { entry }] of known.operations) {
    for (const names of [entry, ...(entry.former ?? [])].map(namesIn)) {
      functions.hold(names.function, things.function(pointer));
      files.hold(names.file, things.file(pointer));
    }
  }
  return { functions, files };
}

/** A function that keeps its name keeps its module. */
function nameFile(
  { known }: NamingContext,
  { pointer }: OperationSite,
  functionName: string,
  files: Namespace,
): string {
  const operation = known.operations.get(pointer);
  const names = operation === undefined ? null : namesIn(operation.entry);
  const wanted = names?.function === functionName ? names.file : fileStem(functionName);
  return files.allocate([wanted], things.file(pointer)).name;
}

function nameMethod(
  context: NamingContext,
  { site }: Subject,
  { group, because }: Place,
  wanted: WantedNames,
  scopes: Scopes,
): string {
  const scope = scopes(group);
  const thing = things.method(site.pointer, group);
  return assignName(
    context,
    {
      kind: "method",
      pointer: site.pointer,
      candidates: candidatesOf(wanted.methods, wanted.paths, (name) => scope.isFree(name, thing)),
      because: `${wanted.because} in the group given by ${because}`,
      thing,
      isAsked: true,
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
  const thing = things.function(site.pointer);
  const isFree = (name: string): boolean => context.space.isFree(name);
  const all = candidatesOf(
    wanted.functions,
    wanted.paths,
    (name) => isFree(name) && functions.isFree(name, thing),
  );
  const candidates = [...all, `${all.at(-1) ?? site.method}Operation`].filter(isFree);
  const because = `the operation \`${site.method.toUpperCase()} ${site.path}\``;
  const name = assignName(
    context,
    {
      kind: "operation",
      pointer: site.pointer,
      candidates,
      because,
      thing,
      isAsked: true,
    },
    functions,
  );
  return name;
}

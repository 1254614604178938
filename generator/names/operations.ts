/** Names of operations: group, method, standalone function, file, and the types that belong to a call. */
import type {
  JsonObject,
  OperationNames,
  OperationSite,
  Pointer,
  ResourceNames,
} from "../contract/index.js";
import { child } from "../lib/pointer.js";
import { capitalise, kebabCase, pascalCase, wordsOf } from "../lib/words.js";
import { give, type NamingContext } from "./context.js";
import { createNamespace, type Namespace } from "./namespace.js";
import {
  groupOf,
  identifier,
  methodOverride,
  nameFromPath,
  operationId,
  trimGroup,
} from "./operation-words.js";
import { CLIENT_MEMBERS, FUNCTION_LOCALS, MEMBER_NAMES, RESERVED_WORDS } from "./reserved.js";

export type CallNames = Pick<OperationNames, "group" | "method" | "function" | "file">;

export interface OperationTable {
  readonly calls: ReadonlyMap<Pointer, CallNames>;
  readonly resources: Readonly<Record<string, ResourceNames>>;
}

interface Subject {
  readonly site: OperationSite;
  readonly group: readonly string[];
  readonly because: string;
}

export function nameOperations(
  context: NamingContext,
  sites: readonly OperationSite[],
): OperationTable {
  const scopes = new Map<string, Namespace>();
  const groups = nameGroups(context, sites, scopes);
  const functions = createNamespace({ reserved: [...FUNCTION_LOCALS, ...RESERVED_WORDS] });
  const files = createNamespace({ ignoreCase: true, reserved: ["index"] });
  const ids = countIds(sites);
  const calls = new Map<Pointer, CallNames>();
  for (const { site, group, because } of groups.subjects) {
    const wanted = wantedNames(
      context.document.root,
      site,
      group,
      (ids.get(operationId(site.operation) ?? "") ?? 0) > 1,
    );
    const method = give(
      context,
      {
        kind: "method",
        pointer: site.pointer,
        candidates: wanted.methods,
        because: `${wanted.because} in the group given by ${because}`,
      },
      scopeOf(scopes, group),
    );
    const name = nameFunction(context, site, wanted.functions, functions);
    calls.set(site.pointer, {
      group,
      method,
      function: name,
      file: files.claim([fileStem(name)]).name,
    });
  }
  return { calls, resources: groups.resources };
}

const MOST_BYTES = 200;

/** A file system takes names of 255 bytes, with the ending and what tells two alike apart. */
function fileStem(name: string): string {
  let stem = kebabCase(name);
  while (Buffer.byteLength(stem) > MOST_BYTES) stem = stem.slice(0, -1);
  return stem;
}

function countIds(sites: readonly OperationSite[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { operation } of sites) {
    const id = operationId(operation);
    if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** Group properties first: they hold many operations, and a method can yield to its full name. */
function nameGroups(
  context: NamingContext,
  sites: readonly OperationSite[],
  scopes: Map<string, Namespace>,
): { readonly subjects: readonly Subject[]; readonly resources: Record<string, ResourceNames> } {
  const files = createNamespace({ ignoreCase: true, reserved: ["index"] });
  const resources: Record<string, ResourceNames> = {};
  const given = new Map<string, readonly string[]>();
  const subjects = sites.map((site) => {
    const { path, because } = groupOf(site);
    let group: readonly string[] = [];
    path.forEach((segment, index) => {
      const asked = path.slice(0, index + 1).join(".");
      const known = given.get(asked);
      if (known !== undefined) {
        group = known;
        return;
      }
      const property = give(
        context,
        { kind: "group", pointer: site.pointer, candidates: [segment, `${segment}Api`], because },
        scopeOf(scopes, group),
      );
      group = [...group, property];
      given.set(asked, group);
      const stem = group.map(capitalise).join("");
      const className = give(context, {
        kind: "group",
        pointer: site.pointer,
        candidates: [stem, `${stem}Resource`],
        because: `the group \`${group.join(".")}\``,
      });
      resources[group.join(".")] = {
        property,
        className,
        file: files.claim([group.map(kebabCase).join("-")]).name,
      };
    });
    return { site, group, because };
  });
  return { subjects, resources };
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
  readonly because: string;
}

/** Candidates, best first. An id that two operations have says nothing about either: then method and path come second. */
function wantedNames(
  root: JsonObject,
  site: OperationSite,
  group: readonly string[],
  repeated: boolean,
): WantedNames {
  const override = methodOverride(site.operation, root);
  const id = operationId(site.operation);
  if (override !== null) {
    const fromPath = nameFromPath(site);
    const full = id === null ? fromPath : identifier(id);
    const joined = joinGroup(override.name, group);
    return {
      methods: [override.name, full, fromPath],
      functions: [joined, `${override.name}${groupWords(group)}`, full, fromPath],
      because: override.because,
    };
  }
  if (id === null) {
    const fromPath = nameFromPath(site);
    return {
      methods: [nameFromPath(site, group), fromPath],
      functions: [fromPath],
      because: `\`${site.method.toUpperCase()} ${site.path}\``,
    };
  }
  const full = identifier(id);
  const trimmed = trimGroup(id, group, site);
  const methods = [...(trimmed === null ? [] : [trimmed]), full];
  const because = `the operationId \`${id}\``;
  if (!repeated) return { methods, functions: [full, `${full}${groupWords(group)}`], because };
  const fromPath = nameFromPath(site);
  return { methods: [...methods, fromPath], functions: [full, fromPath], because };
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
  wanted: readonly string[],
  functions: Namespace,
): string {
  const candidates = [...wanted, `${wanted.at(-1) ?? site.method}Operation`].filter((name) =>
    context.space.isFree(name),
  );
  const because = `the operation \`${site.method.toUpperCase()} ${site.path}\``;
  const name = give(
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
  const requestType = give(context, {
    kind: "type",
    pointer,
    candidates: [`${stem}Request`, `${stem}Arguments`],
    because,
  });
  const responseType =
    component ??
    give(context, {
      kind: "type",
      pointer: child(pointer, "responses"),
      candidates: [`${stem}Response`, `${stem}Result`],
      because,
    });
  const errorType = give(context, {
    kind: "type",
    pointer,
    candidates: [`${stem}Error`, `${stem}Failure`],
    because,
  });
  return { ...call, requestType, responseType, errorType };
}

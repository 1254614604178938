/** The part of a package that witnesses need: a large one need not be made whole to show one property of one type. */
import type { OperationSurface, Plan, PlannedFile, Resource, Surface } from "../contract/index.js";
import { typeNamesOf } from "../lib/operation-types.js";
import { namesIn } from "../lib/type.js";

export interface Wanted {
  /** Exported names. */
  readonly names: ReadonlySet<string>;
  /** Modules by path: `src/operations/rerank.ts`. */
  readonly modules: ReadonlySet<string>;
  /** What is called on the client: `["rerank", "rerank"]`. */
  readonly calls: readonly (readonly string[])[];
}

export interface Package {
  readonly plan: Plan;
  readonly surface: Surface;
  /** Directly on the client. */
  readonly resources: readonly Resource[];
}

/**
 * The plan without the operations, groups and types that nothing wanted leads to. A file that stays may import one that does not: what it
 * has from there is for no witness to see.
 */
export function partOf({ plan, surface, resources }: Package, wanted: Wanted): Plan {
  const declared = [...wanted.names].flatMap((name) => plan.symbols.get(name)?.path ?? []);
  const modules = new Set([...wanted.modules, ...declared]);
  const calls = new Set(wanted.calls.map(textOf));
  const operations = surface.operations.filter(
    (operation) =>
      modulesOf(operation).some((path) => modules.has(path)) ||
      waysTo(operation).some((way) => calls.has(way)),
  );
  for (const path of operations.flatMap(modulesOf)) modules.add(path);
  const onTheWay = [...calls, ...operations.flatMap(waysTo)];
  for (const { path, file } of inside(resources))
    if (onTheWay.some((call) => call.startsWith(`${textOf(path)}.`)))
      modules.add(`src/resources/${file}.ts`);
  const types = reached([...wanted.names, ...operations.flatMap(namesOf)], surface);
  const typeFiles = new Set(
    [...surface.types.keys()].flatMap((name) => plan.symbols.get(name)?.path ?? []),
  );
  const isNeeded = ({ path }: PlannedFile): boolean =>
    modules.has(path) || !/^src\/(operations|resources)\//.test(path);
  return {
    ...plan,
    files: plan.files
      .filter(isNeeded)
      .map((file) => (typeFiles.has(file.path) ? withTypes(file, types) : file)),
  };
}

function textOf(call: readonly string[]): string {
  return call.join(".");
}

function modulesOf({ file, former }: OperationSurface): readonly string[] {
  return [file, ...former.map((each) => each.file)].map((stem) => `src/operations/${stem}.ts`);
}

function waysTo({ call, aliases, variants }: OperationSurface): readonly string[] {
  return [call, ...aliases, ...variants.map((variant) => variant.call)].map(textOf);
}

function inside(resources: readonly Resource[]): readonly Resource[] {
  return resources.flatMap((resource) => [resource, ...inside(resource.children)]);
}

/** Every type and class that the operation's module and its methods name. */
function namesOf(operation: OperationSurface): readonly string[] {
  const { requestType, responseType, errors } = operation;
  return [requestType, responseType, ...errors.values(), ...typeNamesOf(operation)];
}

/** These names and all that their declarations lead to. */
function reached(
  names: readonly string[],
  { types, errors, client }: Surface,
): ReadonlySet<string> {
  const found = new Set([...names, ...client.options.flatMap(({ type }) => [...namesIn(type)])]);
  for (const name of found) {
    const type = types.get(name);
    const data = errors.get(name)?.data;
    const next = [
      ...(type === undefined ? [] : [...type.heritage, ...namesIn(type.type)]),
      ...(data === undefined ? [] : namesIn(data)),
    ];
    for (const each of next) found.add(each);
  }
  return found;
}

/** A file that declares types gets them as a list; one that only lists their names has these left out, too. */
function withTypes(file: PlannedFile, names: ReadonlySet<string>): PlannedFile {
  const { context } = file;
  if (context === null || !("types" in context) || !Array.isArray(context.types)) return file;
  const declarations: readonly unknown[] = context.types;
  return {
    ...file,
    context: { ...context, types: declarations.filter((each) => isNamed(each, names)) },
  };
}

function isNamed(declaration: unknown, names: ReadonlySet<string>): boolean {
  if (typeof declaration !== "object" || declaration === null || !("name" in declaration))
    return true;
  return typeof declaration.name !== "string" || names.has(declaration.name);
}

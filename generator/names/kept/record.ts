/** What a run leaves for the next: each name with the thing that it names. */
import type {
  KeptAlias,
  KeptError,
  KeptFormerOperation,
  KeptNames,
  KeptOperation,
  KeptType,
  NameTable,
  Operation,
  OperationNames,
  OperationSite,
  Pointer,
  SdkModel,
  Survey,
} from "../../contract/index.js";
import { list } from "../../lib/read.js";
import { entryOf } from "./call.js";
import { ownerOf } from "./places.js";
import { describedParameters, parameterLine } from "./parameters.js";
import { firstUses, shapeHash } from "./shape.js";
import { idOf, isCalledAs, operationKey, tagsOf } from "./things.js";

/** In the same order whatever the order of the document's keys. */
export function recordNames(survey: Survey, names: NameTable, model: SdkModel): KeptNames {
  const operations = new Map(model.operations.map((operation) => [operation.pointer, operation]));
  const components = new Set(
    Object.entries(names.types).flatMap(([pointer, name]) =>
      pointer.startsWith("/components/schemas/") ? [name] : [],
    ),
  );
  return {
    client: { className: names.client, package: names.package, envPrefix: names.envPrefix },
    groups: sorted(
      Object.entries(names.resources).map(([path, { className, file, asked }]) => {
        return [path, { className, file, ...(asked === path ? {} : { asked }) }];
      }),
    ),
    operations: sorted(
      survey.operations.flatMap((site) => {
        const own = names.operations[site.pointer];
        const operation = operations.get(site.pointer);
        if (own === undefined || operation === undefined) return [];
        const isComponent = components.has(own.responseType);
        return [
          [operationKey(site), operationEntry(survey, site, own, { operation, isComponent })],
        ];
      }),
    ),
    types: typeEntries(survey, names),
    errors: sorted<KeptError>([
      ...Object.entries(names.errors).flatMap(([pointer, name]) =>
        /^\/components\/schemas\/[^/]+$/.test(pointer) ? [[name, pointer] as const] : [],
      ),
      ...Object.entries(names.errorKeys),
    ]),
    aliases: sorted(
      Object.entries(names.aliases).map(([name, { to, since }]) => [name, [to, since] as const]),
    ),
  };
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function operationEntry(
  { document }: Survey,
  site: OperationSite,
  names: OperationNames,
  { operation, isComponent }: { readonly operation: Operation; readonly isComponent: boolean },
): KeptOperation {
  const id = idOf(site, document.root);
  const tags = tagsOf(site);
  const also = names.aliases.map(({ group, method }) => [...group, method].join("."));
  const parameters = parameterLines({ document }, site, operation);
  const former = names.former.map((each): KeptFormerOperation => {
    return { ...entryOf(each), since: each.since };
  });
  const formerParameters = sorted(
    operation.parameters.flatMap(({ property, former: old }) =>
      old.map((each): [string, KeptAlias] => [each.property, [property, each.since]]),
    ),
  );
  return {
    ...(id === names.function ? {} : { id }),
    ...(isCalledAs(tags, names.group) ? {} : { tags }),
    ...entryOf(isComponent ? { ...names, responseType: null } : names),
    ...(also.length > 0 ? { also } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(former.length > 0 ? { former } : {}),
    ...(Object.keys(formerParameters).length > 0 ? { formerParameters } : {}),
  };
}

function parameterLines(
  context: Pick<Survey, "document">,
  site: OperationSite,
  { parameters }: Operation,
): readonly string[] {
  const described = describedParameters(context, site);
  return parameters
    .filter(({ in: place, wireName, property }) => place !== "path" || wireName !== property)
    .map(({ in: place, wireName, property }) => {
      const own = described.find((each) => each.in === place && each.wireName === wireName);
      return parameterLine({ in: place, wireName, property, hash: own?.hash ?? "" });
    })
    .sort();
}

const LISTS = new Set(["oneOf", "anyOf", "allOf", "prefixItems"]);

function typeEntries({ document }: Survey, names: NameTable): KeptNames["types"] {
  const uses = firstUses(document.root);
  const variantNames = Object.values(names.variants).flatMap((each) =>
    Object.values<string>({ ...each }),
  );
  const known = new Set([...Object.values(names.types), ...variantNames]);
  const written = (name: string, owner: string): string =>
    ownerOf(name, known) === owner ? "*" : owner;
  const place = (pointer: Pointer, name: string | null): string => {
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1)) {
      const owner = names.types[pointer.slice(0, end)];
      if (owner !== undefined && owner !== name)
        return (name === null ? owner : written(name, owner)) + pointer.slice(end);
    }
    return pointer;
  };
  const entries = Object.entries(names.types).map(([pointer, name]): [string, KeptType] => {
    const [, holder = "", keyword = ""] = /^(.*\/([^/]+))\/\d+$/s.exec(pointer) ?? [];
    if (LISTS.has(keyword)) {
      const length = list(document.at(holder)).length;
      return [name, [place(pointer, name), `${shapeHash(document.at(pointer))}/${length}`]];
    }
    if (!/^\/components\/schemas\/[^/]+$/.test(pointer)) return [name, place(pointer, name)];
    const shape = shapeHash(document.at(pointer));
    const use = uses.get(pointer);
    if (use !== undefined) return [name, [pointer, shape, place(use, null)]];
    return [name, shape === "" ? pointer : [pointer, shape]];
  });
  const variants = Object.entries(names.variants).flatMap(([pointer, variant]) =>
    Object.entries<string>({ ...variant }).map(([kind, name]): [string, KeptType] => {
      return [name, `${written(name, names.types[pointer] ?? "")} ${kind}`];
    }),
  );
  return sorted([...entries, ...variants]);
}

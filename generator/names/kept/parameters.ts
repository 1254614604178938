/** Names of parameters: which of an operation's is which of the manifest's. */
import type {
  FormerProperty,
  JsonObject,
  KeptOperation,
  KnownParameter,
  OperationSite,
} from "../../contract/index.js";
import { extensionText } from "../../lib/extensions.js";
import { child, follow } from "../../lib/pointer.js";
import { list, object, prose, text } from "../../lib/read.js";
import { wordsOf } from "../../lib/words.js";
import type { NamingContext } from "../context.js";
import { shapeOf } from "../same-shape.js";
import { hashText } from "./shape.js";

/** One line of the manifest. */
export interface ParameterEntry {
  readonly in: string;
  readonly wireName: string;
  readonly property: string;
  /** Of its schema and description; empty for a path parameter, which its position recognises. */
  readonly hash: string;
}

/** `query page_size=pageSize 1a2b3c4d` */
export function parameterLine({ in: place, wireName, property, hash }: ParameterEntry): string {
  const name = property === wireName ? "" : `=${escaped(property)}`;
  return `${place} ${escaped(wireName)}${name}${hash === "" ? "" : ` ${hash}`}`;
}

function parameterEntry(line: string): ParameterEntry {
  const [place = "", names = "", hash = ""] = line.split(" ");
  const [wireName = "", property = wireName] = names.split("=").map(decoded);
  return { in: place, wireName, property, hash };
}

function escaped(name: string): string {
  return name.replaceAll(/[\s=%]/g, (character) => encodeURIComponent(character));
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // written by hand
  }
}

interface Described {
  readonly in: string;
  readonly wireName: string;
  readonly value: JsonObject;
  readonly hash: string;
}

/** Of the path and of the operation. */
export function describedParameters(
  { document }: Pick<NamingContext, "document">,
  { pathItem, pathItemPointer, operation, canonical }: OperationSite,
): readonly Described[] {
  const holders = [
    [pathItem["parameters"], child(pathItemPointer, "parameters")],
    [operation["parameters"], child(canonical, "parameters")],
  ] as const;
  return holders.flatMap(([members, holder]) =>
    list(members).flatMap((member, index) => {
      const value = follow(document, member, child(holder, index))?.value ?? {};
      const [place, wireName] = [text(value["in"]), text(value["name"])];
      if (place === null || wireName === null) return [];
      return [{ in: place, wireName, value, hash: place === "path" ? "" : hashOf(value) }];
    }),
  );
}

function hashOf(value: JsonObject): string {
  const schema = shapeOf(object(value["schema"] ?? value["content"]));
  return hashText(`${schema}\n${prose(value["description"]) ?? ""}`);
}

export function knownParameters(
  context: NamingContext,
  site: OperationSite,
): readonly KnownParameter[] {
  const operation = context.known.operations.get(site.pointer);
  if (operation === undefined) return [];
  const { key, entry } = operation;
  const kept = parameterEntries(key, entry);
  const now = describedParameters(context, site);
  const inPath = pathParameters(key, site.path);
  const isSame = (one: ParameterEntry, { in: place, wireName }: Described): boolean =>
    one.in === place && (inPath.get(one.wireName) ?? one.wireName) === wireName;
  const gone = kept.filter((one) => !now.some((each) => isSame(one, each)));
  const come = now.filter((each) => !kept.some((one) => isSame(one, each)));
  return now.flatMap((each): KnownParameter[] => {
    const same = kept.find((one) => isSame(one, each));
    const old = same ?? renamed(each, gone, come);
    if (old === undefined) return [];
    const { in: place, wireName } = each;
    const isRenamed = wireName !== old.wireName || asksForName(each.value);
    const former = formerOf(context, entry, old, isRenamed);
    return [{ in: place, wireName, property: isRenamed ? null : old.property, former }];
  });
}

/** Of a path that is the same but for its parameters: what each is called now, by its old name. */
function pathParameters(key: string, path: string): ReadonlyMap<string, string> {
  const before = placeholders(key);
  const now = placeholders(path);
  if (before.length !== now.length) return new Map();
  return new Map(before.map((name, index) => [name, now[index] ?? name]));
}

function placeholders(path: string): readonly string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
}

/** Those of the path that are called as they stand there go without saying. */
function parameterEntries(key: string, { parameters = [] }: KeptOperation): ParameterEntry[] {
  const written = parameters.map(parameterEntry);
  const inPath = new Set(
    written.flatMap(({ in: place, wireName }) => (place === "path" ? [wireName] : [])),
  );
  const others = placeholders(key).filter((name) => !inPath.has(name));
  return [
    ...written,
    ...others.map((name) => ({ in: "path", wireName: name, property: name, hash: "" })),
  ];
}

/**
 * The parameter of the same place that is gone, with the same schema, and the same description or words: `page_size` is
 * `pageSize`. A number that is gone and another that came are not the same.
 */
function renamed(
  { in: place, hash, value, wireName }: Described,
  gone: readonly ParameterEntry[],
  come: readonly Described[],
): ParameterEntry | undefined {
  const alike = gone.filter((one) => one.in === place && one.hash === hash);
  const rivals = come.filter((each) => each.in === place && each.hash === hash);
  const sameWords = alike.filter((one) => wordsKey(one.wireName) === wordsKey(wireName));
  if (sameWords.length === 1) return sameWords[0];
  const isDescribed = prose(value["description"]) !== null;
  return isDescribed && alike.length === 1 && rivals.length === 1 ? alike[0] : undefined;
}

function wordsKey(name: string): string {
  return wordsOf(name).join(" ").toLowerCase();
}

function asksForName(value: JsonObject): boolean {
  return (
    extensionText(value, "parameterName") !== null ||
    extensionText(object(value["schema"]), "parameterNameInSchema") !== null
  );
}

function formerOf(
  { known }: NamingContext,
  { formerParameters = {} }: KeptOperation,
  { property }: ParameterEntry,
  isRenamed: boolean,
): readonly FormerProperty[] {
  if (known.dropsAliases) return [];
  const before = Object.entries(formerParameters).flatMap(([old, [to, since]]) =>
    to === property ? [{ property: old, since }] : [],
  );
  return isRenamed ? [...before, { property, since: known.version }] : before;
}

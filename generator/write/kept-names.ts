/** The manifest's names as text: one line each, sorted, so that a name that is added is a line that is added. */
import { type KeptNames, NO_KEPT_NAMES } from "../contract/index.js";

type Section = Exclude<keyof KeptNames, "client">;

/** What goes on in the manifest before its last brace; empty without names. */
export function namesText(names: KeptNames): string {
  const { client, ...sections } = names;
  const parts = [
    ...(client === null ? [] : [`    "client": ${JSON.stringify(client)}`]),
    ...Object.entries(sections).flatMap(([section, entries]) => sectionText(section, entries)),
  ];
  return parts.length === 0 ? "" : `,\n  "names": {\n${parts.join(",\n")}\n  }`;
}

function sectionText(section: string, entries: Readonly<Record<string, unknown>>): string[] {
  const lines = Object.entries(entries)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, value]) => `      ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return lines.length === 0 ? [] : [`    "${section}": {\n${lines.join(",\n")}\n    }`];
}

/** `null` for what cannot be the names of a manifest. */
export function namesOf(content: unknown): KeptNames | null {
  if (content === undefined) return NO_KEPT_NAMES;
  if (!isRecord(content)) return null;
  const names: unknown = { ...NO_KEPT_NAMES, ...content };
  return isNames(names) ? names : null;
}

/** Of two branches: a name that users of either know is known. Of two things for one name, the first one's. */
export function mergedNames(one: KeptNames, other: KeptNames): KeptNames {
  return {
    client: one.client ?? other.client,
    groups: merged(one.groups, other.groups),
    operations: merged(one.operations, other.operations),
    types: merged(one.types, other.types),
    errors: merged(one.errors, other.errors),
    aliases: merged(one.aliases, other.aliases),
  };
}

function merged<T>(
  one: Readonly<Record<string, T>>,
  other: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  return Object.fromEntries([...Object.entries(other), ...Object.entries(one)]);
}

function isNames(value: unknown): value is KeptNames {
  if (!isRecord(value)) return false;
  const all = (key: Section, fits: (entry: unknown) => boolean): boolean =>
    isRecord(value[key]) && Object.values(value[key]).every(fits);
  const { client } = value;
  return (
    (client === null || hasTexts(client, ["className", "package", "envPrefix"])) &&
    all("groups", (group) => hasTexts(group, ["className", "file"])) &&
    all("operations", isOperation) &&
    all("types", (type) => isText(type) || isTextList(type)) &&
    all("errors", (error) => isText(error) || isTextList(error)) &&
    all("aliases", isTextList)
  );
}

function isOperation(value: unknown): boolean {
  if (!isRecord(value) || !hasTexts(value, ["call", "function"])) return false;
  const { also = [], parameters = [], former = [], formerParameters = {} } = value;
  return (
    isTextList(also) &&
    isTextList(parameters) &&
    Array.isArray(former) &&
    former.every((each) => hasTexts(each, ["call", "function", "since"])) &&
    isRecord(formerParameters) &&
    Object.values(formerParameters).every(isTextList)
  );
}

function hasTexts(value: unknown, keys: readonly string[]): boolean {
  return isRecord(value) && keys.every((key) => isText(value[key]));
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

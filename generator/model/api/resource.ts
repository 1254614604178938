/** Groups of methods: the tree that the operations' names span, told about by the document's tags. */
import type { JsonObject, Operation, Resource } from "../../contract/index.js";
import { list, object, prose, text } from "../../lib/read.js";
import { camelCase, capitalise, kebabCase, pascalCase, wordsOf } from "../../lib/words.js";
import type { ModelContext } from "../context.js";

interface GroupBuilder {
  readonly path: readonly string[];
  readonly operations: string[];
  readonly aliases: { readonly operation: string; readonly method: string }[];
  /** Where its old methods are now. */
  readonly moved: (readonly string[])[];
  readonly children: Map<string, GroupBuilder>;
}

/** Top-level groups in order of first use. `tagsOf`: the tags of an operation, by its id. */
export function resourcesOf(
  context: ModelContext,
  operations: readonly Operation[],
  tagsOf: ReadonlyMap<string, readonly string[]>,
): readonly Resource[] {
  const root = groupBuilder([]);
  const usedTags = new Map<string, readonly string[]>();
  for (const operation of operations) {
    const builder = operation.names.group.reduce(descend, root);
    builder.operations.push(operation.id);
    for (const { group, method } of operation.names.aliases)
      group.reduce(descend, root).aliases.push({ operation: operation.id, method });
    for (const { group } of operation.names.former)
      group.reduce(descend, root).moved.push(operation.names.group);
    const keys = [builder.path, ...operation.names.aliases.map(({ group }) => group)];
    for (const key of keys.map((path) => path.join(".")))
      usedTags.set(key, [...(usedTags.get(key) ?? []), ...(tagsOf.get(operation.id) ?? [])]);
  }
  const tags = new Map(
    list(context.document.root["tags"]).map((tag) => [
      text(object(tag)["name"]) ?? "",
      object(tag),
    ]),
  );
  return [...root.children.values()].map((builder) => finish(context, builder, usedTags, tags));
}

function descend(builder: GroupBuilder, segment: string): GroupBuilder {
  const known = builder.children.get(segment);
  if (known !== undefined) return known;
  const made = groupBuilder([...builder.path, segment]);
  builder.children.set(segment, made);
  return made;
}

function groupBuilder(path: readonly string[]): GroupBuilder {
  return { path, operations: [], aliases: [], moved: [], children: new Map() };
}

function finish(
  context: ModelContext,
  builder: GroupBuilder,
  usedTags: ReadonlyMap<string, readonly string[]>,
  tags: ReadonlyMap<string, JsonObject>,
): Resource {
  const key = builder.path.join(".");
  const last = builder.path.at(-1) ?? "";
  const named = context.names.resources[key];
  const tagName = (usedTags.get(key) ?? []).find((tag) => isTagOf(tag, builder.path));
  const tag = tagName === undefined ? undefined : tags.get(tagName);
  return {
    property: named?.property ?? last,
    className: named?.className ?? pascalCase(key),
    file: named?.file ?? builder.path.map(kebabCase).join("-"),
    path: builder.path,
    title: prose(tag?.["x-displayName"]) ?? prose(tag?.["summary"]) ?? tagName ?? titleOf(last),
    description: prose(tag?.["description"]),
    operations: builder.operations,
    aliases: builder.aliases,
    replacement: replacementOf(builder),
    children: [...builder.children.values()].map((child) => finish(context, child, usedTags, tags)),
  };
}

/** Where most of what it had is: the group of its first old method. */
function replacementOf({ operations, aliases, moved, children }: GroupBuilder) {
  const isOld = operations.length === 0 && aliases.length === 0 && children.size === 0;
  return isOld ? (moved[0] ?? null) : null;
}

/** A tag describes a group when it has its name: `Rerank` and `rerank`, `Chat Completions` and `chat.completions`. */
function isTagOf(tag: string, path: readonly string[]): boolean {
  const name = camelCase(tag).toLowerCase();
  if (tag.split(".").map(camelCase).join(".").toLowerCase() === path.join(".").toLowerCase())
    return true;
  return name === path.at(-1)?.toLowerCase() || name === path.join("").toLowerCase();
}

function titleOf(segment: string): string {
  return wordsOf(segment).map(capitalise).join(" ");
}

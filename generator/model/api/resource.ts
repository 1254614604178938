/** Groups of methods: the tree that the operations' names span, told about by the document's tags. */
import type { JsonObject, Operation, Resource } from "../../contract/index.js";
import { list, object, prose, text } from "../../lib/read.js";
import { camelCase, capitalise, kebabCase, pascalCase, wordsOf } from "../../lib/words.js";
import type { ModelContext } from "../context.js";

interface Draft {
  readonly path: readonly string[];
  readonly operations: string[];
  readonly aliases: { readonly operation: string; readonly method: string }[];
  readonly children: Map<string, Draft>;
}

/** Top-level groups in order of first use. `tagsOf`: the tags of an operation, by its id. */
export function resourcesOf(
  context: ModelContext,
  operations: readonly Operation[],
  tagsOf: ReadonlyMap<string, readonly string[]>,
): readonly Resource[] {
  const root = emptyDraft([]);
  const usedTags = new Map<string, readonly string[]>();
  for (const operation of operations) {
    const draft = operation.names.group.reduce(descend, root);
    draft.operations.push(operation.id);
    for (const { group, method } of operation.names.aliases)
      group.reduce(descend, root).aliases.push({ operation: operation.id, method });
    const keys = [draft.path, ...operation.names.aliases.map(({ group }) => group)];
    for (const key of keys.map((path) => path.join(".")))
      usedTags.set(key, [...(usedTags.get(key) ?? []), ...(tagsOf.get(operation.id) ?? [])]);
  }
  const tags = new Map(
    list(context.document.root["tags"]).map((tag) => [
      text(object(tag)["name"]) ?? "",
      object(tag),
    ]),
  );
  return [...root.children.values()].map((draft) => finish(context, draft, usedTags, tags));
}

function descend(draft: Draft, segment: string): Draft {
  const known = draft.children.get(segment);
  if (known !== undefined) return known;
  const made = emptyDraft([...draft.path, segment]);
  draft.children.set(segment, made);
  return made;
}

function emptyDraft(path: readonly string[]): Draft {
  return { path, operations: [], aliases: [], children: new Map() };
}

function finish(
  context: ModelContext,
  draft: Draft,
  usedTags: ReadonlyMap<string, readonly string[]>,
  tags: ReadonlyMap<string, JsonObject>,
): Resource {
  const key = draft.path.join(".");
  const last = draft.path.at(-1) ?? "";
  const named = context.names.resources[key];
  const tagName = (usedTags.get(key) ?? []).find((tag) => isTagOf(tag, draft.path));
  const tag = tagName === undefined ? undefined : tags.get(tagName);
  return {
    property: named?.property ?? last,
    className: named?.className ?? pascalCase(key),
    file: named?.file ?? draft.path.map(kebabCase).join("-"),
    path: draft.path,
    title: prose(tag?.["x-displayName"]) ?? prose(tag?.["summary"]) ?? tagName ?? titleOf(last),
    description: prose(tag?.["description"]),
    operations: draft.operations,
    aliases: draft.aliases,
    children: [...draft.children.values()].map((child) => finish(context, child, usedTags, tags)),
  };
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

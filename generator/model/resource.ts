/** Groups of methods: the tree that the operations' names span, told about by the document's tags. */
import type { JsonObject, Operation, Resource } from "../contract/index.js";
import { list, object, prose, text } from "../lib/read.js";
import { camelCase, capitalise, kebabCase, pascalCase, wordsOf } from "../lib/words.js";
import type { ModelContext } from "./context.js";

interface Draft {
  readonly path: readonly string[];
  readonly operations: string[];
  readonly children: Map<string, Draft>;
}

/** Top-level groups in order of first use. `tagsOf`: the tags of an operation, by its id. */
export function resourcesOf(
  context: ModelContext,
  operations: readonly Operation[],
  tagsOf: ReadonlyMap<string, readonly string[]>,
): readonly Resource[] {
  const root: Draft = { path: [], operations: [], children: new Map() };
  const usedTags = new Map<string, readonly string[]>();
  for (const operation of operations) {
    const draft = operation.names.group.reduce(descend, root);
    draft.operations.push(operation.id);
    const key = draft.path.join(".");
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
  const made: Draft = { path: [...draft.path, segment], operations: [], children: new Map() };
  draft.children.set(segment, made);
  return made;
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
    children: [...draft.children.values()].map((child) => finish(context, child, usedTags, tags)),
  };
}

/** A tag describes a group when it has its name: `Rerank` and `rerank`, `Chat Completions` and `chat.completions`. */
function isTagOf(tag: string, path: readonly string[]): boolean {
  const name = camelCase(tag).toLowerCase();
  return name === path.at(-1)?.toLowerCase() || name === path.join("").toLowerCase();
}

function titleOf(segment: string): string {
  return wordsOf(segment).map(capitalise).join(" ");
}

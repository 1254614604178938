/** Tags in examples: a value that was made up says which member of a discriminated union it is. */
import type { Json, JsonObject, LoadedDocument, Pointer } from "../contract/index.js";
import { polymorphismOf } from "../lib/polymorphism.js";
import type { Direction } from "../lib/schema-uses.js";
import { conforms } from "./conforms.js";
import { describedBy } from "./example-parts.js";
import type { ExampleScope } from "./example-scope.js";

/** The value with the tags that mean the schema, as far as the schema describes them and has nothing else there. */
export function withTags(
  scope: ExampleScope,
  value: JsonObject,
  pointer: Pointer,
  direction: Direction,
): JsonObject {
  let result = value;
  for (const [property, { values, isDefault }] of tagsAt(scope.document, pointer)) {
    const [tag] = values;
    const given = value[property];
    if (tag === undefined || isDefault || values.includes(String(given))) continue;
    if (!describedBy(scope.document, pointer).includes(property)) continue;
    const candidates: readonly Json[] = [tag, Number(tag), tag === "true"];
    const fitting = candidates
      .map((candidate) => ({ ...result, [property]: candidate }))
      .find((candidate) => conforms(scope, candidate, pointer, direction));
    result = fitting ?? result;
  }
  return result;
}

function tagsAt(document: LoadedDocument, pointer: Pointer) {
  return polymorphismOf(document.root).tags.get(pointer) ?? [];
}

/** What can be a value of a base that is none itself; nothing for any other schema. */
export function membersOnly(document: LoadedDocument, pointer: Pointer): readonly Pointer[] {
  const members = polymorphismOf(document.root).bases.get(pointer) ?? [];
  return members.includes(pointer) ? [] : members;
}

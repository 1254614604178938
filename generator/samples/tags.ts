/** Tags in examples: a value that was made up says which member of a discriminated union it is. */
import type { Direction, Json, JsonObject, Pointer } from "../contract/index.js";
import { conforms } from "./conforms.js";
import type { ExampleScope } from "./scope.js";

/** The value with the tags that mean the schema, as far as the schema describes them and has nothing else there. */
export function withTags(
  scope: ExampleScope,
  value: JsonObject,
  pointer: Pointer,
  direction: Direction,
): JsonObject {
  let result = value;
  for (const [property, { values, isDefault }] of scope.survey.polymorphism.tags.get(pointer) ??
    []) {
    const [tag] = values;
    const given = value[property];
    if (tag === undefined || isDefault || values.includes(String(given))) continue;
    if (!scope.survey.objects.described(pointer).properties.has(property)) continue;
    const candidates: readonly Json[] = [tag, Number(tag), tag === "true"];
    const fitting = candidates
      .map((candidate) => ({ ...result, [property]: candidate }))
      .find((candidate) => conforms(scope, candidate, pointer, direction));
    result = fitting ?? result;
  }
  return result;
}

/** What can be a value of a base that is none itself; nothing for any other schema. */
export function membersOnly({ survey }: ExampleScope, pointer: Pointer): readonly Pointer[] {
  const members = survey.polymorphism.bases.get(pointer) ?? [];
  return members.includes(pointer) ? [] : members;
}

/**
 * Bodies and responses that are the same in several media types. Swagger 2 has one schema for all of them, others repeat it. And bodies
 * of errors that are the same in many operations.
 */
import type { Pointer, SchemaUse } from "../contract/index.js";
import { isJson } from "../lib/media-type.js";
import { isObject } from "../lib/pointer.js";

/** By pointer of the copy: that of the first in JSON, or else of the first. `errors`: what is known of errors, in the same form. */
export function copiesAmong(
  uses: readonly SchemaUse[],
  refTargets: ReadonlySet<Pointer>,
  errors: ReadonlyMap<Pointer, Pointer>,
): Readonly<Record<Pointer, Pointer>> {
  const targets = [...refTargets].filter((target) => target.includes("/content/"));
  const isMeant = (pointer: Pointer): boolean =>
    targets.some((target) => `${target}/`.startsWith(`${pointer}/`));
  const copies: Record<Pointer, Pointer> = Object.fromEntries(
    [...errors].filter(([pointer]) => !isMeant(pointer)),
  );
  for (const [first, ...others] of alternatives(uses)) {
    if (first === undefined || others.length === 0) continue;
    const said = JSON.stringify(first.schema);
    for (const { schema, pointer } of others) {
      // A component that several operations use is met several times.
      if (pointer === first.pointer || JSON.stringify(schema) !== said) continue;
      if (copies[pointer] === undefined && !isMeant(pointer))
        copies[pointer] = copies[first.pointer] ?? first.pointer;
    }
  }
  return copies;
}

/** Inline schemas of one body or response each, JSON first. */
function alternatives(uses: readonly SchemaUse[]): Iterable<readonly SchemaUse[]> {
  const groups = new Map<string, SchemaUse[]>();
  for (const use of uses) {
    const { schema, role, mediaType, item, owner } = use;
    const isInline = isObject(schema) && schema["$ref"] === undefined;
    if (!isInline || mediaType === null || (role !== "body" && role !== "response")) continue;
    const key = `${item} ${owner}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [use]);
    else if (isJson(mediaType) && !isJson(group[0]?.mediaType)) group.unshift(use);
    else group.push(use);
  }
  return groups.values();
}

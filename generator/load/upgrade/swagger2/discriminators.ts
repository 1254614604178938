/**
 * Microsoft's word for the tag of a schema, where it is not the schema's name: an entry in the mapping of each base.
 */
import { child, pointerOfRef, segmentsOf } from "../../../lib/pointer.js";
import { isNode, own, put, type Node } from "../../value.js";

export function mapDiscriminatorValues(definitions: Node): void {
  for (const [name, schema] of Object.entries(definitions)) {
    const tag = isNode(schema) ? own(schema, "x-ms-discriminator-value") : undefined;
    if (typeof tag !== "string") continue;
    for (const base of basesOf(name, definitions))
      put(mappingOf(base), tag, `#${child("/definitions", name)}`);
  }
}

/** Everything that the definition extends, directly or not, and that has a discriminator. */
function basesOf(name: string, definitions: Node): readonly Node[] {
  const seen = new Set([name]);
  for (const each of seen)
    for (const parent of parentsOf(own(definitions, each) ?? null)) seen.add(parent);
  seen.delete(name);
  return [...seen]
    .map((each) => own(definitions, each))
    .filter((schema) => isNode(schema))
    .filter((schema) => own(schema, "discriminator") !== undefined);
}

/** Names of definitions. A loop over a set also visits what is added meanwhile. */
function parentsOf(schema: unknown): readonly string[] {
  const members = isNode(schema) ? own(schema, "allOf") : undefined;
  if (!Array.isArray(members)) return [];
  return members.flatMap((member) => {
    const ref = isNode(member) ? own(member, "$ref") : undefined;
    const [section, name] = typeof ref === "string" ? segmentsOf(pointerOfRef(ref)) : [];
    return section === "definitions" && name !== undefined ? [name] : [];
  });
}

function mappingOf(base: Node): Node {
  const given = own(base, "discriminator") ?? null;
  const discriminator = isNode(given) ? given : { propertyName: given };
  const mapping = own(discriminator, "mapping");
  if (isNode(mapping)) return mapping;
  const made: Node = {};
  put(base, "discriminator", { ...discriminator, mapping: made });
  return made;
}

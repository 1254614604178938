/** The Discriminator Object. @see https://spec.openapis.org/oas/v3.1.1#discriminator-object */
import type { JsonObject, Pointer, Tags } from "../contract/index.js";
import { isObject, pointerOfRef, segmentsOf } from "./pointer.js";

export interface Discriminator {
  /** The property that holds the tag. */
  readonly property: string;
  /** By tag: the schema that it means. */
  readonly mapping: readonly (readonly [string, Pointer])[];
  readonly defaultMember: Pointer | null;
}

/** Component schemas by their names. */
export type ComponentPointers = ReadonlyMap<string, Pointer>;

/** `null` for a schema without one. */
export function discriminatorOf(
  { discriminator }: JsonObject,
  components: ComponentPointers,
): Discriminator | null {
  if (!isObject(discriminator) || typeof discriminator["propertyName"] !== "string") return null;
  const { propertyName, mapping, defaultMapping } = discriminator;
  const entries = isObject(mapping) ? Object.entries(mapping) : [];
  return {
    property: propertyName,
    mapping: entries.flatMap(([tag, value]): [string, Pointer][] =>
      typeof value === "string" ? [[tag, mappedPointer(value, components)]] : [],
    ),
    defaultMember:
      typeof defaultMapping === "string" ? mappedPointer(defaultMapping, components) : null,
  };
}

/**
 * The value of `mapping` is a reference, or the name of a component; a file name means the component that was made of
 * the file.
 */
function mappedPointer(value: string, components: ComponentPointers): Pointer {
  const name = components.get(value);
  if (name !== undefined) return name;
  if (value.startsWith("#")) return pointerOfRef(value);
  const stem = (value.split(/[/#]/).at(-1) ?? "").replace(/\.\w+$/, "");
  return components.get(stem) ?? value;
}

/** Which tags of the discriminator mean which of `members`; without a mapping it is the name of the schema. */
export function tagsOf(
  { mapping, defaultMember }: Discriminator,
  members: readonly Pointer[],
): ReadonlyMap<Pointer, Tags> {
  const mapped = new Map<Pointer, string[]>();
  for (const [tag, pointer] of mapping) mapped.set(pointer, [...(mapped.get(pointer) ?? []), tag]);
  const byDefault = defaultMember === null ? [] : [defaultMember];
  const all = new Set([...members, ...mapped.keys(), ...byDefault]);
  return new Map(
    [...all].map((member): [Pointer, Tags] => {
      const isDefault = member === defaultMember;
      const name = segmentsOf(member).at(-1) ?? "";
      return [
        member,
        {
          values: mapped.get(member) ?? (isDefault ? [] : [name]),
          mapped: isDefault || mapped.has(member),
          isDefault,
          isInherited: false,
        },
      ];
    }),
  );
}

/** What two discriminators say of one schema. A mapping outweighs the schema's name, which only stands in for one. */
export function joinTags(left: Tags, right: Tags): Tags {
  if (left.mapped !== right.mapped) return left.mapped ? left : right;
  return {
    values: [...new Set([...left.values, ...right.values])],
    mapped: left.mapped,
    isDefault: left.isDefault || right.isDefault,
    isInherited: left.isInherited || right.isInherited,
  };
}

/** Names of second declarations: request forms of schemas with `readOnly` or `writeOnly` properties, bases of discriminated unions. */
import type { Pointer, Survey, TypeVariants } from "../contract/index.js";
import { isObject } from "../lib/pointer.js";
import { capitalise } from "../lib/words.js";
import { assignName } from "./context.js";
import type { InlineContext } from "./inline.js";
import { things, type VariantKind } from "./kept/things.js";

/** A schema gets an input form only where both directions use it and it would not be the same in both. */
export function nameVariants(
  context: InlineContext,
  { reach, polymorphism: { bases } }: Survey,
): Readonly<Record<Pointer, TypeVariants>> {
  const variants: Record<Pointer, TypeVariants> = {};
  for (const [pointer, name] of context.types) {
    const schema = context.document.at(pointer);
    if (!isObject(schema)) continue;
    const split =
      reach.isReached(schema, "request") &&
      reach.isReached(schema, "response") &&
      reach.differs(schema);
    const second = (kind: VariantKind, because: string): string =>
      assignName(context, {
        kind: "type",
        pointer,
        candidates: [`${name}${capitalise(kind)}`],
        because,
        thing: things.variant(pointer, kind),
        stem: name,
      });
    const variant: TypeVariants = {
      ...(split ? { input: second("input", `\`${name}\`, as a request takes it`) } : {}),
      ...(bases.has(pointer)
        ? { base: second("base", `\`${name}\`, for what its members share`) }
        : {}),
      ...(split && bases.has(pointer)
        ? { baseInput: second("baseInput", `\`${name}\`, for what its members share in a request`) }
        : {}),
    };
    if (Object.keys(variant).length > 0) variants[pointer] = variant;
  }
  return variants;
}

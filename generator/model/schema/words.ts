/** What the docs say of a schema beside its type. */
import type { Argument, Pointer } from "../../contract/index.js";
import { factsOf } from "../../lib/facts.js";
import { child, isObject } from "../../lib/pointer.js";
import { isNullOnly, membersOf } from "../../lib/schema-shape.js";
import type { ModelContext } from "../context.js";

/** `A whole number, at least 1.`; also where it may be null: `anyOf: [{ type: integer, minimum: 1 }, { type: "null" }]`. */
export function factsAt(context: ModelContext, pointer: Pointer | null): string | null {
  const { schemas } = context.survey;
  const found = pointer === null ? undefined : schemas.located(pointer);
  const schema = schemas.resolved(pointer);
  if (found === undefined || schema === undefined) return null;
  const facts = factsOf(schema, found.pointer, context.document.exactIntegers);
  return facts ?? factsAt(context, onlyMember(schema, found.pointer));
}

/** Of the alternatives, the only one besides null; of what is put together, the only part. */
function onlyMember(schema: Parameters<typeof membersOf>[0], pointer: Pointer): Pointer | null {
  for (const keyword of ["anyOf", "oneOf", "allOf"] as const) {
    const members = membersOf(schema, keyword);
    const at = members.findIndex((member) => !isNullOnly(member));
    const rest = members.filter((member) => !isNullOnly(member));
    if (rest.length === 1 && isObject(rest[0])) return child(pointer, keyword, at);
  }
  return null;
}

/** What stands in where the caller gives nothing. */
export function defaultAt(
  { document, survey }: ModelContext,
  pointer: Pointer | null,
): Pick<Argument, "default" | "defaultDigits"> {
  const found = pointer === null ? undefined : survey.schemas.located(pointer);
  const digits =
    found === undefined ? undefined : document.exactIntegers[child(found.pointer, "default")];
  return {
    default: survey.schemas.resolved(pointer)?.["default"],
    defaultDigits: digits ?? null,
  };
}

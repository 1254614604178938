/**
 * Which value of the discriminator means which member.
 * @see https://spec.openapis.org/oas/v3.1.1#discriminator-object
 */
import type { JsonObject, LoadedDocument, Pointer } from "../contract/index.js";
import { pointerOfRef, segmentsOf, isObject } from "../lib/pointer.js";
import { object, text } from "../lib/read.js";

/** Property and value that mark the member at `member` of the union `schema`; `null` without a discriminator. */
export function discriminatorValue(
  document: LoadedDocument,
  schema: JsonObject,
  member: Pointer,
): { readonly property: string; readonly value: string } | null {
  const discriminator = object(schema["discriminator"]);
  const property = text(discriminator["propertyName"]);
  const own = document.at(member);
  const ref = isObject(own) ? text(own["$ref"]) : null;
  if (property === null || ref === null) return null;
  const target = pointerOfRef(ref);
  const name = segmentsOf(target).at(-1) ?? "";
  const mapped = Object.entries(object(discriminator["mapping"])).find(
    ([, to]) =>
      to === ref || to === name || (typeof to === "string" && pointerOfRef(to) === target),
  );
  return { property, value: mapped?.[0] ?? name };
}

import type { ParameterSerializer } from "../../core/operation.js";
import { entriesIn, own } from "../own.js";
import { encode } from "./encode.js";
import { expand, FORM } from "./expand.js";
import { kindOf, text, unwrap } from "./members.js";

/** How a property is written that has no plain `name=value`, by property. */
export type FieldSerializers = Readonly<Record<string, ParameterSerializer>>;

/** The properties of an object as `application/x-www-form-urlencoded`. OpenAPI 3.1, Encoding Object. */
export function formFields(value: unknown, serializers: FieldSerializers = {}): string {
  return Object.entries(entriesIn(value))
    .map(([name, field]) => (own(serializers, name) ?? plainField)(name, field))
    .filter(Boolean)
    .join("&");
}

/** Without `style`, `contentType` decides by type: primitives are text, lists repeat the name, objects are JSON. */
function plainField(name: string, value: unknown): string {
  const plain = unwrap(value);
  const field = kindOf(plain) === "map" ? text(plain) : plain;
  return expand(name, field, { ...FORM, explode: true, encode });
}

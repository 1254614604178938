import { entriesIn } from "../own.js";
import { InvalidRequestError } from "../../core/errors.js";
import type { BodySpec } from "../../core/operation.js";
import { hasNoForm } from "../serialize/members.js";
import { formFields, type FieldSerializers } from "../serialize/fields.js";
import { contentOf } from "./content.js";

/**
 * `application/x-www-form-urlencoded`. Properties with an `encoding` that sets a style have a serializer of their own; without one,
 * primitives are text, lists repeat the name and objects are JSON. OpenAPI 3.1 sections 4.8.14 (Media Type Object) and 4.8.15 (Encoding Object).
 */
export function formBody(placement: "flat" | "property", serializers?: FieldSerializers): BodySpec {
  return (rest) => {
    const value = placement === "flat" ? rest : rest["body"];
    if (value === undefined) return { body: undefined };
    for (const [name, field] of Object.entries(entriesIn(value))) {
      if ([field].flat().some(hasNoText))
        throw new InvalidRequestError(
          name,
          `\`${name}\` is a file, a function or a promise, which such a form cannot hold`,
        );
    }
    return {
      body: formFields(value, serializers),
      contentType: "application/x-www-form-urlencoded",
    };
  };
}

function hasNoText(value: unknown): boolean {
  return hasNoForm(value) || contentOf(value) !== undefined;
}

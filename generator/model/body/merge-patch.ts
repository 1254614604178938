/**
 * JSON Merge Patch: `null` takes a property away, though the schema, which is often that of the resource, does not say so.
 * @see https://www.rfc-editor.org/rfc/rfc7396
 */
import type { Type, TypeExpression } from "../../contract/index.js";
import { essence } from "../../lib/media-type.js";
import { named, NULL, unionOf } from "../../lib/type.js";

/** `application/merge-patch+json`, and Kubernetes' `application/strategic-merge-patch+json`. */
export function isMergePatch(mediaType: string): boolean {
  return /[/-]merge-patch\+json$/.test(essence(mediaType));
}

/** The whole body. */
export function mergePatch(body: TypeExpression): TypeExpression {
  return { ...body, type: patchOf(body.type) };
}

/** One of its properties, which can be taken away unless it is required. */
export function patchedProperty(property: TypeExpression, required: boolean): TypeExpression {
  const type = patchOf(property.type);
  return { ...property, type: required ? type : unionOf([type, NULL]) };
}

function patchOf(type: Type): Type {
  return isValue(type) ? type : named("MergePatch", type);
}

/** Replaced whole. */
function isValue(type: Type): boolean {
  switch (type.kind) {
    case "name":
    case "object":
    case "intersection":
    case "member":
      return false;
    case "union":
      return type.members.every(isValue);
    default:
      return true;
  }
}

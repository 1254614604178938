/** What recognises a schema whose place has another name: its shape, and what refers to it. */
import { createHash } from "node:crypto";
import type { Json, JsonObject, Pointer } from "../../contract/index.js";
import { child, isObject, pointerOfRef } from "../../lib/pointer.js";
import { shapeOf } from "../same-shape.js";

const SHOWN = 8;

/**
 * Eight hexadecimal digits that are the same for schemas of the same values, whatever the components in them are called.
 * Empty for one that says too little to be recognised by: `{ type: string }`.
 */
export function shapeHash(schema: Json | undefined): string {
  if (!isObject(schema)) return "";
  const says = ["properties", "enum", "allOf", "oneOf", "anyOf"];
  if (!says.some((key) => schema[key] !== undefined)) return "";
  return hashText(shapeOf(schema).replaceAll(/"\$ref":"[^"]*"/g, '"$ref":""'));
}

export function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, SHOWN);
}

/**
 * Of each component schema that something refers to: the place of one such reference. The same one in whatever order
 * the document has its keys.
 */
export function firstUses(root: JsonObject): ReadonlyMap<Pointer, Pointer> {
  const uses = new Map<Pointer, Pointer>();
  const visit = (value: Json, pointer: Pointer): void => {
    if (Array.isArray(value)) {
      for (const [index, item] of (value as readonly Json[]).entries())
        if (typeof item === "object") visit(item, child(pointer, index));
      return;
    }
    if (!isObject(value)) return;
    const ref = value["$ref"];
    if (typeof ref === "string" && ref.startsWith("#/components/schemas/")) {
      const target = pointerOfRef(ref);
      const known = uses.get(target);
      // What stands in the component itself says nothing of where that is.
      const isOwn = pointer.startsWith(`${target}/`);
      if (isOwn) return;
      if (known === undefined || pointer < known) uses.set(target, pointer);
    }
    for (const [key, item] of Object.entries(value))
      if (typeof item === "object" && key !== "example" && key !== "examples")
        visit(item, child(pointer, key));
  };
  for (const part of ["paths", "webhooks", "components"]) visit(root[part] ?? null, `/${part}`);
  return uses;
}

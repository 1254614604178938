/**
 * `nullable: true` and `x-nullable: true`, wherever they stand, as 3.1 says it.
 * @see https://github.com/OAI/OpenAPI-Specification/blob/main/proposals/2019-10-31-Clarify-Nullable.md
 */
import type { Fix } from "../../lib/overlay.js";
import { child } from "../../lib/pointer.js";
import type { Place } from "../references/origins.js";
import { isNode, own, type Node, type Value } from "../value.js";
import { takeConstraints } from "./annotations.js";
import type { SchemaContext } from "./context.js";

export function upgradeNullable(schema: Node, place: Place, context: SchemaContext): void {
  const written = ["nullable", "x-nullable"].filter((key) => typeof own(schema, key) === "boolean");
  if (written.length === 0) return;
  const nullable = written.some((key) => schema[key] === true);
  for (const key of written) delete schema[key];
  if (!nullable) return;
  if (!context.legacy && written.includes("nullable")) reportLate(schema, place, context);
  allowNull(schema, place, context);
}

function reportLate(schema: Node, place: Place, { reportAt }: SchemaContext): void {
  reportAt(
    { ...place, pointer: child(place.pointer, "nullable") },
    {
      rule: "nullable-in-3.1",
      severity: "info",
      message: "`nullable` is no keyword of OpenAPI 3.1; it is read as it was meant in 3.0.",
      hint: 'Write `type: [..., "null"]`, or a `type: "null"` beside the others of `anyOf`.',
      fix: { at: place.pointer, ...spelledOut(schema) },
    },
  );
}

/** A type by its name gets `null` beside it; of anything else, only the word goes. */
function spelledOut(schema: Node): Fix {
  const type = own(schema, "type");
  const isPlain = ["enum", "const"].every((key) => own(schema, key) === undefined);
  if (typeof type !== "string" || !isPlain) return { remove: ["nullable"], template: true };
  return { remove: ["nullable", "type"], update: { type: [type, "null"] } };
}

function allowNull(schema: Node, place: Place, { origins }: SchemaContext): void {
  const combiners = ["$ref", "allOf", "oneOf", "anyOf", "not"].filter(
    (key) => own(schema, key) !== undefined,
  );
  const type = own(schema, "type") ?? impliedType(schema);
  const [only] = combiners;
  if (
    combiners.length === 1 &&
    type === undefined &&
    (only === "oneOf" || only === "anyOf") &&
    own(schema, "enum") === undefined
  ) {
    addNullMember(schema[only] as Value);
    return;
  }
  if (combiners.length > 0) {
    schema["anyOf"] = [onlyMember(takeConstraints(schema, place, origins)), { type: "null" }];
    return;
  }
  if (type !== undefined) schema["type"] = withNull(type);
  const values = own(schema, "enum");
  if (Array.isArray(values) && !values.includes(null)) values.push(null);
  if (own(schema, "const") !== undefined) {
    schema["enum"] = [schema["const"] ?? null, null];
    delete schema["const"];
  }
}

/**
 * `allOf` with one member and nothing beside it was the only way to say more about a reference: the member is meant.
 */
function onlyMember(schema: Node): Node {
  const members = own(schema, "allOf");
  if (!Array.isArray(members) || members.length !== 1 || Object.keys(schema).length !== 1)
    return schema;
  const [member] = members;
  return isNode(member) ? member : schema;
}

/** A schema without a type that nevertheless describes one. Without any of these it allows null already. */
function impliedType(schema: Node): string | undefined {
  if (own(schema, "properties") !== undefined || own(schema, "additionalProperties") !== undefined)
    return "object";
  return own(schema, "items") !== undefined ? "array" : undefined;
}

function withNull(type: Value): Value {
  const types = Array.isArray(type) ? type : [type];
  return types.includes("null") ? types : [...types, "null"];
}

function addNullMember(members: Value): void {
  if (!Array.isArray(members)) return;
  const has = members.some((member) => isNode(member) && member["type"] === "null");
  if (!has) members.push({ type: "null" });
}

/**
 * Where our types and openapi-typescript's accept different values, and why that is so. Rules, not places: they hold for documents that
 * nobody has seen.
 */
import type { Direction, JsonObject } from "../../generator/contract/index.js";
import { isIgnored } from "../../generator/lib/extensions.js";
import { isObject } from "../../generator/lib/pointer.js";
import {
  allowsNull,
  isBinary,
  membersOf,
  saysType,
  typesOf,
} from "../../generator/lib/schema-shape.js";
import type { Judged } from "./judge.js";
import { TAGS } from "./make.js";

export interface Reason {
  /** `intended`: ours is what we want. `theirs`: the library is wrong about it. */
  readonly kind: "intended" | "theirs";
  readonly why: string;
  readonly applies: (judged: Judged) => boolean;
}

export const reasons: readonly Reason[] = [
  {
    kind: "intended",
    why: "enums of responses are open: an API adds values, and what was read can be sent back",
    applies: ({ verdict, change, schemas }) =>
      verdict === "ours" &&
      (change === "unlisted" ||
        (change === "kind" && schemas.some(listsSeveralKinds)) ||
        (change === "none" && schemas.some(listsInAlternatives))),
  },
  {
    kind: "intended",
    why: "`readOnly` is no part of a request, `writeOnly` none of a response; the library has one type for both",
    applies: ({ verdict, change, direction, concerned }) =>
      (verdict === "ours" || change === "none" || change === "extra") &&
      concerned.some((schema) => isOneWay(schema, direction)),
  },
  {
    kind: "intended",
    why: "a nullable object is an interface, which can be extended; `null` stands where it is used",
    applies: ({ verdict, change, path, schemas }) =>
      verdict === "theirs" && change === "null" && path.length === 0 && schemas.some(allowsNull),
  },
  {
    kind: "intended",
    why: "`null` that a schema allows is allowed beside a constant, an `allOf` or a `$ref` as well, as 3.0's `nullable` is meant",
    applies: ({ verdict, change, schemas }) =>
      verdict === "ours" && change === "null" && schemas.some(allowsNull),
  },
  {
    kind: "intended",
    why: "bytes are a `Blob`, or what can be uploaded; text for the library",
    applies: ({ concerned }) => concerned.some(isBinary),
  },
  {
    kind: "intended",
    why: "what an extension leaves out (`x-fern-ignore`, `x-speakeasy-ignore`) is no part of a type",
    applies: ({ verdict, concerned }) => verdict === "ours" && concerned.some(isIgnored),
  },
  {
    kind: "intended",
    why: "`items` or `prefixItems` without a `type` means a list; the library takes it for anything",
    applies: ({ verdict, concerned }) =>
      verdict === "theirs" &&
      concerned.some(
        ({ type, items, prefixItems }) =>
          type === undefined && (items !== undefined || prefixItems !== undefined),
      ),
  },
  {
    kind: "theirs",
    why: "properties beside those that a pattern or `additionalProperties` describes have types of their own; the library asks for both",
    applies: ({ concerned }) => concerned.some(hasTypedRest),
  },
  {
    kind: "theirs",
    why: "its declarations of this document do not compile: what it cannot find is any value",
    applies: ({ verdict, isTheirsBroken }) => verdict === "theirs" && isTheirsBroken,
  },
  {
    kind: "theirs",
    why: "the tag of a discriminator is of the union and its values are those of the mapping; the library gives it to each schema, and leaves members' properties out beside it",
    applies: ({ concerned }) =>
      concerned.some(
        (schema) => schema["discriminator"] !== undefined || schema[TAGS] !== undefined,
      ),
  },
  {
    kind: "theirs",
    why: "a property may be required where no schema describes it; the library does not ask for it",
    applies: ({ verdict, change, concerned, parent, path }) =>
      verdict === "theirs"
        ? change === "missing" && !isDescribedBesideRequired(parent, String(path.at(-1)))
        : concerned.some(requiresMore),
  },
  {
    kind: "theirs",
    why: "what stands beside `oneOf` or `anyOf` holds in any case; for the library it is one more alternative",
    applies: ({ verdict, concerned }) =>
      verdict === "theirs" &&
      concerned.some(
        (schema) =>
          BESIDE.some((keyword) => schema[keyword] !== undefined) &&
          (schema["oneOf"] !== undefined || schema["anyOf"] !== undefined),
      ),
  },
  {
    kind: "theirs",
    why: "`$defs` describes other schemas; the library makes it a property",
    applies: ({ verdict, concerned }) =>
      verdict === "ours" && concerned.some((schema) => schema["$defs"] !== undefined),
  },
  {
    kind: "theirs",
    why: "a schema that says nothing is any value; for the library an object",
    applies: ({ verdict, schemas }) => verdict === "ours" && !schemas.some(saysType),
  },
  {
    kind: "theirs",
    why: "a `type` that JSON Schema does not have says nothing; for the library it is an object",
    applies: ({ verdict, concerned }) =>
      verdict === "ours" &&
      concerned.some((schema) => typesOf(schema).some((type) => !TYPES.has(type))),
  },
  {
    kind: "intended",
    why: "values of an enum are of its `type`: where they are listed as another, such as `true` for a string, they are read as that",
    applies: ({ verdict, concerned }) => verdict === "theirs" && concerned.some(listsOtherKinds),
  },
  {
    kind: "theirs",
    why: "an object without properties and with `additionalProperties: false` is empty; for the library it is any",
    applies: ({ verdict, change, concerned }) =>
      verdict === "theirs" &&
      change === "extra" &&
      concerned.some(
        (schema) => schema["additionalProperties"] === false && propertiesOf(schema).length === 0,
      ),
  },
  {
    kind: "theirs",
    why: "an alternative that only says what is required, or nothing, is any value for the library",
    applies: ({ verdict, concerned }) =>
      verdict === "theirs" &&
      concerned.some((schema) =>
        [...membersOf(schema, "oneOf"), ...membersOf(schema, "anyOf")].some(
          (member) => member === true || (isObject(member) && !saysType(member)),
        ),
      ),
  },
];

/** Itself, or the object that it describes in some property. */
function isOneWay(schema: JsonObject, direction: Direction): boolean {
  const keyword = direction === "request" ? "readOnly" : "writeOnly";
  const { properties } = schema;
  const inside = isObject(properties) ? Object.values(properties) : [];
  return [schema, ...inside].some((each) => isObject(each) && each[keyword] === true);
}

const BESIDE = ["properties", "additionalProperties", "allOf"];

const TYPES: ReadonlySet<string> = new Set(
  "string number integer boolean object array null".split(" "),
);

function listsOtherKinds(schema: JsonObject): boolean {
  const { enum: values } = schema;
  const types = typesOf(schema);
  if (!Array.isArray(values) || types.length === 0) return false;
  const kinds = types.map((type) => (type === "integer" ? "number" : type));
  return values.some((value) => value !== null && !kinds.includes(typeof value));
}

function listsSeveralKinds({ enum: values }: JsonObject): boolean {
  return Array.isArray(values) && new Set(values.map((value) => typeof value)).size > 1;
}

/** A text is made for `{ type: string, oneOf: [{ enum: [a, b] }, { enum: [null] }] }`, which neither lists. */
function listsInAlternatives({ oneOf, anyOf }: JsonObject): boolean {
  return [oneOf, anyOf].some(
    (alternatives) =>
      Array.isArray(alternatives) &&
      alternatives.every((each) => isObject(each) && Array.isArray(each["enum"])),
  );
}

function hasTypedRest(schema: JsonObject): boolean {
  const { additionalProperties, patternProperties } = schema;
  return (
    propertiesOf(schema).length > 0 &&
    (isObject(additionalProperties) || isObject(patternProperties))
  );
}

function requiredOf({ required }: JsonObject): readonly unknown[] {
  return Array.isArray(required) ? required : [];
}

function propertiesOf({ properties }: JsonObject): readonly unknown[] {
  return isObject(properties) ? Object.keys(properties) : [];
}

function requiresMore(schema: JsonObject): boolean {
  return requiredOf(schema).some((name) => !propertiesOf(schema).includes(name));
}

/** In one schema: the library does not look for properties in another one of an `allOf`. */
function isDescribedBesideRequired(schemas: readonly JsonObject[], name: string): boolean {
  return schemas.some(
    (schema) => requiredOf(schema).includes(name) && propertiesOf(schema).includes(name),
  );
}

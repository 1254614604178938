/**
 * What can be seen at once of any value that a schema admits: its kind, and the properties of which an object has at least one. Less
 * than validation, and never more than the schema says: where the schema leaves something open, nothing is expected.
 * @example
 * `{ oneOf: [{ $ref: Cat }, { $ref: Dog }] }`, each with `required`: an object that has one of Cat's or one of Dog's properties.
 */
import type {
  ExpectedJson,
  Json,
  JsonKind,
  JsonObject,
  LoadedDocument,
  Pointer,
  SchemaPart,
  Survey,
} from "../../contract/index.js";
import { isAbsent } from "../../lib/direction.js";
import { isUntyped } from "../../lib/extensions.js";
import { child, isObject } from "../../lib/pointer.js";
import { object, texts } from "../../lib/read.js";
import { allowsNull, isBinary, membersOf, typesOf } from "../../lib/schema-shape.js";

const KINDS: readonly JsonKind[] = ["object", "array", "string", "number", "boolean", "null"];

interface Expected {
  readonly kinds: readonly JsonKind[];
  readonly required: readonly string[];
  /** Properties that a response never has, required or not. */
  readonly absent: readonly string[];
}

const ANYTHING: Expected = { kinds: KINDS, required: [], absent: [] };

/** `null` where any value will do. */
export function expectedJson(
  survey: Pick<Survey, "document" | "objects">,
  pointer: Pointer | null,
): ExpectedJson | null {
  if (pointer === null) return null;
  const { kinds, required } = expectedAt(survey, pointer, []);
  if (kinds.length === KINDS.length) return null;
  return { kinds, required: kinds.includes("object") ? [...new Set(required)] : [] };
}

/** `path`: the places that led here. Of a schema that leads to itself no more is expected. */
function expectedAt(
  survey: Pick<Survey, "document" | "objects">,
  pointer: Pointer,
  path: readonly Pointer[],
): Expected {
  const parts = survey.objects.parts(pointer).filter((part) => !path.includes(part.pointer));
  const inside = [...path, ...parts.map((part) => part.pointer)];
  const alternatives = ({ schema, pointer: place }: SchemaPart, keyword: "anyOf" | "oneOf") =>
    either(
      membersOf(schema, keyword).map((_, index) =>
        expectedAt(survey, child(place, keyword, index), inside),
      ),
    );
  const saying = parts.filter(({ schema }) => !isUntyped(schema) && !isBinary(schema));
  const expected = all(
    saying.flatMap((part) => [
      ownKinds(part.schema),
      ownProperties(survey.document, part.schema),
      alternatives(part, "oneOf"),
      alternatives(part, "anyOf"),
    ]),
  );
  // 3.0 says `nullable` beside what is not.
  const isNullable = saying.some(({ schema, isInherited }) => !isInherited && allowsNull(schema));
  return isNullable ? { ...expected, kinds: inOrder([...expected.kinds, "null"]) } : expected;
}

/** A value is all of them. Where they leave no kind, the document contradicts itself, and nothing is expected. */
function all(parts: readonly Expected[]): Expected {
  const kinds = KINDS.filter((kind) => parts.every((part) => part.kinds.includes(kind)));
  if (kinds.length === 0) return ANYTHING;
  const absent = parts.flatMap((part) => part.absent);
  const required = parts.flatMap((part) => part.required);
  return { kinds, required: required.filter((name) => !absent.includes(name)), absent };
}

/** A value is one of them. An alternative that is any object expects nothing of one. */
function either(members: readonly Expected[]): Expected {
  if (members.length === 0) return ANYTHING;
  const objects = members.filter(({ kinds }) => kinds.includes("object"));
  const isOpen = objects.some(({ required }) => required.length === 0);
  return {
    kinds: inOrder(members.flatMap(({ kinds }) => kinds)),
    required: isOpen ? [] : objects.flatMap(({ required }) => required),
    absent: members.flatMap(({ absent }) => absent),
  };
}

function inOrder(kinds: readonly JsonKind[]): readonly JsonKind[] {
  return KINDS.filter((kind) => kinds.includes(kind));
}

function ownKinds(schema: JsonObject): Expected {
  const kinds = namedKinds(schema);
  return kinds.length > 0 && kinds.every(isKind)
    ? { ...ANYTHING, kinds: inOrder(kinds) }
    : ANYTHING;
}

/** Empty where its keywords do not say: `items` without a `type` is in documents that mean an object with that property. */
function namedKinds(schema: JsonObject): readonly string[] {
  const { const: constant, enum: values } = schema;
  if (constant !== undefined) return [kindOf(constant)];
  if (Array.isArray(values)) return (values as readonly Json[]).map(kindOf);
  const types = typesOf(schema);
  if (types.length > 0) return types.map((type) => (type === "integer" ? "number" : type));
  const isAbout = (...keywords: string[]) => keywords.some((key) => isObject(schema[key]));
  return isAbout("properties", "additionalProperties", "patternProperties") ? ["object"] : [];
}

function kindOf(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function isKind(name: string): name is JsonKind {
  return (KINDS as readonly string[]).includes(name);
}

function ownProperties(document: LoadedDocument, schema: JsonObject): Expected {
  const properties = Object.entries(object(schema["properties"]));
  return {
    ...ANYTHING,
    required: texts(schema["required"]),
    absent: properties.flatMap(([name, property]) =>
      isAbsent(document, property, "response") ? [name] : [],
    ),
  };
}

/**
 * YAML as an API description means it: the core schema of YAML 1.2 plus merge keys. Dates stay text, `on` and `yes` are
 * text, `1_000` and `12:30` are text, `.inf` and `.nan` (which JSON does not have) stay text, and an unknown tag is
 * ignored.
 * @see https://yaml.org/spec/1.2.2/#103-core-schema
 */
import { FAILSAFE_SCHEMA, Type, type Schema } from "js-yaml";
import { integerOf } from "./large-integers.js";

const nulls = new Set(["", "~", "null", "Null", "NULL"]);
const booleans = new Map([
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);
const integer = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

const scalar = (
  name: string,
  resolve: (data: unknown) => boolean,
  construct: (data: string) => unknown,
) => new Type(`tag:yaml.org,2002:${name}`, { kind: "scalar", resolve, construct });

/** Cheap first look: most scalars are words. */
const startsLikeNumber = (data: unknown): data is string =>
  typeof data === "string" && /^[-+.0-9]/.test(data);

const ignoredTags = (["scalar", "sequence", "mapping"] as const).flatMap((kind) =>
  ["!", "tag:"].map(
    (prefix) => new Type(prefix, { kind, multi: true, construct: (data: unknown) => data }),
  ),
);

export const yamlSchema: Schema = FAILSAFE_SCHEMA.extend({
  implicit: [
    scalar(
      "null",
      (data) => data === null || nulls.has(data as string),
      () => null,
    ),
    scalar(
      "bool",
      (data) => booleans.has(data as string),
      (data) => booleans.get(data),
    ),
    scalar(
      "int",
      (data) => startsLikeNumber(data) && integer.test(data),
      (data) => integerOf(data.replace(/^\+/, "")),
    ),
    scalar("float", (data) => startsLikeNumber(data) && float.test(data), Number),
    new Type("tag:yaml.org,2002:merge", {
      kind: "scalar",
      resolve: (data: unknown) => data === "<<" || data === null,
    }),
  ],
  explicit: ignoredTags,
});

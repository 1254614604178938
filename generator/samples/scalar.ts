/** Example texts and numbers by format, name and bounds. */
import type { Json, JsonObject } from "../contract/index.js";
import { allowsValue, meantValue } from "../lib/enum-values.js";
import { number, text } from "../lib/read.js";
import { typesOf } from "../lib/schema-shape.js";
import { sampleOf } from "./pattern-sample.js";
import { mayMatch } from "./pattern.js";

/** @see https://spec.openapis.org/registry/format/ */
const BY_FORMAT: Readonly<Record<string, string>> = {
  "date-time": "2026-01-31T12:00:00Z",
  date: "2026-01-31",
  time: "12:00:00Z",
  duration: "PT1H",
  email: "user@example.com",
  "idn-email": "user@example.com",
  hostname: "example.com",
  "idn-hostname": "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com",
  url: "https://example.com",
  iri: "https://example.com",
  "uri-reference": "/path",
  "iri-reference": "/path",
  "uri-template": "/path/{id}",
  uuid: "123e4567-e89b-42d3-a456-426614174000",
  byte: "aGVsbG8=",
  base64: "aGVsbG8=",
  base64url: "aGVsbG8",
  binary: "hello",
  password: "correct horse battery staple",
  "json-pointer": "/path",
  "relative-json-pointer": "0",
  regex: "^[a-z]+$",
  int64: "1",
};

const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/e-?mail/i, "user@example.com"],
  [/(^|[_-])(url|uri|href|link)$|(Url|Uri|URL|URI)$/, "https://example.com"],
  [/^id$|[_-]id$|[a-z]I[dD]$/, "id-123"],
];

export function exampleText(schema: JsonObject, name: string): string {
  const format = BY_FORMAT[text(schema["format"]) ?? ""];
  const encoded = schema["contentEncoding"] === "base64" ? BY_FORMAT["byte"] : undefined;
  const named = BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
  const least = number(schema["minLength"]) ?? 0;
  const most = number(schema["maxLength"]) ?? Infinity;
  const usual = stretch(format ?? encoded ?? named ?? "text", least, most);
  const pattern = text(schema["pattern"]);
  if (pattern === null || mayMatch(pattern, usual)) return usual;
  const sample = sampleOf(pattern);
  const candidates = sample === null ? [] : [sample, lengthen(sample, least)];
  const fits = (value: string) =>
    value.length >= least && value.length <= most && mayMatch(pattern, value);
  return candidates.find(fits) ?? usual;
}

/** Repeats the last character: what a pattern ends in can often be longer. */
function lengthen(sample: string, least: number): string {
  return sample.padEnd(least, sample.at(-1) ?? "a");
}

function stretch(value: string, least: number, most: number): string {
  const long =
    value.length >= least ? value : value.repeat(Math.ceil(least / value.length)).slice(0, least);
  return long.slice(0, most);
}

export function exampleNumber(schema: JsonObject): number {
  const low = number(schema["minimum"]) ?? number(schema["exclusiveMinimum"]) ?? -Infinity;
  const high = number(schema["maximum"]) ?? number(schema["exclusiveMaximum"]) ?? Infinity;
  const isInside = (value: number) =>
    value >= low &&
    value <= high &&
    value !== number(schema["exclusiveMinimum"]) &&
    value !== number(schema["exclusiveMaximum"]);
  const step = number(schema["multipleOf"]) ?? 1;
  const near = [
    step,
    0,
    Math.ceil(low / step) * step,
    Math.ceil(low / step) * step + step,
    Math.floor(high / step) * step,
  ];
  const fractions = [low + (high - low) / 2, low, high];
  return [...near, ...fractions].find((value) => Number.isFinite(value) && isInside(value)) ?? 1;
}

/** The type that a value is made of: the one that is named, or the one that the other keywords speak of. */
export function kindOfValue(schema: JsonObject): string | undefined {
  const named = typesOf(schema).find((type) => type !== "null") ?? typesOf(schema)[0];
  if (named !== undefined) return named;
  if (schema["properties"] !== undefined || schema["additionalProperties"] !== undefined)
    return "object";
  if (schema["items"] !== undefined || schema["prefixItems"] !== undefined) return "array";
  if (["format", "pattern", "minLength", "maxLength"].some((key) => schema[key] !== undefined))
    return "string";
  return ["minimum", "maximum", "multipleOf"].some((key) => schema[key] !== undefined)
    ? "number"
    : undefined;
}

/** Of an enum whose values are of another type than the schema says: what the type has of the first. */
export function firstMeant(schema: JsonObject, listed: readonly Json[]): Json | undefined {
  const types = typesOf(schema);
  const [first] = listed;
  if (first === undefined || first === null || allowsValue(types, first)) return undefined;
  return meantValue(first, types) ?? first;
}

/**
 * Extensions by what they mean: the one place where the spellings of different tools come together. Of several, the
 * first that is there counts. A dot leads into the extension's value: `x-fern-streaming.terminator`.
 */
import type { Json, JsonObject } from "../contract/index.js";
import { isObject } from "./pointer.js";
import { prose, text } from "./read.js";

const SPELLINGS = {
  methodName: ["x-speakeasy-name-override", "x-fern-sdk-method-name"],
  group: ["x-speakeasy-group", "x-fern-sdk-group-name"],
  typeName: [
    "x-speakeasy-name-override",
    "x-fern-type-name",
    "x-stainless-naming.typescript.type_name",
    "x-stainless-naming.node.type_name",
    "x-stainless-naming.typescript.model_name",
    "x-stainless-naming.node.model_name",
  ],
  parameterName: [
    "x-speakeasy-name-override",
    "x-fern-parameter-name",
    "x-stainless-naming",
    "x-stainless-naming.typescript.property_name",
    "x-stainless-naming.node.property_name",
  ],
  /** Of a parameter, in its schema. */
  parameterNameInSchema: [
    "x-stainless-param",
    "x-stainless-naming.typescript.property_name",
    "x-stainless-naming.node.property_name",
  ],
  serverName: ["x-speakeasy-server-id", "x-fern-server-name"],
  ignore: ["x-speakeasy-ignore", "x-fern-ignore", "x-stainless-skip"],
  sentinel: ["x-speakeasy-sse-sentinel", "x-fern-streaming.terminator"],
  /** A field of the request, or the path of one, that asks for a stream. */
  streamFlag: ["x-speakeasy-stream-request-field", "x-fern-streaming.stream-condition"],
  /** By position in `enum`, or by value. */
  enumNames: [
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-names",
    "x-speakeasy-enums",
    "x-fern-enum",
    "x-ms-enum.values",
    "x-enum-values",
    "x-enum-elements",
  ],
  enumDescriptions: [
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-speakeasy-enum-descriptions",
    "x-fern-enum",
    "x-ms-enum.values",
    "x-enum-values",
    "x-enum-elements",
  ],
  /** Kept out of logs. */
  sensitive: ["x-sensitive", "x-speakeasy-param-sensitive"],
  deprecation: [
    "x-speakeasy-deprecation-message",
    "x-stainless-deprecation-message",
    "x-deprecated-message",
    "x-deprecatedMessage",
  ],
} as const;

export type Meaning = keyof typeof SPELLINGS;

interface Spelling {
  readonly key: string;
  /** Keys of the extension's value. */
  readonly path: readonly string[];
}

const PATHS = new Map<string, readonly Spelling[]>(
  Object.entries(SPELLINGS).map(([meaning, spellings]) => [meaning, spellings.map(spellingOf)]),
);

function spellingOf(spelling: string): Spelling {
  const [key = "", ...path] = spelling.split(".");
  return { key, path };
}

/** The values of all spellings that `object` has, the preferred first. */
function spelled(
  object: JsonObject,
  meaning: Meaning,
): readonly { readonly key: string; readonly value: Json }[] {
  const found: { key: string; value: Json }[] = [];
  for (const { key, path } of PATHS.get(meaning) ?? []) {
    let value = object[key];
    if (value === undefined) continue;
    for (const step of path) value = isObject(value) ? value[step] : undefined;
    if (value !== undefined) found.push({ key, value });
  }
  return found;
}

/** The values of all spellings, the preferred first. */
export function extensionValues(object: JsonObject, meaning: Meaning): readonly Json[] {
  return spelled(object, meaning).map(({ value }) => value);
}

/** The preferred value that `read` can make something of, and the extension it comes from. */
export function extension<T>(
  object: JsonObject,
  meaning: Meaning,
  read: (value: Json) => T | null,
): { readonly key: string; readonly value: T } | null {
  for (const { key, value } of spelled(object, meaning)) {
    const made = read(value);
    if (made !== null) return { key, value: made };
  }
  return null;
}

/** The preferred value that is a text. */
export function extensionText(object: JsonObject, meaning: Meaning): string | null {
  return extension(object, meaning, text)?.value ?? null;
}

/** True for what is to be left out of the SDK: of every one, or of those in TypeScript. */
export function isIgnored(object: JsonObject): boolean {
  return extensionValues(object, "ignore").some(
    (value) =>
      value === true ||
      (Array.isArray(value) &&
        value.some((target) => target === "typescript" || target === "node")),
  );
}

/** True for a schema that is typed as whatever comes. */
export function isUntyped(schema: JsonObject): boolean {
  return schema["x-speakeasy-type-override"] === "any" || schema["x-stainless-any"] === true;
}

/** Why something is deprecated, and what to use instead. */
export function deprecationOf(object: JsonObject): string | null {
  const message = prose(extensionText(object, "deprecation") ?? undefined);
  const replacement = prose(object["x-speakeasy-deprecation-replacement"]);
  const parts = [message, replacement === null ? null : `Use \`${replacement}\` instead.`];
  const text = parts.filter((part) => part !== null).join(" ");
  return text === "" ? null : text;
}

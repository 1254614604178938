/** What each operation is called with: its smallest request, its example, and its example with every parameter that can be made up. */
import type { SampledOperation } from "../support/samples.js";
import { data, list, type Data, type SourceOperation } from "./source.js";

export type Request = Readonly<Record<string, unknown>>;

export interface Variant {
  readonly name: "minimal" | "example" | "every parameter";
  readonly request: Request;
}

/** Characters that mean something in a URL, where they must not. */
const awkwardText = "tea&cake/é";
const plainText = "tea&cake";

const byFormat: Readonly<Record<string, string>> = {
  date: "2026-01-31",
  "date-time": "2026-01-31T12:00:00Z",
  uuid: "123e4567-e89b-42d3-a456-426614174000",
  uri: "https://example.com/a?b=c",
  email: "user@example.com",
  binary: awkwardText,
  password: awkwardText,
};

/** Requests that differ, ready to be given to the SDK. */
export function variantsOf(operation: SampledOperation, source: SourceOperation): Variant[] {
  const example = operation.exampleRequest as Request;
  const taken = new Set<string>();
  const made = operation.parameters.flatMap((parameter): [string, unknown][] => {
    if (Object.hasOwn(example, parameter.property)) return [];
    const { schema } = source.parameters.find(
      (each) => each.in === parameter.in && each.name === parameter.wireName,
    ) ?? { schema: null };
    const value =
      schema === null
        ? undefined
        : sample(schema, parameter.in === "header" ? plainText : awkwardText);
    // Two objects spread over one query cannot be told apart where they have a member in common.
    const spread =
      parameter.style === "form" && parameter.explode
        ? Object.keys(Array.isArray(value) ? {} : data(value))
        : [];
    if (spread.some((name) => taken.has(name))) return [];
    spread.forEach((name) => taken.add(name));
    return value === undefined ? [] : [[parameter.property, value]];
  });
  const variants: Variant[] = [
    { name: "minimal", request: operation.minimalRequest as Request },
    { name: "example", request: example },
    { name: "every parameter", request: { ...example, ...Object.fromEntries(made) } },
  ];
  const texts = variants.map(({ request }) => JSON.stringify(request));
  return variants
    .filter((_, index) => texts.indexOf(texts[index] ?? "") === index)
    .map(({ name, request }) => ({ name, request: withFiles(operation, source, request) }));
}

/** A value that the schema allows; `undefined` where none is sure to fit. */
function sample(schema: Data, text: string, depth = 0): unknown {
  if (schema["const"] !== undefined) return schema["const"];
  const [first] = (schema["enum"] ?? []) as readonly unknown[];
  if (first !== undefined && first !== null) return first;
  const choice = list(schema["oneOf"] ?? schema["anyOf"])[0];
  if (choice !== undefined) return sample(choice, text, depth);
  if (schema["allOf"] !== undefined) {
    const [only, ...others] = list(schema["allOf"]);
    return only !== undefined && others.length === 0 ? sample(only, text, depth) : undefined;
  }
  switch ([schema["type"]].flat()[0]) {
    case "string":
      return sampleText(schema, text);
    case "integer":
    case "number":
      return sampleNumber(schema);
    case "boolean":
      return true;
    case "array": {
      const item = depth > 1 ? undefined : sample(data(schema["items"]), text, depth + 1);
      const isPair = schema["uniqueItems"] !== true && schema["maxItems"] !== 1;
      return item === undefined ? undefined : isPair ? [item, item] : [item];
    }
    default:
      return sampleObject(schema, text, depth);
  }
}

function sampleText(schema: Data, text: string): string | undefined {
  if (schema["pattern"] !== undefined) return undefined;
  const {
    format,
    minLength = 0,
    maxLength = Infinity,
  } = schema as { format?: string; minLength?: number; maxLength?: number };
  const value = format === undefined ? text : byFormat[format];
  return value !== undefined && value.length >= minLength && value.length <= maxLength
    ? value
    : undefined;
}

function sampleNumber(schema: Data): number | undefined {
  const {
    minimum = 1,
    maximum = Infinity,
    multipleOf = 1,
  } = schema as { minimum?: number; maximum?: number; multipleOf?: number };
  const value =
    Math.ceil(minimum / multipleOf) * multipleOf +
    (schema["exclusiveMinimum"] === undefined ? 0 : multipleOf);
  return value <= maximum ? value : undefined;
}

function sampleObject(schema: Data, text: string, depth: number): unknown {
  const properties = Object.entries(data(schema["properties"]));
  if (depth > 2 || properties.length === 0) return undefined;
  const members = properties.map(
    ([key, value]) => [key, sample(data(value), text, depth + 1)] as const,
  );
  const given = members.filter(([, value]) => value !== undefined);
  const required = (schema["required"] ?? []) as readonly string[];
  const isWhole = required.every((key) => given.some(([name]) => name === key));
  return isWhole && given.length > 0 ? Object.fromEntries(given) : undefined;
}

/** Texts that stand for bytes become files: so uploads are sent as a caller would send them. */
function withFiles(
  operation: SampledOperation,
  source: SourceOperation,
  request: Request,
): Request {
  const [primary] = operation.body?.contents ?? [];
  if (primary === undefined || operation.body === null) return request;
  if (primary.kind === "binary")
    return typeof request["body"] === "string"
      ? { ...request, body: fileOf(request["body"]) }
      : request;
  if (primary.kind !== "multipart" || primary.parts !== null) return request;
  const schema = source.contents.get("multipart/form-data")?.schema ?? {};
  const isBody = operation.body.placement === "property";
  if (isBody)
    return request["body"] === undefined
      ? request
      : { ...request, body: filesIn(data(request["body"]), schema) };
  return filesIn(request, schema);
}

function filesIn(request: Request, schema: Data): Request {
  const properties = data(schema["properties"]);
  const entries = Object.entries(request).map(([key, value]): [string, unknown] => {
    const property = data(properties[key]);
    if (isBytes(property) && typeof value === "string") return [key, fileOf(value)];
    if (isBytes(data(property["items"])) && Array.isArray(value))
      return [key, value.map((item) => fileOf(String(item)))];
    return [key, value];
  });
  return Object.fromEntries(entries);
}

function isBytes(schema: Data): boolean {
  return (
    schema["format"] === "binary" ||
    (schema["contentMediaType"] !== undefined && schema["contentEncoding"] === undefined)
  );
}

function fileOf(text: string): File {
  return new File([text, new Uint8Array([0, 255, 13, 10])], "cat picture.png", {
    type: "image/png",
  });
}

import type { Json, Operation } from "../contract/index.js";

/** The request to show: without the parameters that are set on the client, which are noise in every example. */
export function exampleOf(operation: Operation): Json {
  const example = operation.exampleRequest;
  if (example === null || typeof example !== "object" || Array.isArray(example)) return example;
  const global = new Set(
    operation.parameters.filter((it) => it.global && !it.required).map((it) => it.property),
  );
  const files = new Set(
    operation.arguments.filter(({ type }) => isFile.test(type.text)).map(({ name }) => name),
  );
  const shown = Object.entries(example)
    .filter(([name]) => !global.has(name))
    .map(([name, value]) => [name, files.has(name) ? asFile(value) : value] as const);
  return shown.length === 0 && operation.requestOptional
    ? null
    : (Object.fromEntries(shown) as Json);
}

const isFile = /\b(?:Blob|Uploadable)\b/;

/** JSON has no bytes: a text in their place is marked, and written as the content of a file. */
function asFile(value: Json): Json {
  if (typeof value === "string") return { $file: value };
  return Array.isArray(value) ? value.map(asFile) : value;
}

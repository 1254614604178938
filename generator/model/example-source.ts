/**
 * Examples that the document itself gives.
 * @see https://spec.openapis.org/oas/v3.1.1#example-object
 */
import type { Json, JsonObject, Pointer } from "../contract/index.js";
import { follow } from "../lib/pointer.js";
import { list, object } from "../lib/read.js";
import type { Direction } from "../lib/schema-uses.js";
import { conforms } from "./conforms.js";
import type { ExampleScope } from "./example-scope.js";
import { resolvedSchema } from "./schema.js";

/**
 * The first example of a parameter, header or media type (`holder`), or else of its schema, that fits the schema: an example that
 * does not would make documentation that does not compile.
 */
export function explicitExample(
  scope: ExampleScope,
  holder: Json | undefined,
  schemaPointer: Pointer | null,
  direction: Direction = "request",
): Json | undefined {
  const candidates = [
    ...holderExamples(scope, object(holder)),
    ...schemaExamples(resolvedSchema(scope.document, schemaPointer)),
  ];
  return candidates.find(
    (value) => schemaPointer === null || conforms(scope, value, schemaPointer, direction),
  );
}

function holderExamples({ document }: ExampleScope, holder: JsonObject): readonly Json[] {
  const named = Object.values(object(holder["examples"])).flatMap((example) => {
    const value = follow(document, example, "")?.value;
    return [value?.["dataValue"], value?.["value"]];
  });
  return [holder["example"], ...named].filter((value) => value !== undefined).flatMap(asJson);
}

export function schemaExamples(schema: JsonObject | undefined): readonly Json[] {
  const single = schema?.["example"];
  return [...(single === undefined ? [] : [single]), ...list(schema?.["examples"])].flatMap(asJson);
}

/** Some documents give the JSON of an example as a text: it is that, where no text fits. */
function asJson(value: Json): readonly Json[] {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return [value];
  const parsed = parsedTexts.get(value) ?? parse(value);
  parsedTexts.set(value, parsed);
  return parsed;
}

/** The same value each time: what fits a schema is known by it. */
const parsedTexts = new Map<string, readonly Json[]>();

function parse(text: string): readonly Json[] {
  try {
    // A text that is read here has lost the digits of a large integer.
    return /\d{16}/.test(text) ? [text] : [text, JSON.parse(text) as Json];
  } catch {
    return [text];
  }
}

/**
 * Examples that the document itself gives.
 * @see https://spec.openapis.org/oas/v3.1.1#example-object
 */
import type { Direction, Json, JsonObject, Pointer } from "../contract/index.js";
import { follow } from "../lib/pointer.js";
import { list, object } from "../lib/read.js";
import { conforms } from "./conforms.js";
import type { ExampleScope } from "./scope.js";

/**
 * The first example of a parameter, header or media type (`holder`), or else of its schema, that fits the schema: an
 * example that does not would make documentation that does not compile.
 */
export function explicitExample(
  scope: ExampleScope,
  holder: Json | undefined,
  schemaPointer: Pointer | null,
  direction: Direction = "request",
): Json | undefined {
  const candidates = [
    ...holderExamples(scope, object(holder)),
    ...schemaExamples(scope, scope.schemas.resolved(schemaPointer)),
  ];
  return candidates.find(
    (value) => schemaPointer === null || conforms(scope, value, schemaPointer, direction),
  );
}

function holderExamples(scope: ExampleScope, holder: JsonObject): readonly Json[] {
  const named = Object.values(object(holder["examples"])).flatMap((example) => {
    const value = follow(scope.document, example, "")?.value;
    return [value?.["dataValue"], value?.["value"]];
  });
  return [holder["example"], ...named]
    .filter((value) => value !== undefined)
    .flatMap((value) => asJson(scope, value));
}

export function schemaExamples(
  scope: ExampleScope,
  schema: JsonObject | undefined,
): readonly Json[] {
  const single = schema?.["example"];
  return [...(single === undefined ? [] : [single]), ...list(schema?.["examples"])].flatMap(
    (value) => asJson(scope, value),
  );
}

/** Some documents give the JSON of an example as a text: it is that, where no text fits. */
function asJson({ known }: ExampleScope, value: Json): readonly Json[] {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return [value];
  // The same value each time: what fits a schema is known by it.
  const parsed = known.parsed.get(value) ?? parse(value);
  known.parsed.set(value, parsed);
  return parsed;
}

function parse(text: string): readonly Json[] {
  try {
    // A text that is read here has lost the digits of a large integer.
    return /\d{16}/.test(text) ? [text] : [text, JSON.parse(text) as Json];
  } catch {
    return [text];
  }
}

/**
 * Examples that the document itself gives.
 * @see https://spec.openapis.org/oas/v3.1.1#example-object
 */
import type { Json, JsonObject, LoadedDocument, Pointer } from "../contract/index.js";
import { follow } from "../lib/pointer.js";
import { list, object } from "../lib/read.js";
import type { Direction } from "../lib/schema-uses.js";
import { conforms } from "./conforms.js";
import { resolvedSchema } from "./schema.js";

/**
 * The first example of a parameter, header or media type (`holder`), or else of its schema, that fits the schema: an example that
 * does not would make documentation that does not compile.
 */
export function explicitExample(
  document: LoadedDocument,
  holder: Json | undefined,
  schemaPointer: Pointer | null,
  direction: Direction = "request",
): Json | undefined {
  const candidates = [
    ...holderExamples(document, object(holder)),
    ...schemaExamples(resolvedSchema(document, schemaPointer)),
  ];
  return candidates.find(
    (value) => schemaPointer === null || conforms(document, value, schemaPointer, direction),
  );
}

function holderExamples(document: LoadedDocument, holder: JsonObject): readonly Json[] {
  const named = Object.values(object(holder["examples"])).flatMap((example) => {
    const value = follow(document, example, "")?.value;
    return [value?.["dataValue"], value?.["value"]];
  });
  return [holder["example"], ...named].filter((value) => value !== undefined);
}

export function schemaExamples(schema: JsonObject | undefined): readonly Json[] {
  const single = schema?.["example"];
  return [...(single === undefined ? [] : [single]), ...list(schema?.["examples"])];
}

/**
 * Responses: one schema for all media types, to a content map.
 * @see https://spec.openapis.org/oas/v2.0#response-object
 */
import type { Pointer } from "../../../contract/index.js";
import { isJson } from "../../../lib/media-type.js";
import { child } from "../../../lib/pointer.js";
import type { Place } from "../../references/origins.js";
import { isNode, own, put, type Node } from "../../value.js";
import { contents } from "./bodies.js";
import type { Swagger2Context } from "./context.js";
import { upgradeParameter } from "./parameters.js";

/** In place; `from` and `to` are its pointers before and after the upgrade. */
export function upgradeResponse(
  response: Node,
  produces: readonly string[],
  place: Place,
  from: Pointer,
  to: Pointer,
  context: Swagger2Context,
): void {
  const schema = own(response, "schema");
  const examples = own(response, "examples");
  delete response["schema"];
  delete response["examples"];
  response["description"] ??= "";
  if (schema !== undefined) {
    context.origins.set(schema, context.origins.placeOf(place, "schema", schema));
    const types =
      isNode(schema) && schema["type"] === "file"
        ? fileTypes(produces)
        : orElse(produces, JSON_TYPE);
    response["content"] = contents(types, schema, context);
    context.moved(child(from, "schema"), child(to, "content", types[0] ?? "", "schema"));
  }
  if (isNode(examples)) addExamples(response, examples);
  const headers = own(response, "headers");
  if (!isNode(headers)) return;
  const headersPlace = context.origins.placeOf(place, "headers", headers);
  for (const [name, header] of Object.entries(headers)) {
    if (isNode(header))
      upgradeParameter(header, context.origins.placeOf(headersPlace, name, header), context);
  }
}

const JSON_TYPE = "application/json";

/** `produces` is of all responses: JSON is what the errors are sent as, unless the file can be nothing else. */
function fileTypes(produces: readonly string[]): readonly string[] {
  const others = produces.filter((mediaType) => !isJson(mediaType));
  return others.length > 0 ? others : orElse(produces, "application/octet-stream");
}

function orElse(mediaTypes: readonly string[], preset: string): readonly string[] {
  return mediaTypes.length > 0 ? mediaTypes : [preset];
}

/** By media type; under another key an example belongs to the first. */
function addExamples(response: Node, examples: Node): void {
  const content = own(response, "content");
  if (!isNode(content)) return;
  const [first] = Object.values(content);
  for (const [name, example] of Object.entries(examples)) {
    const media = own(content, name);
    if (isNode(media)) media["example"] = example;
    else if (isNode(first) && !name.includes("/")) {
      const named = isNode(first["examples"]) ? first["examples"] : (first["examples"] = {});
      put(named, name, { value: example });
    }
  }
}

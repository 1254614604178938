/** From a schema to what the runtime reads and writes XML by: through the stages of the generator, as an operation's file has it. */
import type { JsonObject, ResolvedConfig } from "../../../generator/contract/index.js";
import type { RuntimeArgument } from "../../../generator/plan/runtime-reference.js";
import { xmlConstants, xmlContentViews, xmlNodeValue } from "../../../generator/plan/xml.js";
import * as scalars from "../../../templates/package/src/internal/xml/scalars.js";
import type { XmlNode } from "../../../templates/package/src/internal/xml/shape.js";
import { modelOf } from "../../generator/model/support.js";

/** The root of a request body with this schema. */
export function described(
  schema: JsonObject,
  schemas: JsonObject = {},
  config: Partial<ResolvedConfig> = {},
): XmlNode {
  const content = { "application/xml": { schema } };
  const operation = { operationId: "put", requestBody: { content }, responses: {} };
  const { model } = modelOf(
    {
      openapi: "3.1.0",
      info: { title: "Xml", version: "1" },
      paths: { "/": { put: operation } },
      components: { schemas },
    },
    config,
  );
  const root = model.operations[0]?.body?.contents[0]?.xml;
  if (root === null || root === undefined) throw new Error("The body is no structure in XML.");
  const constants = xmlConstants(model, new Set());
  const values: Record<string, unknown> = { ...scalars };
  for (const { name, value } of xmlContentViews(model, constants))
    values[name] = evaluated(value, values);
  return evaluated(xmlNodeValue(root, constants), values) as XmlNode;
}

/** What the emitted expression means. */
function evaluated(argument: RuntimeArgument, values: Readonly<Record<string, unknown>>): unknown {
  switch (argument.kind) {
    case "literal":
      return argument.value;
    case "list":
      return argument.items.map((item) => evaluated(item, values));
    case "late":
      return () => evaluated(argument.value, values);
    case "object":
      return Object.fromEntries(
        argument.entries.map(({ key, value }) => [key, evaluated(value, values)]),
      );
    case "reference":
      return values[argument.name];
  }
}

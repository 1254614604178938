/** What a method takes, as rows of its docs. */
import type {
  Argument,
  Content,
  JsonObject,
  ObjectProperty,
  Parameter,
  RequestBody,
  TypeExpression,
} from "../../contract/index.js";
import { flag, prose } from "../../lib/read.js";
import { isMergePatch, patchedProperty } from "../body/merge-patch.js";
import { partHeadersRow } from "../body/part-headers.js";
import type { ModelContext } from "../context.js";
import { defaultAt, factsAt } from "../schema/words.js";

/** Required ones first; then parameters, the body, and what the client can hold. */
export function argumentsOf(
  context: ModelContext,
  parameters: readonly Parameter[],
  body: RequestBody | null,
): readonly Argument[] {
  const rows = [
    ...parameters.filter(({ global }) => !global).map(parameterRow),
    ...(body === null ? [] : [...bodyRows(context, body), ...partHeadersRow(body)]),
    ...parameters.filter(({ global, hidden }) => global && !hidden).map(parameterRow),
  ];
  return [...rows.filter(({ required }) => required), ...rows.filter(({ required }) => !required)];
}

function parameterRow(parameter: Parameter): Argument {
  const { property: name, type, required, deprecated, description, in: from } = parameter;
  const { facts, default: standard, defaultDigits } = parameter;
  return {
    name,
    type,
    required,
    deprecated,
    description,
    facts,
    default: standard,
    defaultDigits,
    from,
  };
}

function bodyRows(context: ModelContext, body: RequestBody): readonly Argument[] {
  const [primary] = body.contents;
  if (primary === undefined) return [];
  if (body.placement === "flat")
    return body.properties.map((property) =>
      propertyRow(context, { ...property, required: property.required && body.required }, primary),
    );
  const description =
    body.description ??
    prose(context.survey.schemas.resolved(primary.schemaPointer)?.["description"]);
  const { type } = primary;
  const { required } = body;
  return [
    {
      name: "body",
      type,
      required,
      deprecated: false,
      description,
      facts: factsAt(context, primary.schemaPointer),
      ...defaultAt(context, primary.schemaPointer),
      from: "body",
    },
  ];
}

function propertyRow(
  context: ModelContext,
  { name, pointer, required }: ObjectProperty,
  { type: body, mediaType }: Content,
): Argument {
  const type = context.types.expressions[pointer] ?? memberOf(body, name);
  const schema: JsonObject = context.survey.schemas.resolved(pointer) ?? {};
  return {
    name,
    type: isMergePatch(mediaType) ? patchedProperty(type, required) : type,
    required,
    deprecated: flag(schema["deprecated"]),
    description: prose(schema["description"]),
    facts: factsAt(context, pointer),
    ...defaultAt(context, pointer),
    from: "body",
  };
}

/** Right for any body, but not as plain to read as the property's own type. */
function memberOf(body: TypeExpression, name: string): TypeExpression {
  return { type: { kind: "member", of: body.type, key: name } };
}

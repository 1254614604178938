/** What a method takes, as rows of its docs, and example requests in the same terms. */
import type { Argument, Json, JsonObject, Parameter, TypeExpression } from "../contract/index.js";
import { isObject } from "../lib/pointer.js";
import { flag, object, prose } from "../lib/read.js";
import type { BodyModel } from "./body.js";
import { mediaTypeObject } from "./content.js";
import type { ModelContext } from "./context.js";
import type { ExampleScope } from "./example-scope.js";
import { explicitExample } from "./example-source.js";
import { partHeadersRow } from "./part-headers.js";
import type { PropertySite } from "./schema.js";

/** Required ones first; then parameters, the body, and what the client can hold. */
export function argumentsOf(
  context: ModelContext,
  parameters: readonly Parameter[],
  body: BodyModel | null,
): readonly Argument[] {
  const rows = [
    ...parameters.filter(({ global }) => !global).map(parameterRow),
    ...(body === null ? [] : [...bodyRows(context, body), ...partHeadersRow(body.body)]),
    ...parameters.filter(({ global }) => global).map(parameterRow),
  ];
  return [...rows.filter(({ required }) => required), ...rows.filter(({ required }) => !required)];
}

function parameterRow(parameter: Parameter): Argument {
  const { property: name, type, required, deprecated, description, example, in: from } = parameter;
  return { name, type, required, deprecated, description, example, from };
}

function bodyRows(context: ModelContext, model: BodyModel): readonly Argument[] {
  const { body } = model;
  const [primary] = body.contents;
  if (primary === undefined) return [];
  const example = bodyExample(context.examples.request, model);
  if (body.placement === "flat")
    return model.properties.map((site) =>
      propertyRow(
        context,
        { ...site, required: site.required && body.required },
        primary.type,
        example,
      ),
    );
  const description =
    body.description ??
    prose(context.survey.schemas.resolved(primary.schemaPointer)?.["description"]);
  return [
    {
      name: "body",
      type: primary.type,
      required: body.required,
      deprecated: false,
      description,
      example,
      from: "body",
    },
  ];
}

/** The example that the document gives of the whole body. */
export function bodyExample(scope: ExampleScope, { body, pointer }: BodyModel): Json | undefined {
  const [primary] = body.contents;
  if (primary === undefined) return undefined;
  const holder = object(scope.document.at(pointer));
  return explicitExample(scope, mediaTypeObject(holder, primary), primary.schemaPointer);
}

function propertyRow(
  context: ModelContext,
  site: PropertySite,
  body: TypeExpression,
  example: Json | undefined,
): Argument {
  const schema: JsonObject = context.survey.schemas.resolved(site.pointer) ?? {};
  const whole = isObject(example) ? example[site.name] : undefined;
  return {
    name: site.name,
    type: context.types.expressions[site.pointer] ?? memberOf(body, site.name),
    required: site.required,
    deprecated: flag(schema["deprecated"]),
    description: prose(schema["description"]),
    example: explicitExample(context.examples.request, undefined, site.pointer) ?? whole,
    from: "body",
  };
}

/** Right for any body, but not as plain to read as the property's own type. */
function memberOf(body: TypeExpression, name: string): TypeExpression {
  return { type: { kind: "member", of: body.type, key: name } };
}

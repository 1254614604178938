/** The surface stage: of the model, what a user of the package sees and relies on. */
import type {
  ClientModel,
  Operation,
  OperationSurface,
  Parameter,
  Property,
  ResultSurface,
  SdkModel,
  Surface,
  TypeDeclaration,
  TypeSurface,
} from "../contract/index.js";
import { resultType } from "../lib/call-types.js";
import { objectOf, STRING } from "../lib/type.js";
import { requestType } from "./request.js";

/** `source` is the input as a person names it. */
export function surface(model: SdkModel, source: string): Surface {
  const { client, api } = model;
  return {
    package: model.package.name,
    source,
    client: {
      className: client.className,
      optionsName: client.optionsName,
      options: clientOptions(client),
    },
    operations: model.operations.map(operationSurface),
    types: new Map(model.types.map((type) => [type.name, typeSurface(type)])),
    errors: new Map(
      model.errors.map(({ name, data, pointer }) => [name, { name, data: data.type, pointer }]),
    ),
    webhooks: new Map(
      model.webhooks.map(({ name, type, summary, description, deprecated }) => [
        name,
        { type: type.type, docs: docsOf(summary, description, deprecated ? "deprecated" : null) },
      ]),
    ),
    servers: client.servers.map(({ url }) => url),
    docs: docsOf(api.title, api.summary, api.description),
  };
}

function typeSurface(declaration: TypeDeclaration): TypeSurface {
  const { name, type, heritage, pointer, doc, constraints } = declaration;
  return { name, type, heritage, pointer, doc, constraints };
}

function clientOptions({ securitySchemes, globals }: ClientModel): Surface["client"]["options"] {
  const credentials = securitySchemes.flatMap(({ id, options }) =>
    options.map(({ name }) => {
      return { name, type: STRING, pointer: `/components/securitySchemes/${id}` };
    }),
  );
  const parameters = globals.map(({ property, type }) => {
    return { name: property, type: type.type, pointer: "" };
  });
  // Two schemes may share an option.
  return [
    ...new Map([...credentials, ...parameters].map((option) => [option.name, option])).values(),
  ];
}

function operationSurface(operation: Operation): OperationSurface {
  const { names, stream, body } = operation;
  return {
    id: operation.id,
    pointer: operation.pointer,
    method: operation.method,
    path: operation.path,
    call: [...names.group, names.method],
    aliases: names.aliases.map(({ group, method }) => [...group, method]),
    function: names.function,
    file: names.file,
    requestType: names.requestType,
    responseType: names.responseType,
    errorType: names.errorType,
    request: requestType(operation),
    requestOptional: operation.requestOptional,
    result: resultOf(operation),
    streamItem: stream !== null && stream.when !== "always" ? stream.item.type : null,
    headers: headersOf(operation),
    errors: new Map(operation.errors.map(({ status, className }) => [status, className])),
    parameters: operation.parameters.map(parameterSurface),
    bodyMediaTypes: body === null ? null : body.contents.map(({ mediaType }) => mediaType),
    responseMediaTypes: operation.successes.flatMap(({ contents }) =>
      contents.map(({ mediaType }) => mediaType),
    ),
    security: operation.security,
    servers: operation.servers.map(({ url }) => url),
    retries: operation.retries === null ? null : JSON.stringify(operation.retries),
    idempotencyHeader: operation.idempotencyHeader,
    deprecated: operation.deprecated,
    docs: docsOf(operation.summary, operation.description, operation.deprecation),
  };
}

function resultOf({ successes, stream, pagination }: Operation): ResultSurface {
  if (stream?.when === "always") return { kind: "stream", item: stream.item.type };
  const { type } = resultType(successes);
  // What a flag turns into a stream is no list of pages.
  return pagination === null || stream?.when === "flag"
    ? { kind: "value", type }
    : { kind: "pages", type, item: pagination.itemType.type };
}

function headersOf({ successes }: Operation): ReturnType<typeof objectOf> {
  const found = new Map<string, Property>();
  for (const { name, property, type, description } of successes.flatMap(({ headers }) => headers)) {
    const key = name.toLowerCase();
    if (found.has(key)) continue;
    const doc = description;
    found.set(key, {
      name: property,
      type: type.type,
      required: false,
      doc,
      pointer: null,
      constraints: null,
    });
  }
  return objectOf([...found.values()]);
}

function parameterSurface(parameter: Parameter): OperationSurface["parameters"][number] {
  const { property, in: place, wireName, required, pointer, default: value } = parameter;
  const { style, explode, allowReserved, allowEmptyValue, contentType } = parameter;
  const encoding = [
    style,
    ...(explode ? ["exploded"] : []),
    ...(allowReserved ? ["reserved characters as they are"] : []),
    ...(allowEmptyValue ? ["may be empty"] : []),
    ...(contentType === null ? [] : [contentType]),
  ].join(", ");
  return { property, in: place, wireName, encoding, required, default: value, pointer };
}

function docsOf(...texts: readonly (string | null)[]): string {
  return texts.filter((text) => text !== null).join("\n\n");
}

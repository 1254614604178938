/** The surface stage: of the model, what a user of the package sees and relies on. */
import type {
  ClientModel,
  MethodPlace,
  Operation,
  OperationSurface,
  Parameter,
  Plan,
  Property,
  ResultSurface,
  SdkModel,
  Surface,
  Type,
  TypeDeclaration,
  TypeSurface,
} from "../contract/index.js";
import { resultType } from "../lib/call-types.js";
import { choosesServer } from "../lib/servers.js";
import { literalOf, objectOf, STRING, unionOf } from "../lib/type.js";
import { requestContents, requestType } from "./request.js";

/** `source` is the input as a person names it; the plan knows what its modules export. */
export function surface(
  model: SdkModel,
  { symbols, files }: Pick<Plan, "symbols" | "files">,
  source: string,
): Surface {
  const { client, api } = model;
  const functions = functionsByModule(symbols);
  return {
    package: model.package.name,
    source,
    client: {
      className: client.className,
      optionsName: client.optionsName,
      options: clientOptions(client, model.operations),
      schemes: schemesOf(client),
    },
    operations: model.operations.map((operation) =>
      operationSurface(operation, functions.get(`src/operations/${operation.names.file}.ts`) ?? []),
    ),
    types: new Map(model.types.map((type) => [type.name, typeSurface(type)])),
    errors: errorsOf(model),
    webhooks: new Map(
      model.webhooks.map(({ name, type, summary, description, deprecated }) => [
        name,
        { type: type.type, docs: docsOf(summary, description, deprecated ? "deprecated" : null) },
      ]),
    ),
    exports: exportsOf({ symbols, files }),
    servers: client.servers.map(({ url }) => url),
    title: api.title,
    docs: docsOf(api.title, api.summary),
  };
}

/** By name; a class that has an old name as well is there twice. */
function errorsOf({ errors, errorAliases }: SdkModel): Surface["errors"] {
  const found = new Map(
    errors.map(({ name, data, statuses, pointer }) => [
      name,
      { name, data: data.type, status: statusOf(statuses), pointer },
    ]),
  );
  const old = errorAliases.flatMap(({ name, to }) => {
    const own = found.get(to);
    return own === undefined ? [] : [[name, { ...own, name }] as const];
  });
  return new Map([...found, ...old]);
}

/** What the package's entry hands on, beside the runtime. */
function exportsOf({ symbols, files }: Pick<Plan, "symbols" | "files">): Surface["exports"] {
  const indexed = new Map(files.map(({ path, index }) => [path, index]));
  return new Map(
    [...symbols].flatMap(([name, { path, kind }]) => {
      const index = indexed.get(path);
      const isOut = index === "all" || (index === "types" && kind === "type");
      return isOut && !/^src\/(core|internal)\//.test(path) ? [[name, kind]] : [];
    }),
  );
}

function typeSurface(declaration: TypeDeclaration): TypeSurface {
  const { name, direction, type, heritage, pointer, doc, constraints } = declaration;
  return { name, direction, type, heritage, pointer, doc, constraints };
}

/** A class that is thrown for some statuses only says so. */
function statusOf(statuses: readonly string[]): Type {
  const numbers = statuses.map(Number);
  return statuses.length === 0 || numbers.some(Number.isNaN)
    ? { kind: "number" }
    : unionOf(numbers.map(literalOf));
}

/** How each credential is sent, by its id. */
function schemesOf({ securitySchemes }: ClientModel): Surface["client"]["schemes"] {
  return new Map(
    securitySchemes.map(({ id, kind, in: place, wireName, scheme, oauth2, options }) => {
      const words = [kind, scheme, place, wireName, oauth2?.tokenUrl];
      const sent = words.filter((word) => word !== null && word !== undefined).join(" ");
      return [id, { sent, options: options.map(({ name }) => name) }];
    }),
  );
}

function clientOptions(
  { securitySchemes, globals, servers }: ClientModel,
  operations: readonly Operation[],
): Surface["client"]["options"] {
  const credentials = securitySchemes.flatMap(({ id, options, oauth2 }) =>
    [...options, ...(oauth2?.parameters ?? [])].map(({ name }) => {
      return { name, type: STRING, pointer: `/components/securitySchemes/${id}` };
    }),
  );
  const parameters = globals.map(({ property, type }) => {
    return { name: property, type: type.type, pointer: "" };
  });
  const choice = choosesServer([servers, ...operations.map((each) => each.servers)])
    ? SERVER_OPTIONS
    : [];
  // Two schemes may share an option.
  return [
    ...new Map(
      [...credentials, ...parameters, ...choice].map((option) => [option.name, option]),
    ).values(),
  ];
}

/** As the runtime declares them. */
const SERVER_OPTIONS: Surface["client"]["options"] = [
  { name: "server", type: unionOf([{ kind: "number" }, STRING]), pointer: "/servers" },
  { name: "serverVariables", type: objectOf([], STRING), pointer: "/servers" },
];

/** By path of a module, the values that it exports. */
function functionsByModule(symbols: Plan["symbols"]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [name, { path, kind }] of symbols) {
    if (kind !== "value") continue;
    const known = found.get(path);
    if (known === undefined) found.set(path, [name]);
    else known.push(name);
  }
  return found;
}

function operationSurface(operation: Operation, functions: readonly string[]): OperationSurface {
  const { names, stream, body } = operation;
  return {
    id: operation.id,
    pointer: operation.pointer,
    method: operation.method,
    path: operation.path,
    call: [...names.group, names.method],
    aliases: [...names.aliases, ...formerPlaces(names)].map(({ group, method }) => [
      ...group,
      method,
    ]),
    function: names.function,
    variants: variantsOf(operation, functions),
    file: names.file,
    former: names.former.map((each) => ({ function: each.function, file: each.file })),
    requestType: names.requestType,
    responseType: names.responseType,
    errorType: names.errorType,
    request: requestType(operation),
    contents: requestContents(operation),
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

/** Where it was before the document renamed it, each once. */
function formerPlaces(names: Operation["names"]): readonly MethodPlace[] {
  const taken = new Set([names, ...names.aliases].map(placeText));
  return names.former.filter((place) => {
    const text = placeText(place);
    const isNew = !taken.has(text);
    taken.add(text);
    return isNew;
  });
}

function placeText({ group, method }: MethodPlace): string {
  return [...group, method].join(".");
}

/** Its module has a function for each, whose name goes on from that of its own. */
function variantsOf(
  { names }: Operation,
  functions: readonly string[],
): OperationSurface["variants"] {
  return functions.flatMap((name) => {
    if (name === names.function || !name.startsWith(names.function)) return [];
    const method = names.method + name.slice(names.function.length);
    return [{ call: [...names.group, method], function: name }];
  });
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

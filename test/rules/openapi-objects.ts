/**
 * The Objects of OpenAPI 3.0 to 3.2, Swagger 2.0 and Overlay 1.0 with their fixed fields, and what stands in each: `"Schema"` for one,
 * `["Schema"]` for a list, `{ "*": "Schema" }` for a map, `null` for data.
 * @see https://spec.openapis.org/oas/v3.2.0#schema
 */
export type Slot = null | string | readonly [string] | { readonly "*": string };
export type ObjectTable = Readonly<Record<string, Readonly<Record<string, Slot>>>>;

const data = (names: string): Record<string, null> =>
  Object.fromEntries(names.split(" ").map((name) => [name, null]));
const each = (names: string, slot: Slot): Record<string, Slot> =>
  Object.fromEntries(names.split(" ").map((name) => [name, slot]));

const methods = each("get put post delete options head patch trace query", "Operation");

/** JSON Schema 2020-12 with what OpenAPI adds, and the keywords of older versions that documents still have. */
const schema: Readonly<Record<string, Slot>> = {
  ...data("$id $schema $ref $anchor $dynamicRef $dynamicAnchor $vocabulary $comment"),
  ...each("$defs definitions properties patternProperties dependentSchemas", { "*": "Schema" }),
  ...each("allOf anyOf oneOf prefixItems", ["Schema"]),
  ...each("not if then else items contains additionalProperties propertyNames", "Schema"),
  ...each("unevaluatedItems unevaluatedProperties contentSchema", "Schema"),
  ...data("type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum"),
  ...data("maxLength minLength pattern maxItems minItems uniqueItems maxContains minContains"),
  ...data("maxProperties minProperties required dependentRequired dependencies"),
  ...data("title description default deprecated readOnly writeOnly examples example"),
  ...data("format contentEncoding contentMediaType nullable"),
  discriminator: "Discriminator",
  xml: "XML",
  externalDocs: "External Documentation",
};

export const openapi: ObjectTable = {
  OpenAPI: {
    ...data("openapi $self jsonSchemaDialect"),
    info: "Info",
    servers: ["Server"],
    paths: { "*": "Path Item" },
    webhooks: { "*": "Path Item" },
    components: "Components",
    security: ["Security Requirement"],
    tags: ["Tag"],
    externalDocs: "External Documentation",
  },
  Info: {
    ...data("title summary description termsOfService version"),
    contact: "Contact",
    license: "License",
  },
  Contact: data("name url email"),
  License: data("name identifier url"),
  Server: { ...data("url description name"), variables: { "*": "Server Variable" } },
  "Server Variable": data("enum default description"),
  Components: {
    schemas: { "*": "Schema" },
    responses: { "*": "Response" },
    parameters: { "*": "Parameter" },
    examples: { "*": "Example" },
    requestBodies: { "*": "Request Body" },
    headers: { "*": "Header" },
    securitySchemes: { "*": "Security Scheme" },
    links: { "*": "Link" },
    callbacks: { "*": "Callback" },
    pathItems: { "*": "Path Item" },
    mediaTypes: { "*": "Media Type" },
  },
  "Path Item": {
    ...data("$ref summary description"),
    ...methods,
    additionalOperations: { "*": "Operation" },
    servers: ["Server"],
    parameters: ["Parameter"],
  },
  Operation: {
    ...data("tags summary description operationId deprecated"),
    externalDocs: "External Documentation",
    parameters: ["Parameter"],
    requestBody: "Request Body",
    responses: "Responses",
    callbacks: { "*": "Callback" },
    security: ["Security Requirement"],
    servers: ["Server"],
  },
  "External Documentation": data("description url"),
  Parameter: {
    ...data("name in description required deprecated allowEmptyValue example"),
    ...data("style explode allowReserved"),
    examples: { "*": "Example" },
    schema: "Schema",
    content: { "*": "Media Type" },
  },
  "Request Body": { ...data("description required"), content: { "*": "Media Type" } },
  "Media Type": {
    schema: "Schema",
    itemSchema: "Schema",
    example: null,
    examples: { "*": "Example" },
    encoding: { "*": "Encoding" },
    prefixEncoding: ["Encoding"],
    itemEncoding: "Encoding",
  },
  Encoding: {
    ...data("contentType style explode allowReserved"),
    headers: { "*": "Header" },
    encoding: { "*": "Encoding" },
    prefixEncoding: ["Encoding"],
    itemEncoding: "Encoding",
  },
  Responses: { ...each("default 200 4XX", "Response") },
  Response: {
    ...data("summary description"),
    headers: { "*": "Header" },
    content: { "*": "Media Type" },
    links: { "*": "Link" },
  },
  Callback: { "{$request.body#/url}": "Path Item" },
  Example: data("summary description dataValue serializedValue externalValue value"),
  Link: {
    ...data("operationRef operationId parameters requestBody description"),
    server: "Server",
  },
  Header: {
    ...data("description required deprecated example style explode"),
    examples: { "*": "Example" },
    schema: "Schema",
    content: { "*": "Media Type" },
  },
  Tag: { ...data("name summary description parent kind"), externalDocs: "External Documentation" },
  Schema: schema,
  Discriminator: data("propertyName mapping defaultMapping"),
  XML: data("nodeType name namespace prefix attribute wrapped"),
  "Security Scheme": {
    ...data("type description name in scheme bearerFormat openIdConnectUrl oauth2MetadataUrl"),
    ...data("deprecated"),
    flows: "OAuth Flows",
  },
  "OAuth Flows": each(
    "implicit password clientCredentials authorizationCode deviceAuthorization",
    "OAuth Flow",
  ),
  "OAuth Flow": data("authorizationUrl deviceAuthorizationUrl tokenUrl refreshUrl scopes"),
};

/** Of the Overlay and Action Objects. @see https://spec.openapis.org/overlay/v1.0.0.html */
export const overlay = "overlay info extends actions target update remove description".split(" ");

/** @see https://spec.openapis.org/oas/v2.0#specification */
export const swagger2: ObjectTable = {
  Swagger: {
    ...data("swagger host basePath schemes consumes produces"),
    info: "Info",
    paths: { "*": "Path Item" },
    definitions: { "*": "Schema" },
    parameters: { "*": "Parameter" },
    responses: { "*": "Response" },
    securityDefinitions: { "*": "Security Scheme" },
    security: null,
    tags: null,
    externalDocs: null,
  },
  Info: {},
  "Path Item": {
    ...data("parameters"),
    ...each("get put post delete options head patch", "Operation"),
  },
  Operation: {
    ...data("consumes produces schemes"),
    parameters: ["Parameter"],
    responses: { "*": "Response" },
  },
  Parameter: {
    ...data("in type format items collectionFormat allowEmptyValue default enum schema"),
  },
  Response: { ...data("schema examples"), headers: { "*": "Header" } },
  Header: data("type collectionFormat"),
  Schema: {
    ...data("discriminator readOnly xml example x-nullable"),
    properties: { "*": "Schema" },
    allOf: ["Schema"],
  },
  "Security Scheme": data("type flow authorizationUrl tokenUrl scopes name in"),
};

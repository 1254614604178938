/**
 * Which object of the specification stands where: what a walk needs to know to tell a `$ref` from example data that
 * happens to hold one, and a schema from a property that is called `nullable`. One table for Swagger 2.0 and OpenAPI
 * 3.0 to 3.2.
 * @see https://spec.openapis.org/oas/v3.2.0#schema
 */

export type Kind =
  | "document"
  | "components"
  | "pathItem"
  | "operation"
  | "parameter"
  | "requestBody"
  | "mediaType"
  | "encoding"
  | "response"
  | "header"
  | "callback"
  | "link"
  | "example"
  | "securityScheme"
  | "globals"
  | "schema";

/** What a field holds. In `paths` keys that begin with `x-` are extensions; in a `map` they are names as all others. */
export type Shape = "one" | "list" | "map" | "paths" | "oneOrList";

export interface Slot {
  readonly shape: Shape;
  readonly kind: Kind;
}

const one = (kind: Kind): Slot => ({ shape: "one", kind });
const list = (kind: Kind): Slot => ({ shape: "list", kind });
const map = (kind: Kind): Slot => ({ shape: "map", kind });
const paths = (kind: Kind): Slot => ({ shape: "paths", kind });

const operations = Object.fromEntries(
  ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"].map((method) => [
    method,
    one("operation"),
  ]),
);

/** Keywords that hold one schema. */
const subschemas = Object.fromEntries(
  [
    ..."additionalProperties additionalItems unevaluatedItems unevaluatedProperties".split(" "),
    ..."propertyNames contains contentSchema not if then else".split(" "),
  ].map((keyword) => [keyword, one("schema")]),
);

const fields: Readonly<Record<Kind, Readonly<Record<string, Slot>>>> = {
  document: {
    paths: paths("pathItem"),
    "x-ms-paths": paths("pathItem"),
    webhooks: map("pathItem"),
    "x-webhooks": map("pathItem"),
    components: one("components"),
    definitions: map("schema"),
    parameters: map("parameter"),
    responses: map("response"),
    securityDefinitions: map("securityScheme"),
    "x-speakeasy-globals": one("globals"),
  },
  globals: { parameters: list("parameter") },
  components: {
    schemas: map("schema"),
    responses: map("response"),
    parameters: map("parameter"),
    examples: map("example"),
    requestBodies: map("requestBody"),
    headers: map("header"),
    securitySchemes: map("securityScheme"),
    links: map("link"),
    callbacks: map("callback"),
    pathItems: map("pathItem"),
    mediaTypes: map("mediaType"),
  },
  pathItem: {
    ...operations,
    additionalOperations: map("operation"),
    parameters: list("parameter"),
  },
  operation: {
    parameters: list("parameter"),
    requestBody: one("requestBody"),
    responses: paths("response"),
    callbacks: map("callback"),
  },
  parameter: {
    schema: one("schema"),
    items: one("schema"),
    content: map("mediaType"),
    examples: map("example"),
  },
  header: {
    schema: one("schema"),
    items: one("schema"),
    content: map("mediaType"),
    examples: map("example"),
  },
  requestBody: { content: map("mediaType") },
  mediaType: {
    schema: one("schema"),
    itemSchema: one("schema"),
    examples: map("example"),
    encoding: map("encoding"),
    prefixEncoding: list("encoding"),
    itemEncoding: one("encoding"),
  },
  encoding: {
    headers: map("header"),
    encoding: map("encoding"),
    prefixEncoding: list("encoding"),
    itemEncoding: one("encoding"),
  },
  response: {
    headers: map("header"),
    content: map("mediaType"),
    links: map("link"),
    schema: one("schema"),
  },
  callback: {},
  link: {},
  example: {},
  securityScheme: {},
  schema: {
    properties: map("schema"),
    patternProperties: map("schema"),
    $defs: map("schema"),
    definitions: map("schema"),
    dependentSchemas: map("schema"),
    items: { shape: "oneOrList", kind: "schema" },
    prefixItems: list("schema"),
    allOf: list("schema"),
    anyOf: list("schema"),
    oneOf: list("schema"),
    ...subschemas,
  },
};

const byKind = new Map(
  Object.entries(fields).map(([kind, slots]) => [kind as Kind, new Map(Object.entries(slots))]),
);

/**
 * What the member `key` of a `kind` holds; `undefined` where it holds data, or nothing that a reference may stand in.
 */
export function slotOf(kind: Kind, key: string): Slot | undefined {
  if (kind === "callback") return key.startsWith("x-") ? undefined : one("pathItem");
  return byKind.get(kind)?.get(key);
}

/** Where a document keeps its shared objects of a kind: the keys from the root. `null`: that kind cannot be shared. */
export function sectionOf(kind: Kind, swagger2: boolean): readonly string[] | null {
  if (swagger2) return swagger2Sections[kind] ?? null;
  const section = sections[kind];
  return section === undefined ? null : ["components", section];
}

const sections: Partial<Record<Kind, string>> = {
  schema: "schemas",
  response: "responses",
  parameter: "parameters",
  example: "examples",
  requestBody: "requestBodies",
  header: "headers",
  securityScheme: "securitySchemes",
  link: "links",
  callback: "callbacks",
  pathItem: "pathItems",
  mediaType: "mediaTypes",
};

const swagger2Sections: Partial<Record<Kind, readonly string[]>> = {
  schema: ["definitions"],
  response: ["responses"],
  parameter: ["parameters"],
  securityScheme: ["securityDefinitions"],
  // Swagger 2.0 shares no path items: they wait where the upgraded document has them.
  pathItem: ["components", "pathItems"],
};

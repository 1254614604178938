/** Made-up documents of any size. */

const problem = {
  type: "object",
  properties: { message: { type: "string", description: "What went wrong." } },
};

/** What stands in the place of a property's schema in `dense` documents. */
const dense = (index: number, name: string): object => ({
  type: "object",
  description: `Part ${index} of ${name}.`,
  required: ["kind"],
  properties: {
    kind: { type: "string", enum: [`a${index}`, `b${index}`, `c${index}`] },
    next: { $ref: `#/components/schemas/${name}` },
    values: { type: "array", items: { oneOf: [{ type: "string" }, { type: "number" }] } },
    more: {
      anyOf: [
        { type: "object", properties: { [`x${index}`]: { type: "integer", minimum: index } } },
        { type: "null" },
      ],
    },
  },
});

/**
 * Twenty operations for each tag; in turns they read a list, read one, create, replace and delete.
 *
 * @param parts inline objects that each of the schemas has as properties. Default: one.
 */
export function madeUpDocument(size: number, parts = 1): object {
  const paths: Record<string, Record<string, object>> = {};
  const schemas: Record<string, object> = { Problem: problem };
  for (let index = 0; index < size; index++) {
    const name = `Thing${Math.floor(index / 5)}`;
    schemas[name] ??= thing(name, parts);
    const collection = `/${name.toLowerCase()}s`;
    const { path, method, ...operation } = operationOf(index % 5, name, collection);
    const tags = [`group-${Math.floor(index / 20)}`];
    (paths[path] ??= {})[method] = { tags, ...operation };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Many things", version: "1.0.0" },
    servers: [{ url: "https://api.example.com" }],
    paths,
    components: { schemas },
  };
}

function thing(name: string, parts: number): object {
  return {
    type: "object",
    description: `A ${name}.`,
    required: ["id", "name"],
    properties: {
      id: { type: "string", description: `Which ${name} it is.` },
      name: { type: "string", maxLength: 100 },
      state: { type: "string", enum: ["new", "open", "closed"] },
      labels: { type: "array", items: { type: "string" } },
      size: {
        type: "object",
        properties: { width: { type: "number" }, height: { type: "number" } },
      },
      ...Object.fromEntries(
        Array.from({ length: parts - 1 }, (_, index) => [`part${index}`, dense(index, name)]),
      ),
    },
  };
}

function operationOf(kind: number, name: string, collection: string) {
  const ref = { $ref: `#/components/schemas/${name}` };
  const answer = (schema: object) => ({
    200: { description: "Done.", content: { "application/json": { schema } } },
    404: {
      description: "There is none.",
      content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  });
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const limit = {
    name: "limit",
    in: "query",
    schema: { type: "integer" },
    description: "How many.",
  };
  const body = { required: true, content: { "application/json": { schema: ref } } };
  const one = `${collection}/{id}`;
  const all = [
    {
      method: "get",
      path: collection,
      parameters: [limit],
      responses: answer({ type: "array", items: ref }),
    },
    { method: "get", path: one, parameters: [id], responses: answer(ref) },
    { method: "post", path: collection, requestBody: body, responses: answer(ref) },
    { method: "put", path: one, parameters: [id], requestBody: body, responses: answer(ref) },
    { method: "delete", path: one, parameters: [id], responses: { 204: { description: "Gone." } } },
  ] as const;
  const verb = ["list", "get", "create", "replace", "delete"][kind] ?? "";
  const operation = all[kind] ?? all[0];
  return {
    ...operation,
    operationId: `${verb}${name}`,
    summary: `The operation ${verb} of ${name}.`,
  };
}

/** The client, its servers and credentials, what is thrown, what is sent on its own, lists in pages and streams. */
import { type Case, json, object } from "../pairs.js";

const string = { type: "string" };
const integer = { type: "integer" };
const named = object({ name: string }, ["name"]);
const problem = (schema: object): object => ({ description: "No.", content: json(schema) });
const message = object({ message: string }, ["message"]);
const bearer = { type: "http", scheme: "bearer" };

const get = (more: object = {}, responses: object = {}): object => ({
  operationId: "getThing",
  tags: ["things"],
  parameters: [{ name: "id", in: "path", required: true, schema: string }],
  responses: { 200: { description: "The thing.", content: json(named) }, ...responses },
  ...more,
});
const gets = (more: object = {}, responses: object = {}): Case["old"] => ({
  paths: { "/things/{id}": { get: get(more, responses) } },
});
const secured = (securitySchemes: object, more: object = {}): Case["old"] => ({
  ...gets(),
  components: { securitySchemes },
  security: [Object.fromEntries(Object.keys(securitySchemes).map((key) => [key, []]))],
  ...more,
});
const opens = (options: string): string => `export const client = new Shop({ ${options} });`;
const calls = `export const use = (client: Shop) => client.things.get({ id: "1" });`;
const hook = (schema: object): object => ({
  post: { requestBody: { content: json(schema) }, responses: { 200: { description: "OK" } } },
});

const byOffset = {
  type: "offsetLimit",
  inputs: [{ name: "offset", in: "parameters", type: "offset" }],
  outputs: { results: "$.data" },
};

export const clients: readonly Case[] = [
  {
    name: "the API has another title",
    old: gets(),
    new: { ...gets(), info: { title: "Store" } },
    bump: "major",
    symbol: "Shop",
    code: "export const client = new Shop();",
  },
  {
    name: "the API is described",
    old: gets(),
    new: { ...gets(), info: { summary: "Sells things." } },
    bump: "patch",
    symbol: "Shop",
    wire: "same",
    code: calls,
  },
  {
    name: "the API has another server",
    old: gets(),
    new: { ...gets(), servers: [{ url: "https://api.example.org" }] },
    bump: "patch",
    symbol: "Shop",
    code: calls,
  },
  {
    name: "the API has a second server",
    old: gets(),
    new: {
      ...gets(),
      servers: [{ url: "https://api.example.com" }, { url: "https://eu.example.com" }],
    },
    bump: "minor",
    symbol: "ShopOptions.server",
    code: calls,
  },
  {
    name: "a server has a variable",
    old: gets(),
    new: {
      ...gets(),
      servers: [{ url: "https://{region}.example.com", variables: { region: { default: "api" } } }],
    },
    bump: "minor",
    symbol: "ShopOptions.serverVariables",
    code: calls,
  },
  {
    name: "an operation has its own server",
    old: gets(),
    new: gets({ servers: [{ url: "https://files.example.com" }] }),
    bump: "patch",
    symbol: "client.things.get",
    wire: "breaking",
    code: calls,
  },
  {
    name: "credentials come",
    old: gets(),
    new: secured({ bearer }),
    bump: "minor",
    symbol: "ShopOptions.token",
    code: calls,
  },
  {
    name: "credentials go",
    old: secured({ bearer }),
    new: gets(),
    bump: "major",
    symbol: "ShopOptions.token",
    wire: "same",
    code: opens(`token: "a"`),
  },
  {
    name: "credentials are of another kind",
    old: secured({ auth: bearer }),
    new: secured({ auth: { type: "http", scheme: "basic" } }),
    bump: "major",
    symbol: "ShopOptions.token",
    code: opens(`token: "a"`),
  },
  {
    name: "another kind of credentials can be given",
    old: secured({ bearer }),
    new: secured(
      { bearer, key: { type: "apiKey", in: "header", name: "X-Key" } },
      { security: [{ bearer: [] }, { key: [] }] },
    ),
    bump: "minor",
    symbol: "ShopOptions.apiKey",
    wire: "same",
    code: opens(`token: "a"`),
  },
  {
    name: "a key is sent in another header",
    old: secured({ key: { type: "apiKey", in: "header", name: "X-Key" } }),
    new: secured({ key: { type: "apiKey", in: "header", name: "X-Token" } }),
    bump: "patch",
    symbol: "ShopOptions.apiKey",
    wire: "breaking",
    code: opens(`apiKey: "a"`),
  },
  {
    name: "an operation needs no credentials",
    old: secured({ bearer }),
    new: secured({ bearer }, gets({ security: [] })),
    bump: "major",
    symbol: "ShopOptions.token",
    wire: "same",
    code: opens(`token: "a"`),
  },
  {
    name: "an error gets a class",
    old: gets(),
    new: gets({}, { 404: problem(message) }),
    bump: "minor",
    symbol: "client.things.get",
    code: `export const use = async (client: Shop) => { try { await client.things.get({ id: "1" }); } catch (error) { return error instanceof ShopDefaultError ? error.status : 0; } return 1; };`,
  },
  {
    name: "an error has no class any more",
    old: gets({}, { 404: problem(message) }),
    new: gets(),
    bump: "major",
    symbol: "NotFoundError",
    code: `export const is = (error: unknown) => error instanceof NotFoundError ? error.data?.message : "";`,
  },
  {
    name: "an error's property goes",
    old: gets({}, { 404: problem(object({ message: string, hint: string }, ["message"])) }),
    new: gets({}, { 404: problem(message) }),
    bump: "major",
    symbol: "client.things.get",
    code: `export const is = (error: unknown) => error instanceof NotFoundError ? error.data?.hint : "";`,
  },
  {
    name: "an error's property may be missing",
    old: gets({}, { 404: problem(message) }),
    new: gets({}, { 404: problem(object({ message: string })) }),
    bump: "major",
    symbol: "client.things.get",
    code: `export const is = (error: unknown) => error instanceof NotFoundError ? error.data?.message.length : "";`,
  },
  {
    name: "an error's property comes",
    old: gets({}, { 404: problem(message) }),
    new: gets({}, { 404: problem(object({ message: string, hint: string }, ["message"])) }),
    bump: "minor",
    symbol: "client.things.get",
    code: `export const is = (error: unknown) => error instanceof NotFoundError ? error.data?.message : "";`,
  },
  {
    name: "an error is thrown for another status",
    old: gets({}, { 404: problem(message) }),
    new: gets({}, { 410: problem(message) }),
    bump: "major",
    symbol: "NotFoundError",
    code: `export const is = (error: unknown) => error instanceof NotFoundError ? error.data?.message : "";`,
  },
  {
    name: "a named error is thrown for another status",
    old: {
      ...gets({}, { 404: problem({ $ref: "#/components/schemas/Problem" }) }),
      components: { schemas: { Problem: message } },
    },
    new: {
      ...gets({}, { 410: problem({ $ref: "#/components/schemas/Problem" }) }),
      components: { schemas: { Problem: message } },
    },
    bump: "major",
    symbol: "ProblemError.status",
    code: `export const is = (error: ProblemError): 404 => error.status;`,
  },
  {
    name: "a webhook comes",
    old: gets(),
    new: { ...gets(), root: { webhooks: { sold: hook(named) } } },
    bump: "minor",
    symbol: "sold",
    code: calls,
  },
  {
    name: "a webhook goes",
    old: { ...gets(), root: { webhooks: { sold: hook(named) } } },
    new: gets(),
    bump: "major",
    symbol: "SoldWebhookRequestBody",
    code: `export const use = (event: SoldWebhookRequestBody) => event.name;`,
  },
  {
    name: "a webhook tells less",
    old: { ...gets(), root: { webhooks: { sold: hook(named) } } },
    new: { ...gets(), root: { webhooks: { sold: hook(object({ name: string })) } } },
    bump: "major",
    symbol: "SoldWebhookRequestBody.name",
    code: `export const use = (event: SoldWebhookRequestBody) => event.name.length;`,
  },
  {
    name: "a list comes in pages",
    old: paged(undefined),
    new: paged(byOffset),
    bump: "major",
    symbol: "client.things.list",
    code: `export const use = async (client: Shop) => (await client.things.list({ offset: 0 })).data.length;`,
  },
  {
    name: "a list does not come in pages any more",
    old: paged(byOffset),
    new: paged(undefined),
    bump: "major",
    symbol: "client.things.list",
    code: `export const use = async (client: Shop) => { for await (const item of client.things.list({ offset: 0 })) console.log(item); };`,
  },
  {
    name: "items in pages are of another type",
    old: paged(byOffset),
    new: paged(byOffset, integer),
    bump: "major",
    symbol: "client.things.list",
    code: `export const use = async (client: Shop) => { for await (const item of client.things.list({ offset: 0 })) console.log(item.length); };`,
  },
  {
    name: "a value comes as a stream",
    old: streamed(json(named)),
    new: streamed(events(named)),
    bump: "major",
    symbol: "client.things.watch",
    code: `export const use = async (client: Shop) => (await client.things.watch()).name;`,
  },
  {
    name: "a stream becomes a value",
    old: streamed(events(named)),
    new: streamed(json(named)),
    bump: "major",
    symbol: "client.things.watch",
    code: `export const use = async (client: Shop) => { for await (const item of await client.things.watch()) console.log(item); };`,
  },
  {
    name: "an item of a stream has a property less",
    old: streamed(events(object({ name: string, note: string }, ["name", "note"]))),
    new: streamed(events(named)),
    bump: "major",
    symbol: "client.things.watch",
    code: `export const use = async (client: Shop) => { for await (const item of await client.things.watch()) console.log(item.note); };`,
  },
  {
    name: "a schema that nothing uses goes",
    old: { ...gets(), components: { schemas: { Spare: named } } },
    new: { ...gets(), components: { schemas: {} } },
    bump: "major",
    symbol: "Spare",
    code: `export const spare: Spare = { name: "a" };`,
  },
];

function paged(pagination: object | undefined, items: object = string): Case["old"] {
  const list = {
    operationId: "listThings",
    tags: ["things"],
    parameters: [{ name: "offset", in: "query", schema: integer }],
    responses: {
      200: {
        description: "Some.",
        content: json(object({ data: { type: "array", items } }, ["data"])),
      },
    },
    ...(pagination === undefined
      ? { "x-speakeasy-pagination": false }
      : { "x-speakeasy-pagination": pagination }),
  };
  return { paths: { "/things": { get: list } } };
}

function events(schema: object): object {
  return { "text/event-stream": { schema } };
}

function streamed(content: object): Case["old"] {
  const watch = {
    operationId: "watchThings",
    tags: ["things"],
    responses: { 200: { description: "All.", content } },
  };
  return { paths: { "/watch": { get: watch } } };
}

/** Operations: whether there are such, what they are called, and how they are sent. */
import { type Case, json, object } from "../pairs.js";

const string = { type: "string" };
const named = object({ name: string }, ["name"]);
const done = { 204: { description: "Done." } };
const id = { name: "id", in: "path", required: true, schema: string };

const get = (more: object = {}): object => ({
  operationId: "getThing",
  tags: ["things"],
  parameters: [id],
  responses: { 200: { description: "The thing.", content: json(named) } },
  ...more,
});
const remove = (more: object = {}): object => ({
  operationId: "deleteThing",
  tags: ["things"],
  parameters: [id],
  responses: done,
  ...more,
});
const at = (path: string, operations: object): Case["old"] => ({ paths: { [path]: operations } });
const gets = (more: object = {}): Case["old"] => at("/things/{id}", { get: get(more) });

const calls = `export const use = (client: Shop) => client.things.get({ id: "1" });`;

export const operations: readonly Case[] = [
  {
    name: "an operation comes",
    old: gets(),
    new: at("/things/{id}", { get: get(), delete: remove() }),
    bump: "minor",
    symbol: "client.things.delete",
    code: calls,
  },
  {
    name: "an operation goes",
    old: at("/things/{id}", { get: get(), delete: remove() }),
    new: gets(),
    bump: "major",
    symbol: "client.things.delete",
    wire: "breaking",
    code: `export const use = (client: Shop) => client.things.delete({ id: "1" });`,
  },
  {
    name: "an operation has another id",
    old: gets(),
    new: gets({ operationId: "readThing" }),
    bump: "major",
    symbol: "client.things.get",
    wire: "same",
    code: calls,
  },
  {
    name: "an operation has another tag",
    old: gets(),
    new: gets({ tags: ["items"] }),
    bump: "major",
    symbol: "client.things.get",
    wire: "same",
    code: calls,
  },
  {
    name: "an operation has a second tag",
    old: gets(),
    new: gets({ tags: ["things", "items"] }),
    bump: "minor",
    symbol: "client.items.getThing",
    code: calls,
  },
  {
    name: "an operation has no tag any more",
    old: gets(),
    new: gets({ tags: [] }),
    bump: "patch",
    code: calls,
  },
  {
    name: "an operation has another path",
    old: gets(),
    new: at("/items/{id}", { get: get() }),
    bump: "patch",
    symbol: "client.things.get",
    wire: "breaking",
    code: calls,
  },
  {
    name: "an operation has another method",
    old: at("/things/{id}", { put: remove({ operationId: "setThing" }) }),
    new: at("/things/{id}", { post: remove({ operationId: "setThing" }) }),
    bump: "patch",
    symbol: "client.things.set",
    wire: "breaking",
    code: `export const use = (client: Shop) => client.things.set({ id: "1" });`,
  },
  {
    name: "a parameter of the path has another name",
    old: gets(),
    new: at("/things/{thing_id}", { get: get({ parameters: [{ ...id, name: "thing_id" }] }) }),
    bump: "major",
    symbol: "GetThingRequest.id",
    wire: "same",
    code: calls,
  },
  {
    name: "the path has another parameter",
    old: gets(),
    new: at("/shops/{shop}/things/{id}", {
      get: get({ parameters: [id, { ...id, name: "shop" }] }),
    }),
    bump: "major",
    symbol: "GetThingRequest.shop",
    wire: "breaking",
    code: calls,
  },
  {
    name: "the path has a parameter less",
    old: at("/shops/{shop}/things/{id}", {
      get: get({ parameters: [id, { ...id, name: "shop" }] }),
    }),
    new: gets(),
    bump: "major",
    symbol: "GetThingRequest.shop",
    code: `export const use = (client: Shop) => client.things.get({ id: "1", shop: "a" });`,
  },
  {
    name: "an operation is deprecated",
    old: gets(),
    new: gets({ deprecated: true }),
    bump: "patch",
    symbol: "client.things.get",
    wire: "same",
    code: calls,
  },
  {
    name: "an operation is not deprecated any more",
    old: gets({ deprecated: true }),
    new: gets(),
    bump: "patch",
    symbol: "client.things.get",
    code: calls,
  },
  {
    name: "an operation is described",
    old: gets(),
    new: gets({ summary: "One thing", description: "With all that it has." }),
    bump: "patch",
    symbol: "client.things.get",
    wire: "same",
    code: calls,
  },
  {
    name: "two operations swap their ids",
    old: {
      paths: {
        "/things/{id}": { get: get() },
        "/items/{id}": { get: get({ operationId: "getItem" }) },
      },
    },
    new: {
      paths: {
        "/things/{id}": { get: get({ operationId: "getItem" }) },
        "/items/{id}": { get: get() },
      },
    },
    bump: "patch",
    symbol: "client.things.get",
    wire: "breaking",
    code: `export const use = (client: Shop) => client.things.get({ id: "1" });`,
  },
  {
    name: "a name is given to an operation",
    old: gets(),
    new: gets({ "x-speakeasy-name-override": "fetch" }),
    bump: "major",
    symbol: "client.things.get",
    code: calls,
  },
  {
    name: "an operation is left out",
    old: at("/things/{id}", { get: get(), delete: remove() }),
    new: at("/things/{id}", { get: get(), delete: remove({ "x-speakeasy-ignore": true }) }),
    bump: "major",
    symbol: "client.things.delete",
    code: `export const use = (client: Shop) => client.things.delete({ id: "1" });`,
  },
  {
    name: "an operation gives something",
    old: at("/things/{id}", { delete: remove() }),
    new: at("/things/{id}", {
      delete: remove({ responses: { 200: { description: "It.", content: json(named) } } }),
    }),
    bump: "major",
    symbol: "client.things.delete",
    code: `export const use = (client: Shop): Promise<void> => client.things.delete({ id: "1" });`,
  },
  {
    name: "an operation gives nothing any more",
    old: gets(),
    new: gets({ responses: done }),
    bump: "major",
    symbol: "client.things.get",
    code: `export const use = async (client: Shop) => (await client.things.get({ id: "1" })).name;`,
  },
  {
    name: "an operation gives it under another status",
    old: gets(),
    new: gets({ responses: { 201: { description: "The thing.", content: json(named) } } }),
    bump: "none",
    code: calls,
  },
  {
    name: "an operation may give something else, too",
    old: gets(),
    new: gets({
      responses: {
        200: { description: "The thing.", content: json(named) },
        202: { description: "Wait.", content: json(object({ ticket: string }, ["ticket"])) },
      },
    }),
    bump: "major",
    symbol: "client.things.get",
    code: `export const use = async (client: Shop) => (await client.things.get({ id: "1" })).name;`,
  },
  {
    name: "an operation may give nothing, too",
    old: gets(),
    new: gets({
      responses: {
        200: { description: "The thing.", content: json(named) },
        204: { description: "None." },
      },
    }),
    bump: "major",
    symbol: "client.things.get",
    code: `export const use = async (client: Shop) => (await client.things.get({ id: "1" })).name;`,
  },
  {
    name: "an operation gives text",
    old: gets(),
    new: gets({
      responses: { 200: { description: "It.", content: { "text/plain": { schema: string } } } },
    }),
    bump: "major",
    symbol: "client.things.get",
    code: `export const use = async (client: Shop) => (await client.things.get({ id: "1" })).name;`,
  },
  {
    name: "an operation gives it as text, too",
    old: gets(),
    new: gets({
      responses: {
        200: { description: "It.", content: { ...json(named), "text/plain": { schema: string } } },
      },
    }),
    bump: "minor",
    symbol: "client.things.getAsText",
    code: calls,
  },
  {
    name: "an operation does not give it as text any more",
    old: gets({
      responses: {
        200: { description: "It.", content: { ...json(named), "text/plain": { schema: string } } },
      },
    }),
    new: gets(),
    bump: "major",
    symbol: "client.things.getAsText",
    code: `export const use = (client: Shop) => client.things.getAsText({ id: "1" });`,
  },
  {
    name: "a header of the response comes",
    old: gets(),
    new: gets({
      responses: {
        200: {
          description: "It.",
          headers: { "X-Left": { schema: { type: "integer" } } },
          content: json(named),
        },
      },
    }),
    bump: "minor",
    symbol: "client.things.get",
    code: calls,
  },
  {
    name: "a header of the response goes",
    old: gets({
      responses: {
        200: {
          description: "It.",
          headers: { "X-Left": { schema: { type: "integer" } } },
          content: json(named),
        },
      },
    }),
    new: gets(),
    bump: "major",
    symbol: "client.things.get",
    code: `export const use = async (client: Shop) => (await client.things.get({ id: "1" }).withResponse()).headers.xLeft;`,
  },
  {
    name: "a header of the response is text",
    old: gets({
      responses: {
        200: {
          description: "It.",
          headers: { "X-Left": { schema: { type: "integer" } } },
          content: json(named),
        },
      },
    }),
    new: gets({
      responses: {
        200: {
          description: "It.",
          headers: { "X-Left": { schema: string } },
          content: json(named),
        },
      },
    }),
    bump: "major",
    symbol: "client.things.get",
    code: `export const use = async (client: Shop) => (await client.things.get({ id: "1" }).withResponse()).headers.xLeft?.toFixed();`,
  },
  {
    name: "the response is described in other words",
    old: gets(),
    new: gets({ responses: { 200: { description: "It.", content: json(named) } } }),
    bump: "patch",
    code: calls,
  },
  {
    name: "an example changes",
    old: gets({ parameters: [{ ...id, example: "a" }] }),
    new: gets({ parameters: [{ ...id, example: "b" }] }),
    bump: "patch",
    symbol: "client.things.get",
    code: calls,
  },
  {
    name: "a retry policy comes",
    old: gets(),
    new: gets({
      "x-speakeasy-retries": {
        strategy: "backoff",
        statusCodes: ["503"],
        backoff: { initialInterval: 100, maxInterval: 1000, exponent: 2, maxElapsedTime: 5000 },
      },
    }),
    bump: "patch",
    symbol: "client.things.get",
    code: calls,
  },
];

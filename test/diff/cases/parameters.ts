/** Parameters of the query, of headers and of cookies. */
import { type Case } from "../pairs.js";

const string = { type: "string" };
const list = { type: "array", items: string };

const query = (name: string, more: object = {}): object => ({
  name,
  in: "query",
  schema: string,
  ...more,
});
const lists = (parameters: readonly object[], more: object = {}): Case["old"] => ({
  paths: {
    "/things": {
      get: {
        operationId: "listThings",
        tags: ["things"],
        parameters,
        responses: {
          200: { description: "All.", content: { "application/json": { schema: list } } },
        },
        ...more,
      },
    },
  },
});
const calls = (argument: string): string =>
  `export const use = (client: Shop) => client.things.list(${argument});`;

export const parameters: readonly Case[] = [
  {
    name: "the first parameter comes",
    old: lists([]),
    new: lists([query("sort")]),
    bump: "minor",
    symbol: "ListThingsRequest.sort",
    code: calls(""),
  },
  {
    name: "the first parameter comes and is required",
    old: lists([]),
    new: lists([query("sort", { required: true })]),
    bump: "major",
    symbol: "ListThingsRequest.sort",
    wire: "breaking",
    code: calls(""),
  },
  {
    name: "another parameter comes and is required",
    old: lists([query("sort", { required: true })]),
    new: lists([query("sort", { required: true }), query("page", { required: true })]),
    bump: "major",
    symbol: "ListThingsRequest.page",
    code: calls(`{ sort: "a" }`),
  },
  {
    name: "a parameter goes",
    old: lists([query("sort"), query("page")]),
    new: lists([query("sort")]),
    bump: "major",
    symbol: "ListThingsRequest.page",
    wire: "same",
    code: calls(`{ page: "1" }`),
  },
  {
    name: "the last parameter goes",
    old: lists([query("page")]),
    new: lists([]),
    bump: "major",
    symbol: "ListThingsRequest.page",
    code: calls(`{ page: "1" }`),
  },
  {
    name: "a parameter has to be given",
    old: lists([query("sort"), query("page")]),
    new: lists([query("sort"), query("page", { required: true })]),
    bump: "major",
    symbol: "ListThingsRequest.page",
    wire: "breaking",
    code: calls(`{ sort: "a" }`),
  },
  {
    name: "a parameter can be left out",
    old: lists([query("sort"), query("page", { required: true })]),
    new: lists([query("sort"), query("page")]),
    bump: "minor",
    symbol: "ListThingsRequest.page",
    code: calls(`{ page: "1" }`),
  },
  {
    name: "a parameter takes a number",
    old: lists([query("page")]),
    new: lists([query("page", { schema: { type: "integer" } })]),
    bump: "major",
    symbol: "ListThingsRequest.page",
    code: calls(`{ page: "1" }`),
  },
  {
    name: "a parameter takes several values",
    old: lists([query("sort")]),
    new: lists([query("sort", { schema: list })]),
    bump: "major",
    symbol: "ListThingsRequest.sort",
    code: calls(`{ sort: "a" }`),
  },
  {
    name: "an enum loses a value",
    old: lists([query("sort", { schema: { ...string, enum: ["name", "age"] } })]),
    new: lists([query("sort", { schema: { ...string, enum: ["name"] } })]),
    bump: "major",
    symbol: "ListThingsRequest.sort",
    code: calls(`{ sort: "age" }`),
  },
  {
    name: "an enum of items has another value",
    old: lists([
      query("sort", { schema: { type: "array", items: { ...string, enum: ["name"] } } }),
    ]),
    new: lists([
      query("sort", { schema: { type: "array", items: { ...string, enum: ["name", "age"] } } }),
    ]),
    bump: "minor",
    symbol: "ListThingsRequest.sort[]",
    code: calls(`{ sort: ["name"] }`),
  },
  {
    name: "a parameter moves to a header",
    old: lists([query("sort")]),
    new: lists([{ name: "sort", in: "header", schema: string }]),
    bump: "patch",
    symbol: "ListThingsRequest.sort",
    wire: "breaking",
    code: calls(`{ sort: "a" }`),
  },
  {
    name: "a header has another name of the same property",
    old: lists([{ name: "x-sort", in: "header", schema: string }]),
    new: lists([{ name: "X_Sort", in: "header", schema: string }]),
    bump: "patch",
    symbol: "ListThingsRequest.xSort",
    code: calls(`{ xSort: "a" }`),
  },
  {
    name: "a parameter has another name",
    old: lists([query("sort")]),
    new: lists([query("order")]),
    bump: "major",
    symbol: "ListThingsRequest.sort",
    code: calls(`{ sort: "a" }`),
  },
  {
    name: "a list is written with commas",
    old: lists([query("sort", { schema: list })]),
    new: lists([query("sort", { schema: list, explode: false })]),
    bump: "patch",
    symbol: "ListThingsRequest.sort",
    wire: "breaking",
    code: calls(`{ sort: ["a"] }`),
  },
  {
    name: "a list is written with pipes",
    old: lists([query("sort", { schema: list, explode: false })]),
    new: lists([query("sort", { schema: list, explode: false, style: "pipeDelimited" })]),
    bump: "patch",
    symbol: "ListThingsRequest.sort",
    wire: "breaking",
    code: calls(`{ sort: ["a"] }`),
  },
  {
    name: "a parameter has another default",
    old: lists([query("sort", { schema: { ...string, default: "name" } })]),
    new: lists([query("sort", { schema: { ...string, default: "age" } })]),
    bump: "patch",
    symbol: "ListThingsRequest.sort",
    code: calls(""),
  },
  {
    name: "a bound of a parameter comes nearer",
    old: lists([query("size", { schema: { type: "integer", maximum: 100 } })]),
    new: lists([query("size", { schema: { type: "integer", maximum: 50 } })]),
    bump: "patch",
    symbol: "ListThingsRequest.size",
    wire: "breaking",
    code: calls(`{ size: 1 }`),
  },
  {
    name: "a parameter is described",
    old: lists([query("sort")]),
    new: lists([query("sort", { description: "By what." })]),
    bump: "patch",
    symbol: "ListThingsRequest.sort",
    wire: "same",
    code: calls(""),
  },
  {
    name: "a parameter is deprecated",
    old: lists([query("sort")]),
    new: lists([query("sort", { deprecated: true })]),
    bump: "patch",
    symbol: "ListThingsRequest.sort",
    code: calls(""),
  },
  {
    name: "a parameter takes an object",
    old: lists([query("filter")]),
    new: lists([
      query("filter", {
        style: "deepObject",
        schema: { type: "object", properties: { a: string } },
      }),
    ]),
    bump: "major",
    symbol: "ListThingsRequest.filter",
    code: calls(`{ filter: "a" }`),
  },
  {
    name: "parameters stand in another order",
    old: lists([query("sort"), query("page")]),
    new: lists([query("page"), query("sort")]),
    bump: "patch",
    symbol: "client.things.list",
    code: calls(`{ sort: "a" }`),
  },
  {
    name: "a parameter is set for the whole client, too",
    old: lists([query("shop")]),
    new: {
      ...lists([query("shop")]),
      root: { "x-speakeasy-globals": { parameters: [query("shop")] } },
    },
    bump: "minor",
    symbol: "ShopOptions.shop",
    code: calls(`{ shop: "a" }`),
  },
  {
    name: "a parameter is not set for the whole client any more",
    old: {
      ...lists([query("shop")]),
      root: { "x-speakeasy-globals": { parameters: [query("shop")] } },
    },
    new: lists([query("shop")]),
    bump: "major",
    symbol: "ShopOptions.shop",
    code: `export const client = new Shop({ shop: "a" });`,
  },
];

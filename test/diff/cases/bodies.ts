/** Bodies as wholes: whether there is one, how it is sent, and where its schema stands. */
import { type Case, creates, json, object, taking } from "../pairs.js";

const string = { type: "string" };
const integer = { type: "integer" };
const named = object({ name: string }, ["name"]);
const thing = { $ref: "#/components/schemas/Thing" };
const schemas = (Thing: object, others: object = {}): object => ({ schemas: { Thing, ...others } });

const posting = (requestBody: object | undefined, more: object = {}) => ({
  paths: {
    "/things": {
      post: {
        operationId: "createThing",
        tags: ["things"],
        ...(requestBody === undefined ? {} : { requestBody }),
        responses: { 204: { description: "Done." } },
        ...more,
      },
    },
  },
});
const body = (content: object, required = true): object => ({ required, content });

export const bodies: readonly Case[] = [
  {
    name: "a body has to be given",
    old: posting(body(json(object({ note: string })), false)),
    new: posting(body(json(object({ note: string })))),
    bump: "patch",
    symbol: "client.things.create",
    code: creates(`{}`),
  },
  {
    name: "a body with something required has to be given",
    old: posting(body(json(named), false)),
    new: posting(body(json(named))),
    bump: "major",
    symbol: "client.things.create",
    code: creates(``),
  },
  {
    name: "a body can be left out",
    old: posting(body(json(named))),
    new: posting(body(json(named), false)),
    bump: "major",
    symbol: "client.things.create",
    code: creates(`{ name: "a" }`),
  },
  {
    name: "a call takes a body",
    old: posting(undefined),
    new: posting(body(json(named))),
    bump: "major",
    symbol: "client.things.create",
    code: creates(``),
  },
  {
    name: "a call can take a body",
    old: posting(undefined),
    new: posting(body(json(object({ note: string })), false)),
    bump: "minor",
    symbol: "client.things.create",
    code: creates(``),
  },
  {
    name: "a call takes no body any more",
    old: posting(body(json(named))),
    new: posting(undefined),
    bump: "major",
    symbol: "client.things.create",
    code: creates(`{ name: "a" }`),
  },
  {
    name: "the body is a list of something else",
    old: posting(body(json({ type: "array", items: string }))),
    new: posting(body(json({ type: "array", items: integer }))),
    bump: "major",
    symbol: "CreateThingRequest.body[]",
    code: creates(`{ body: ["a"] }`),
  },
  {
    name: "the body is a list of it",
    old: posting(body(json(named))),
    new: posting(body(json({ type: "array", items: named }))),
    bump: "major",
    symbol: "client.things.create",
    code: creates(`{ name: "a" }`),
  },
  {
    name: "the body can be sent as a form too",
    old: posting(body(json(named))),
    new: posting(body({ ...json(named), "application/x-www-form-urlencoded": { schema: named } })),
    bump: "minor",
    symbol: "client.things.create",
    code: creates(`{ name: "a" }`),
  },
  {
    name: "the body cannot be sent as a form any more",
    old: posting(body({ ...json(named), "application/x-www-form-urlencoded": { schema: named } })),
    new: posting(body(json(named))),
    bump: "major",
    symbol: "client.things.create",
    code: creates(`{ name: "a", contentType: "application/x-www-form-urlencoded" }`),
  },
  {
    name: "the body is sent as a form instead",
    old: posting(body(json(named))),
    new: posting(body({ "application/x-www-form-urlencoded": { schema: named } })),
    bump: "patch",
    symbol: "client.things.create",
    wire: "breaking",
    code: creates(`{ name: "a" }`),
  },
  {
    name: "a part of the form is a file now",
    old: posting(body({ "multipart/form-data": { schema: object({ file: string }, ["file"]) } })),
    new: posting(
      body({
        "multipart/form-data": {
          schema: object({ file: { type: "string", format: "binary" } }, ["file"]),
        },
      }),
    ),
    bump: "minor",
    symbol: "CreateThingRequest.file",
    code: creates(`{ file: "a" }`),
  },
  {
    name: "the form has another file",
    old: posting(
      body({
        "multipart/form-data": {
          schema: object({ file: { type: "string", format: "binary" } }, ["file"]),
        },
      }),
    ),
    new: posting(
      body({
        "multipart/form-data": {
          schema: object(
            {
              file: { type: "string", format: "binary" },
              cover: { type: "string", format: "binary" },
            },
            ["file", "cover"],
          ),
        },
      }),
    ),
    bump: "major",
    symbol: "CreateThingRequest.cover",
    code: creates(`{ file: new Blob([]) }`),
  },
  {
    name: "a parameter comes that is called like a property of the body",
    old: posting(body(json(named))),
    new: posting(body(json(named)), {
      parameters: [{ name: "name", in: "query", schema: string }],
    }),
    bump: "minor",
    symbol: "CreateThingRequest.queryName",
    code: creates(`{ name: "a" }`),
  },
  {
    name: "an inline schema gets a name",
    old: taking(named),
    new: taking(thing, schemas(named)),
    bump: "major",
    symbol: "CreateThingRequestBody",
    code: `export const body: CreateThingRequestBody = { name: "a" };`,
  },
  {
    name: "the schema gets another name",
    old: taking(thing, schemas(named)),
    new: taking({ $ref: "#/components/schemas/Item" }, { schemas: { Item: named } }),
    bump: "major",
    symbol: "Thing",
    code: `export const thing: Thing = { name: "a" };`,
  },
  {
    name: "a schema in a reference asks for more",
    old: taking(object({ thing }, ["thing"]), schemas(named)),
    new: taking(
      object({ thing }, ["thing"]),
      schemas(object({ name: string, note: string }, ["name", "note"])),
    ),
    bump: "major",
    symbol: "Thing.note",
    code: creates(`{ thing: { name: "a" } }`),
  },
  {
    name: "a list in a reference becomes an object",
    old: taking(object({ thing }, ["thing"]), schemas({ type: "array", items: string })),
    new: taking(object({ thing }, ["thing"]), schemas(object({ items: string }))),
    bump: "major",
    symbol: "Thing",
    code: creates(`{ thing: ["a"] }`),
  },
  {
    name: "a value of an enum in a nested reference goes",
    old: taking(
      object({ thing }),
      schemas(object({ mode: { $ref: "#/components/schemas/Mode" } }), {
        Mode: { type: "string", enum: ["fast", "good"] },
      }),
    ),
    new: taking(
      object({ thing }),
      schemas(object({ mode: { $ref: "#/components/schemas/Mode" } }), {
        Mode: { type: "string", enum: ["good"] },
      }),
    ),
    bump: "major",
    symbol: "Mode",
    wire: "breaking",
    code: creates(`{ thing: { mode: "fast" } }`),
  },
  {
    name: "a schema that holds itself asks for more",
    old: taking(thing, schemas(object({ name: string, parts: { type: "array", items: thing } }))),
    new: taking(
      thing,
      schemas(object({ name: string, parts: { type: "array", items: thing } }, ["name"])),
    ),
    bump: "major",
    symbol: "Thing.name",
    code: creates(`{ parts: [{}] }`),
  },
  {
    name: "a schema that holds itself can hold null",
    old: taking(thing, schemas(object({ name: string, next: thing }))),
    new: taking(
      thing,
      schemas(object({ name: string, next: { oneOf: [thing, { type: "null" }] } })),
    ),
    bump: "minor",
    symbol: "Thing.next",
    code: creates(`{ next: { name: "a" } }`),
  },
  {
    name: "a part of an allOf asks for more",
    old: taking({ allOf: [thing, object({ size: integer })] }, schemas(named)),
    new: taking({ allOf: [thing, object({ size: integer }, ["size"])] }, schemas(named)),
    bump: "major",
    symbol: "CreateThingRequest.size",
    code: creates(`{ name: "a" }`),
  },
  {
    name: "a type inside an allOf changes",
    old: taking({ allOf: [thing, object({ size: integer })] }, schemas(named)),
    new: taking({ allOf: [thing, object({ size: string })] }, schemas(named)),
    bump: "major",
    symbol: "CreateThingRequest.size",
    code: creates(`{ name: "a", size: 1 }`),
  },
  {
    name: "what an allOf refers to asks for more",
    old: taking({ allOf: [thing, object({ size: integer })] }, schemas(object({ name: string }))),
    new: taking({ allOf: [thing, object({ size: integer })] }, schemas(named)),
    bump: "major",
    symbol: "CreateThingRequest.name",
    code: creates(`{ size: 1 }`),
  },
  {
    name: "an allOf gets another part",
    old: taking({ allOf: [thing] }, schemas(named, { Size: object({ size: integer }, ["size"]) })),
    new: taking(
      { allOf: [thing, { $ref: "#/components/schemas/Size" }] },
      schemas(named, { Size: object({ size: integer }, ["size"]) }),
    ),
    bump: "major",
    symbol: "CreateThingRequest.size",
    code: creates(`{ name: "a" }`),
  },
  {
    name: "a base of a named schema goes",
    old: taking(
      { $ref: "#/components/schemas/Big" },
      schemas(object({ name: string }), { Big: { allOf: [thing, object({ size: integer })] } }),
    ),
    new: taking(
      { $ref: "#/components/schemas/Big" },
      schemas(object({ name: string }), { Big: object({ size: integer }) }),
    ),
    bump: "major",
    symbol: "Big.name",
    code: creates(`{ name: "a", size: 1 }`),
  },
  {
    name: "an allOf is written out",
    old: taking(
      { $ref: "#/components/schemas/Big" },
      schemas(named, { Big: { allOf: [thing, object({ size: integer })] } }),
    ),
    new: taking(
      { $ref: "#/components/schemas/Big" },
      schemas(named, { Big: object({ name: string, size: integer }, ["name"]) }),
    ),
    bump: "patch",
    symbol: "Big",
    code: creates(`{ name: "a", size: 1 }`),
  },
];

/** Enums, constants, unions and their tags. */
import { type Case, creates, giving, object, reads, taking } from "../pairs.js";

const string = { type: "string" };
const integer = { type: "integer" };
const oneOf = (...values: readonly unknown[]): object => ({ type: "string", enum: values });
const mode = (schema: object): object => object({ mode: schema }, ["mode"]);
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

const cat = object({ kind: { const: "cat" }, lives: integer }, ["kind", "lives"]);
const dog = object({ kind: { const: "dog" }, bark: string }, ["kind", "bark"]);
const bird = object({ kind: { const: "bird" }, song: string }, ["kind", "song"]);
const pets = (schemas: Readonly<Record<string, object>>, more: object = {}): object => ({
  schemas: { ...schemas, Pet: { oneOf: Object.keys(schemas).map(ref), ...more } },
});
const plain = {
  Cat: object({ kind: string, name: string }, ["kind"]),
  Dog: object({ kind: string, name: string }, ["kind"]),
};
const mapping = (first: string, second: string): object => ({
  discriminator: {
    propertyName: "kind",
    mapping: { [first]: "#/components/schemas/Cat", [second]: "#/components/schemas/Dog" },
  },
});
const tagged = { discriminator: { propertyName: "kind" } };

export const values: readonly Case[] = [
  {
    name: "a request's enum loses a value",
    old: taking(mode(oneOf("fast", "good"))),
    new: taking(mode(oneOf("good"))),
    bump: "major",
    symbol: "CreateThingRequest.mode",
    wire: "breaking",
    code: creates(`{ mode: "fast" }`),
  },
  {
    name: "a request's enum has another value",
    old: taking(mode(oneOf("fast", "good"))),
    new: taking(mode(oneOf("fast", "good", "cheap"))),
    bump: "minor",
    symbol: "CreateThingRequest.mode",
    wire: "same",
    code: creates(`{ mode: "fast" }`),
  },
  {
    name: "a value of a request's enum is another",
    old: taking(mode(oneOf("fast", "good"))),
    new: taking(mode(oneOf("quick", "good"))),
    bump: "major",
    symbol: "CreateThingRequest.mode",
    code: creates(`{ mode: "fast" }`),
  },
  {
    name: "a request's text becomes an enum",
    old: taking(mode(string)),
    new: taking(mode(oneOf("fast", "good"))),
    bump: "major",
    symbol: "CreateThingRequest.mode",
    code: `export const use = (client: Shop, mode: string) => client.things.create({ mode });`,
  },
  {
    name: "a request's enum becomes text",
    old: taking(mode(oneOf("fast", "good"))),
    new: taking(mode(string)),
    bump: "minor",
    symbol: "CreateThingRequest.mode",
    code: creates(`{ mode: "fast" }`),
  },
  {
    name: "a request's number becomes an enum",
    old: taking(mode(integer)),
    new: taking(mode({ type: "integer", enum: [1, 2] })),
    bump: "major",
    symbol: "CreateThingRequest.mode",
    code: creates(`{ mode: 3 }`),
  },
  {
    name: "a request's enum takes null",
    old: taking(mode(oneOf("fast", "good"))),
    new: taking(mode({ type: ["string", "null"], enum: ["fast", "good", null] })),
    bump: "minor",
    symbol: "CreateThingRequest.mode",
    code: creates(`{ mode: "fast" }`),
  },
  {
    name: "a request's constant is another",
    old: taking(mode({ const: "fast" })),
    new: taking(mode({ const: "good" })),
    bump: "major",
    symbol: "CreateThingRequest.mode",
    code: creates(`{ mode: "fast" }`),
  },
  {
    name: "the values of a request's enum stand in another order",
    old: taking(mode(oneOf("fast", "good"))),
    new: taking(mode(oneOf("good", "fast"))),
    bump: "patch",
    code: creates(`{ mode: "fast" }`),
  },
  {
    name: "a named enum of a list loses a value",
    old: taking(object({ modes: { type: "array", items: ref("Mode") } }), {
      schemas: { Mode: oneOf("fast", "good") },
    }),
    new: taking(object({ modes: { type: "array", items: ref("Mode") } }), {
      schemas: { Mode: oneOf("fast") },
    }),
    bump: "major",
    symbol: "Mode",
    code: creates(`{ modes: ["good"] }`),
  },
  {
    name: "a response's enum has another value",
    old: giving(mode(oneOf("on", "off"))),
    new: giving(mode(oneOf("on", "off", "broken"))),
    bump: "patch",
    symbol: "GetThingResponse.mode",
    code: reads(`thing.mode === "on"`),
  },
  {
    name: "a response's enum loses a value",
    old: giving(mode(oneOf("on", "off"))),
    new: giving(mode(oneOf("on"))),
    bump: "major",
    symbol: "GetThingResponse.mode",
    code: reads(`thing.mode === "off"`),
  },
  {
    name: "a response's text becomes an enum",
    old: giving(mode(string)),
    new: giving(mode(oneOf("on", "off"))),
    bump: "patch",
    symbol: "GetThingResponse.mode",
    code: reads("thing.mode.length"),
  },
  {
    name: "a response's enum becomes text",
    old: giving(mode(oneOf("on", "off"))),
    new: giving(mode(string)),
    bump: "patch",
    symbol: "GetThingResponse.mode",
    code: reads(`thing.mode === "on"`),
  },
  {
    name: "a response's enum becomes numbers",
    old: giving(mode(oneOf("on", "off"))),
    new: giving(mode({ type: "integer", enum: [0, 1] })),
    bump: "major",
    symbol: "GetThingResponse.mode",
    code: reads(`thing.mode.length`),
  },
  {
    name: "a response's enum can be null",
    old: giving(mode(oneOf("on", "off"))),
    new: giving(mode({ type: ["string", "null"], enum: ["on", "off", null] })),
    bump: "major",
    symbol: "GetThingResponse.mode",
    code: reads("thing.mode.length"),
  },
  {
    name: "an enum of both directions has another value",
    old: shared(oneOf("on", "off")),
    new: shared(oneOf("on", "off", "broken")),
    bump: "patch",
    symbol: "Mode",
    code: `export const use = async (client: Shop) => (await client.things.echoThing({ mode: "on" })).mode.length;`,
  },
  {
    name: "an enum of both directions loses a value",
    old: shared(oneOf("on", "off")),
    new: shared(oneOf("on")),
    bump: "major",
    symbol: "Mode",
    code: `export const use = async (client: Shop) => (await client.things.echoThing({ mode: "off" })).mode.length;`,
  },
  {
    name: "a request's union takes another object",
    old: taking(ref("Pet"), pets({ Cat: cat, Dog: dog })),
    new: taking(ref("Pet"), pets({ Cat: cat, Dog: dog, Bird: bird })),
    bump: "minor",
    symbol: "Pet",
    code: creates(`{ body: { kind: "cat", lives: 9 } }`),
  },
  {
    name: "a request's union takes an object no more",
    old: taking(ref("Pet"), pets({ Cat: cat, Dog: dog, Bird: bird })),
    new: taking(ref("Pet"), pets({ Cat: cat, Dog: dog })),
    bump: "major",
    symbol: "Pet",
    code: creates(`{ body: { kind: "bird", song: "la" } }`),
  },
  {
    name: "an object of a request's union asks for more",
    old: taking(ref("Pet"), pets({ Cat: cat, Dog: dog })),
    new: taking(
      ref("Pet"),
      pets({
        Cat: cat,
        Dog: object({ kind: { const: "dog" }, bark: string, age: integer }, [
          "kind",
          "bark",
          "age",
        ]),
      }),
    ),
    bump: "major",
    symbol: "Dog.age",
    code: creates(`{ body: { kind: "dog", bark: "wau" } }`),
  },
  {
    name: "a tag of a request's union is another",
    old: taking(ref("Pet"), pets({ Cat: cat, Dog: dog })),
    new: taking(
      ref("Pet"),
      pets({ Cat: cat, Dog: object({ kind: { const: "hound" }, bark: string }, ["kind", "bark"]) }),
    ),
    bump: "major",
    symbol: "Dog.kind",
    code: creates(`{ body: { kind: "dog", bark: "wau" } }`),
  },
  {
    name: "the tag of a request's union has another name",
    old: taking(ref("Pet"), pets({ Cat: cat, Dog: dog })),
    new: taking(
      ref("Pet"),
      pets({
        Cat: object({ type: { const: "cat" }, lives: integer }, ["type", "lives"]),
        Dog: object({ type: { const: "dog" }, bark: string }, ["type", "bark"]),
      }),
    ),
    bump: "major",
    symbol: "Dog.kind",
    code: creates(`{ body: { kind: "dog", bark: "wau" } }`),
  },
  {
    name: "an object becomes one of two",
    old: taking(object({ pet: ref("Cat") }), { schemas: { Cat: cat, Dog: dog } }),
    new: taking(object({ pet: { oneOf: [ref("Cat"), ref("Dog")] } }), {
      schemas: { Cat: cat, Dog: dog },
    }),
    bump: "minor",
    symbol: "CreateThingRequest.pet",
    code: creates(`{ pet: { kind: "cat", lives: 9 } }`),
  },
  {
    name: "a response's union has another object",
    old: giving(ref("Pet"), pets({ Cat: cat, Dog: dog })),
    new: giving(ref("Pet"), pets({ Cat: cat, Dog: dog, Bird: bird })),
    bump: "major",
    symbol: "Pet",
    code: reads(`thing.kind === "cat" ? thing.lives : thing.bark.length`),
  },
  {
    name: "a response's tagged union has another object",
    old: giving(ref("Pet"), pets({ Cat: cat, Dog: dog }, tagged)),
    new: giving(ref("Pet"), pets({ Cat: cat, Dog: dog, Bird: bird }, tagged)),
    bump: "major",
    symbol: "Pet",
    code: reads(`thing.kind === "cat" ? thing.lives : thing.bark.length`),
  },
  {
    name: "a response's union loses an object",
    old: giving(ref("Pet"), pets({ Cat: cat, Dog: dog, Bird: bird })),
    new: giving(ref("Pet"), pets({ Cat: cat, Dog: dog })),
    bump: "major",
    symbol: "Pet",
    code: reads(`thing.kind === "bird" ? thing.song : ""`),
  },
  {
    name: "an object of a response's union loses a property",
    old: giving(ref("Pet"), pets({ Cat: cat, Dog: dog })),
    new: giving(ref("Pet"), pets({ Cat: cat, Dog: object({ kind: { const: "dog" } }, ["kind"]) })),
    bump: "major",
    symbol: "Dog.bark",
    code: reads(`thing.kind === "dog" ? thing.bark : ""`),
  },
  {
    name: "a response may be text or an object",
    old: giving(object({ pet: ref("Cat") }, ["pet"]), { schemas: { Cat: cat } }),
    new: giving(object({ pet: { anyOf: [ref("Cat"), string] } }, ["pet"]), {
      schemas: { Cat: cat },
    }),
    bump: "major",
    symbol: "GetThingResponse.pet",
    code: reads("thing.pet.lives"),
  },
  {
    name: "a mapping gives an object another tag",
    old: taking(ref("Pet"), pets(plain, mapping("cat", "dog"))),
    new: taking(ref("Pet"), pets(plain, mapping("cat", "hound"))),
    bump: "major",
    symbol: "client.things.create",
    code: creates(`{ body: { kind: "dog", name: "a" } }`),
  },
];

/** `POST /echo` takes a mode and gives it back. */
function shared(Mode: object): Case["old"] {
  const content = { "application/json": { schema: object({ mode: ref("Mode") }, ["mode"]) } };
  const post = {
    operationId: "echoThing",
    tags: ["things"],
    requestBody: { required: true, content },
    responses: { 200: { description: "The same.", content } },
  };
  return { paths: { "/echo": { post } }, components: { schemas: { Mode } } };
}

import { expect, test } from "vitest";
import { valueAt } from "../../../generator/lib/pointer.js";
import { loadFiles } from "./support.js";

/** What `itemSchema` is after loading. */
async function settled(itemSchema: object, schemas: object = {}) {
  const content = { "text/event-stream": { itemSchema } };
  const document = {
    openapi: "3.2.0",
    info: { title: "Streams", version: "1" },
    servers: [{ url: "https://example.com" }],
    paths: { "/s": { get: { responses: { 200: { description: "", content } } } } },
    components: { schemas },
  };
  const { root } = await loadFiles({ "api.json": JSON.stringify(document) });
  return {
    item: valueAt(root, "/paths/~1s/get/responses/200/content/text~1event-stream/itemSchema"),
    schemas: valueAt(root, "/components/schemas"),
  };
}

const text = { type: "string" };
const json = (contentSchema: object) => ({ contentMediaType: "application/json", contentSchema });
const foo = { type: "object", properties: { foo: { type: "integer" } }, required: ["foo"] };
const base = {
  type: "object",
  properties: { event: text, data: text, id: text, retry: { type: "integer" } },
  required: ["data"],
};

test("the specification's own example: a shared event, and what each kind adds", async () => {
  const kinds = [
    { properties: { event: { const: "addString" } } },
    { properties: { event: { const: "addJson" }, data: json(foo) } },
  ];
  const { item, schemas } = await settled(
    { $ref: "#/components/schemas/Event", required: ["event"], oneOf: kinds },
    { Event: base },
  );
  const { id, retry } = base.properties;
  const kind = (name: string, data: object) => ({
    type: "object",
    properties: { event: { type: "string", const: name }, data, id, retry },
    required: ["data", "event"],
  });
  expect(item).toEqual({ oneOf: [kind("addString", text), kind("addJson", foo)] });
  expect(schemas).toEqual({ Event: base });
});

test("a text that ends the stream is no kind of event", async () => {
  const { item } = await settled(
    {
      ...base,
      oneOf: [
        {
          properties: {
            event: { const: "delta" },
            data: json({ $ref: "#/components/schemas/Foo" }),
          },
        },
        { properties: { data: { contentMediaType: "text/plain", const: "[DONE]" } } },
      ],
    },
    { Foo: foo },
  );
  expect(item).toMatchObject({
    "x-speakeasy-sse-sentinel": "[DONE]",
    properties: { event: { const: "delta" }, data: { $ref: "#/components/schemas/Foo" } },
  });
});

test("one kind of event", async () => {
  const { item } = await settled({ type: "object", properties: { data: json(foo) } });
  expect(item).toEqual({ type: "object", properties: { data: foo }, required: ["data"] });
});

test("plain text, and a text in JSON", async () => {
  const { item } = await settled({
    ...base,
    oneOf: [
      {
        properties: {
          event: { const: "a" },
          data: { contentMediaType: "text/plain", contentSchema: text },
        },
      },
      { properties: { event: { const: "b" }, data: json(text) } },
    ],
  });
  expect(item).toMatchObject({
    oneOf: [
      { properties: { data: { type: "string" } } },
      { properties: { data: { type: "string", contentMediaType: "application/json" } } },
    ],
  });
});

test.each<[string, object]>([
  [
    "a union of whole events",
    { oneOf: [{ type: "object", properties: { event: { const: "a" }, data: foo } }] },
  ],
  ["data alone", { ...foo, oneOf: [{ properties: { bar: text } }, { properties: { baz: text } }] }],
  ["a reference", { $ref: "#/components/schemas/Foo" }],
])("%s stays as it is", async (_, schema) => {
  expect((await settled(schema, { Foo: foo })).item).toEqual(schema);
});

/** A success whose JSON is not of the kind that the document promises. */
import { describe, expect, test } from "vitest";
import { convertedResponse } from "../../../templates/package/src/internal/convert/read.js";
import { jsonResponse } from "../../../templates/package/src/internal/response/json.js";
import { jsonOf } from "../../../templates/package/src/internal/response/json-of.js";
import { contextOf } from "../stream/serve.js";

const JSON_TYPE = { headers: { "Content-Type": "application/json" } };

function parse(spec: ReturnType<typeof jsonOf>, body: string): Promise<unknown> {
  return spec.parse(new Response(body, JSON_TYPE), contextOf()).catch((error: unknown) => error);
}

describe.each<[kinds: string, required: string[], passes: string[], refused: string[]]>([
  ["object", [], ["{}", '{"a":1}'], ["null", "[]", '"a"', "1", "true"]],
  [
    "object",
    ["id", "results"],
    ['{"id":null}', '{"results":[],"more":1}', '{"error":1,"id":2}'],
    ["{}", '{"error":{"message":"no"}}', '{"toString":1}', "[]", "null", '"id"'],
  ],
  ["object", ["constructor"], ['{"constructor":1}'], ["{}"]],
  ["array", [], ["[]", "[null]"], ["{}", "null", '"[]"']],
  ["string", [], ['""', '"a"'], ["1", "null", "{}"]],
  ["number", [], ["0", "-1.5e3"], ['"1"', "null"]],
  ["boolean", [], ["false"], ["0", '"false"', "null"]],
  ["null", [], ["null"], ["{}", "0", '""']],
  ["object | null", ["id"], ["null", '{"id":1}'], ["{}", "[]"]],
  ["array | string", ["id"], ["[]", '"a"'], ["{}", "1"]],
])("%s with %j", (kinds, required, passes, refused) => {
  test.each(passes)("%s passes as it is", async (body) => {
    expect(await parse(jsonOf(kinds, required), body)).toEqual(JSON.parse(body));
  });

  test.each(refused)("%s does not", async (body) => {
    expect(await parse(jsonOf(kinds, required), body)).toMatchObject({
      name: "ResponseParseError",
      status: 200,
      snippet: body,
    });
  });
});

test("the reason says what is wrong, in words", async () => {
  expect(await parse(jsonOf("object", ["id"]), "[1]")).toMatchObject({
    message: "op: the body of a 200 response cannot be used: it is array, not object",
    reason: "it is array, not object",
  });
  expect(await parse(jsonOf("object | null", ["id", "model"]), "{}")).toMatchObject({
    reason: "it has none of the properties id, model",
  });
});

test("a conversion sees what passed, and what it makes is handed on", async () => {
  const dates = convertedResponse(jsonOf("object", ["at"]), {
    properties: { at: (value) => new Date(String(value)) },
  });
  expect(await parse(dates, '{"at":"2026-11-30"}')).toEqual({ at: new Date("2026-11-30") });
  expect(await parse(dates, "[]")).toMatchObject({ name: "ResponseParseError" });
});

test("the media type that is asked for", () => {
  expect([jsonOf("object").accept, jsonOf("object", [], "application/hal+json").accept]).toEqual([
    "application/json",
    "application/hal+json",
  ]);
});

describe("a body that is longer than a text can be", () => {
  // As many bytes as no engine's text has characters; they are never written, so that they take no memory.
  const tooLong = () => new ArrayBuffer(2 ** 30);
  class Long extends Response {
    constructor(private readonly read: () => ArrayBuffer) {
      super(null, JSON_TYPE);
    }
    override async arrayBuffer(): Promise<ArrayBuffer> {
      return this.read();
    }
  }
  const noRoom = () => {
    throw new RangeError("Array buffer allocation failed");
  };
  const brokenOff = () => {
    throw new TypeError("terminated");
  };

  test.each<[name: string, read: () => ArrayBuffer, error: object]>([
    [
      "a text has no room",
      tooLong,
      { name: "ResponseParseError", reason: "it is too long for a text" },
    ],
    ["memory has no room", noRoom, { name: "ResponseParseError", cause: { name: "RangeError" } }],
    ["a body that breaks off is another matter", brokenOff, { name: "TypeError" }],
  ])("%s", async (_name, read, error) => {
    const outcome = jsonResponse.parse(new Long(read), contextOf());
    await expect(outcome).rejects.toMatchObject(error);
  });
});

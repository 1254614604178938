import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../generator/contract/index.js";
import { modelledOperation, modelOf, printed, rulesOf } from "./support.js";

const json = (schema: JsonObject): JsonObject => ({
  description: "",
  content: { "application/json": { schema } },
});
const string = { type: "string" };
const empty = { description: "" };
const problem = { type: "object", properties: { title: string } };
const components = {
  schemas: { Problem: problem, Pet: { type: "object", properties: { name: string } } },
};
const pet = json({ $ref: "#/components/schemas/Pet" });
const failure = json({ $ref: "#/components/schemas/Problem" });

function split(responses: JsonObject, method = "get") {
  const made = modelledOperation({ responses }, { method, root: { components } });
  const { successes, errors } = made.operation;
  return {
    successes: successes.map(({ status }) => status),
    errors: errors.map(({ status, className }) => `${status} ${className}`),
    made,
  };
}

test("of several kinds of JSON the one with a schema is read, in errors too", () => {
  const both = (name: string): JsonObject => ({
    description: "",
    content: {
      "application/json": {},
      "application/json; charset=utf-8": { schema: { $ref: `#/components/schemas/${name}` } },
    },
  });
  const { operation, model } = modelledOperation(
    { responses: { 200: both("Pet"), 404: both("Problem") } },
    { root: { components } },
  );
  expect(operation.successes.map(({ contents: [content] }) => printed(content))).toEqual(["Pet"]);
  expect(model.errors.map(({ data }) => printed({ type: data }))).toContain("Problem");
});

describe("what succeeds and what fails", () => {
  test.each<[string, JsonObject, string[], string[]]>([
    ["2XX and errors", { 200: pet, 404: failure }, ["200"], ["404 ProblemError"]],
    [
      "default beside a success fails",
      { 204: empty, default: failure },
      ["204"],
      ["default ProblemError"],
    ],
    ["default alone succeeds", { default: pet }, ["default"], []],
    [
      "default beside failures succeeds",
      { 404: failure, default: pet },
      ["default"],
      ["404 ProblemError"],
    ],
    ["ranges, in any case", { "2xx": pet, "4xx": failure }, ["2XX"], ["4XX ProblemError"]],
    ["nothing succeeds", { 400: failure }, [], ["400 ProblemError"]],
    [
      "a range without a schema has the default class",
      { 200: pet, "5XX": empty },
      ["200"],
      ["5XX TestDefaultError"],
    ],
    [
      "a status without a schema has a class",
      { 200: pet, 404: empty },
      ["200"],
      ["404 NotFoundError"],
    ],
    ["extensions are no responses", { 200: pet, "x-note": empty }, ["200"], []],
  ])("%s", (_, responses, successes, errors) => {
    expect(split(responses)).toMatchObject({ successes, errors });
  });

  test("redirects are left to the runtime, and told of", () => {
    const { successes, errors, made } = split({ 200: pet, 302: empty });
    expect([successes, errors, rulesOf(made)]).toEqual([
      ["200"],
      [],
      ["response-status-not-typed"],
    ]);
  });

  test("what is no status is reported", () => {
    expect(rulesOf(split({ 200: pet, success: pet }).made)).toEqual(["response-status-unknown"]);
  });
});

describe("the primary success", () => {
  test("one with JSON before one without a body, then the lower status", () => {
    expect(split({ 204: empty, 202: pet, 201: pet }).successes).toEqual(["201", "202", "204"]);
  });

  test("JSON before what stands before it in the document", () => {
    const content = {
      "text/event-stream": { schema: string },
      "text/csv": { schema: string },
      "application/json": { schema: string },
    };
    const { operation } = modelledOperation({ responses: { 200: { description: "", content } } });
    expect(operation.successes[0]?.contents.map(({ mediaType }) => mediaType)).toEqual([
      "application/json",
      "text/csv",
      "text/event-stream",
    ]);
  });

  test.each([
    ["head", "200"],
    ["get", "204"],
    ["get", "205"],
  ])("%s %s never has a body", (method, status) => {
    const { made } = split({ [status]: pet }, method);
    expect(made.operation.successes[0]?.contents).toEqual([]);
    expect(rulesOf(made)).toEqual(["response-cannot-have-a-body"]);
  });

  test("bytes, text and XML are what they are", () => {
    const typeOf = (mediaType: string, schema: JsonObject) =>
      printed(
        modelledOperation({
          responses: { 200: { description: "", content: { [mediaType]: { schema } } } },
        }).operation.successes[0]?.contents[0],
      );
    expect(typeOf("image/png", { type: "string", format: "binary" })).toBe("Blob");
    expect(typeOf("text/plain", string)).toBe("string");
    expect(typeOf("image/svg+xml", string)).toBe("string");
    expect(typeOf("text/plain", { enum: ["on", "off"] })).toBe('"on" | "off" | (string & {})');
  });

  test("headers are typed; Content-Type is described by `content`", () => {
    const headers = {
      "X-Total": { schema: { type: "integer" } },
      "x-trace": { $ref: "#/components/headers/Trace" },
      "Content-Type": { schema: string },
    };
    const root = {
      components: { headers: { Trace: { description: "Quote it.", schema: string } } },
    };
    const { operation } = modelledOperation(
      { responses: { 200: { description: "", headers } } },
      { root },
    );
    expect(operation.successes[0]?.headers).toMatchObject([
      {
        name: "X-Total",
        property: "xTotal",
        kind: "number",
        type: { type: { kind: "number" } },
        description: null,
      },
      {
        name: "x-trace",
        property: "xTrace",
        kind: "string",
        type: { type: { kind: "string" } },
        description: "Quote it.",
      },
    ]);
  });
});

describe("error classes", () => {
  test("one for each schema, with the statuses of all operations", () => {
    const paths = {
      "/a": { get: { operationId: "a", responses: { 200: pet, 404: failure, 400: failure } } },
      "/b": { get: { operationId: "b", responses: { 200: pet, 404: failure, "5XX": failure } } },
    };
    const { model } = modelOf({ components, paths });
    expect(model.errors).toMatchObject([
      {
        name: "ProblemError",
        statuses: ["400", "404", "5XX"],
        data: { type: { kind: "name", name: "Problem" } },
      },
    ]);
  });

  test("an error that comes as text", () => {
    const responses = {
      200: pet,
      400: { description: "Bad.", content: { "text/plain": { schema: string } } },
    };
    const { model, operation } = modelledOperation({ responses }, { root: { components } });
    expect(model.errors[0]).toMatchObject({
      data: { type: { kind: "string" } },
      description: "Bad.",
    });
    expect(operation.errors[0]?.mediaTypes).toEqual(["text/plain"]);
  });
});

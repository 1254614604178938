import { describe, expect, test } from "vitest";
import { json, nameDocument, pathsOf, ref } from "./given.js";

const object = { type: "object", properties: { message: { type: "string" } } };

describe("error classes", () => {
  test.each([
    ["BadRequestResponse", "BadRequestResponseError", "BadRequestResponse"],
    ["ValidationError", "ValidationError", "ValidationErrorData"],
    ["BusyException", "BusyException", "BusyExceptionData"],
    ["Error", "ErrorResponseError", "ErrorModel"],
    ["problem-details", "ProblemDetailsError", "ProblemDetails"],
    ["TimeoutError", "TimeoutErrorResponseError", "TimeoutErrorModel"],
    ["error", "ErrorResponseError", "ErrorModel"],
    ["elementalerror", "Elementalerror", "ElementalerrorData"],
    ["ValidationErrors", "ValidationErrors", "ValidationErrorsData"],
    ["Error.NOT_FOUND", "ErrorNotFoundError", "ErrorNotFound"],
  ])("of the component %s: class %s, type %s", (key, className, type) => {
    const found = nameDocument({
      paths: pathsOf({ "GET /a": { operationId: "a", responses: { 400: json(ref(key)) } } }),
      components: { schemas: { [key]: object } },
    });
    const pointer = `/components/schemas/${key}`;
    const place = "/paths/~1a/get/responses/400/content/application~1json/schema";
    expect(found.errors).toEqual({ [pointer]: className, [place]: className });
    expect(found.types[pointer]).toBe(type);
  });

  test("of an inline schema: the status", () => {
    const found = nameDocument({
      paths: pathsOf({
        "POST /rerank": {
          operationId: "rerank",
          responses: { 404: json(object), "5XX": json(object) },
        },
      }),
    });
    expect(Object.values(found.errors)).toEqual(["NotFoundError", "ServerError"]);
  });

  test("of inline schemas that describe the same: one, whatever they say about it", () => {
    const said = { ...object, description: "Nowhere.", example: { message: "No." } };
    const found = nameDocument({
      paths: pathsOf({
        "GET /a": { operationId: "a", responses: { 404: json(said), 409: json(object) } },
        "GET /b": { operationId: "b", responses: { 404: json(object) } },
      }),
    });
    const at = (path: string, status: number) =>
      `/paths/~1${path}/get/responses/${status}/content/application~1json/schema`;
    expect(found.errors).toEqual({
      [at("a", 404)]: "NotFoundError",
      [at("a", 409)]: "ConflictError",
      [at("b", 404)]: "NotFoundError",
    });
    expect(found.copies).toEqual({ [at("b", 404)]: at("a", 404) });
    expect(found.types).toEqual({
      [at("a", 404)]: "NotFoundErrorData",
      [at("a", 409)]: "ConflictErrorData",
    });
  });

  test("of several schemas for one status: that of most operations has the status's name", () => {
    const other = { type: "object", properties: { reason: { type: "string" } } };
    const found = nameDocument({
      paths: pathsOf({
        "GET /a": { operationId: "first", responses: { 404: json(other) } },
        "GET /b": { operationId: "second", responses: { 404: json(object) } },
        "GET /c": { operationId: "third", responses: { 404: json(object) } },
        "GET /d": { operationId: "fourth", responses: { 404: { description: "" } } },
      }),
    });
    expect(Object.values(found.errors)).toEqual([
      "FirstNotFoundError",
      "NotFoundError",
      "NotFoundError",
      "NotFoundStatusError",
    ]);
  });

  test("of a schema that the document gives a name: that", () => {
    const named = (name: string) => ({ ...object, "x-speakeasy-name-override": name });
    const found = nameDocument({
      paths: pathsOf({
        "GET /a": {
          operationId: "a",
          responses: { 400: { $ref: "#/components/responses/400" }, 403: json(ref("ErrorInfo")) },
        },
      }),
      components: {
        schemas: { ErrorInfo: named("data-error") },
        responses: { 400: json(named("BadRequest")) },
      },
    });
    expect(new Set(Object.values(found.errors))).toEqual(new Set(["DataError", "BadRequestError"]));
    expect(Object.values(found.types)).toEqual(["DataErrorData", "BadRequest"]);
  });

  test("of a response component that is called by its status: the status", () => {
    const found = nameDocument({
      paths: pathsOf({
        "GET /a": { operationId: "a", responses: { 400: { $ref: "#/components/responses/400" } } },
      }),
      components: { responses: { 400: json(object) } },
    });
    expect(Object.values(found.errors)).toEqual(["BadRequestError"]);
  });

  test("of a response component with an inline schema: the component", () => {
    const found = nameDocument({
      paths: pathsOf({
        "GET /a": {
          operationId: "a",
          responses: { 404: { $ref: "#/components/responses/Missing" } },
        },
        "GET /b": {
          operationId: "b",
          responses: { 404: { $ref: "#/components/responses/Missing" } },
        },
      }),
      components: { responses: { Missing: json(object) } },
    });
    expect(found.errors).toEqual({
      "/components/responses/Missing/content/application~1json/schema": "MissingError",
    });
  });

  test("of statuses without a schema: one class for the status", () => {
    const bare = {
      404: { description: "" },
      418: { description: "" },
      default: { description: "" },
    };
    const found = nameDocument({
      paths: pathsOf({
        "GET /a": { operationId: "a", responses: bare },
        "GET /b": { operationId: "b", responses: bare },
      }),
    });
    expect(found.errors).toEqual({
      "/paths/~1a/get/responses/404": "NotFoundError",
      "/paths/~1a/get/responses/418": "Status418Error",
      "/paths/~1b/get/responses/404": "NotFoundError",
      "/paths/~1b/get/responses/418": "Status418Error",
    });
  });

  test("beside the client's own", () => {
    const found = nameDocument({
      info: { title: "Pet API", version: "1" },
      paths: pathsOf({ "GET /a": { operationId: "a", responses: { 400: json(ref("Pet")) } } }),
      components: { schemas: { Pet: object } },
    });
    expect(found.client).toBe("Pet");
    expect(found.errors["/components/schemas/Pet"]).toBe("PetErrorResponseError");
  });
});

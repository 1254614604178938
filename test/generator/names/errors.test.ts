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

  test("of an inline schema: the operation and the status", () => {
    const found = nameDocument({
      paths: pathsOf({
        "POST /rerank": {
          operationId: "rerank",
          responses: { 404: json(object), "5XX": json(object) },
        },
      }),
    });
    expect(Object.values(found.errors)).toEqual(["RerankNotFoundError", "RerankServerError"]);
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

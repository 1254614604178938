/** What the rerank document becomes: the SDK of the design's section 4. */
import { describe, expect, test } from "vitest";
import { printType } from "../../../generator/lib/print-type.js";
import { modelOf, readSpec } from "./support.js";

describe("openrouter-rerank", () => {
  const { model, reported } = modelOf(readSpec("openrouter-rerank.yaml"));
  const [operation] = model.operations;

  test("nothing to report but the event stream that is never sent", () => {
    expect(reported.map(({ rule }) => rule)).toEqual(["event-stream-not-described"]);
    expect(operation?.stream).toBeNull();
  });

  test("the client and its options", () => {
    expect(model.client).toMatchObject({
      className: "OpenRouter",
      variableName: "openRouter",
      baseErrorName: "OpenRouterError",
      defaultErrorName: "OpenRouterDefaultError",
      servers: [{ url: "https://openrouter.ai/api/v1", id: "production" }],
      securitySchemes: [
        { id: "apiKey", kind: "bearer", options: [{ name: "apiKey", env: "OPENROUTER_API_KEY" }] },
      ],
      globals: [
        { property: "httpReferer", env: "OPENROUTER_HTTP_REFERER", wireName: "HTTP-Referer" },
        { property: "xOpenRouterTitle", env: "OPENROUTER_TITLE" },
        { property: "xOpenRouterCategories", env: "OPENROUTER_CATEGORIES" },
      ],
    });
  });

  test("one resource with one method", () => {
    expect(model.resources).toMatchObject([
      {
        property: "rerank",
        className: "Rerank",
        title: "Rerank",
        operations: ["createRerank"],
        children: [],
      },
    ]);
    expect(operation?.names).toMatchObject({
      group: ["rerank"],
      method: "rerank",
      function: "rerank",
    });
  });

  test("the flat argument: required first, what the client can hold last", () => {
    const rows = operation?.arguments.map(
      ({ name, type, required }) => `${name}${required ? "" : "?"}: ${printType(type.type)}`,
    );
    expect(rows).toEqual([
      "documents: (string | RerankDocument)[]",
      "model: string",
      "query: string",
      "provider?: ProviderPreferences | null",
      "top_n?: number",
      "httpReferer?: string",
      "xOpenRouterTitle?: string",
      "xOpenRouterCategories?: string",
    ]);
    expect(operation?.requestOptional).toBe(false);
  });

  test("JSON is the result, whatever else is listed", () => {
    const contents = operation?.successes[0]?.contents.map(({ mediaType, type }) => [
      mediaType,
      printType(type.type),
    ]);
    expect(contents?.[0]).toEqual(["application/json", "RerankResponse"]);
  });

  test("a class for each documented error, the default class for the rest", () => {
    expect(operation?.errors.map(({ status, className }) => `${status} ${className}`)).toEqual([
      "400 BadRequestResponseError",
      "401 UnauthorizedResponseError",
      "402 PaymentRequiredResponseError",
      "404 NotFoundResponseError",
      "429 TooManyRequestsResponseError",
      "500 InternalServerResponseError",
      "502 BadGatewayResponseError",
      "503 ServiceUnavailableResponseError",
      "524 EdgeNetworkTimeoutResponseError",
      "529 ProviderOverloadedResponseError",
      "4XX OpenRouterDefaultError",
      "5XX OpenRouterDefaultError",
    ]);
    expect(model.errors).toHaveLength(10);
    expect(model.errors[0]).toMatchObject({
      name: "BadRequestResponseError",
      statuses: ["400"],
      data: { type: { kind: "name", name: "BadRequestResponse" } },
    });
  });

  test("the example is the documentation's own", () => {
    expect(operation?.exampleRequest).toEqual({
      documents: [
        "Paris has been the capital of France since the Middle Ages.",
        "Berlin is the seat of the German parliament.",
      ],
      model: "cohere/rerank-v3.5",
      query: "What is the capital of France?",
      provider: { allow_fallbacks: true },
      top_n: 3,
    });
  });
});

/** The documents in `spec/` are valid by a linter that is not ours, and the rerank document states the facts of the API. */
import { createConfig, lint } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";
import { child, isObject, valueAt } from "../../../generator/lib/pointer.js";
import { readSpec, specFile } from "./support.js";

const RULES = [
  "struct",
  "no-unresolved-refs",
  "no-invalid-media-type-examples",
  "no-invalid-parameter-examples",
  "no-invalid-schema-examples",
  "no-schema-type-mismatch",
  "no-unused-components",
  "no-undefined-server-variable",
  "operation-operationId-unique",
  "operation-parameters-unique",
  "path-declaration-must-exist",
  "path-parameters-defined",
  "security-defined",
] as const;

/** Components that stand for a keyword and that nothing needs otherwise. */
const UNUSED_ON_PURPOSE = ["LoanOverdue"];

describe.each(["openrouter-rerank.yaml", "kitchen-sink.yaml"])("%s", (name) => {
  test("is valid OpenAPI 3.1, its examples included", async () => {
    const rules = Object.fromEntries(RULES.map((rule) => [rule, "error" as const]));
    const problems = await lint({ ref: specFile(name), config: await createConfig({ rules }) });
    const found = problems
      .filter(
        ({ location }) =>
          !UNUSED_ON_PURPOSE.some((name) => location[0]?.pointer?.endsWith(`/${name}`)),
      )
      .map(
        ({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer ?? ""})`,
      );
    expect(found).toEqual([]);
  });
});

describe("the facts of the rerank API", () => {
  const root = readSpec("openrouter-rerank.yaml");
  const at = (...path: readonly string[]) => valueAt(root, child("", ...path));
  const post = ["paths", "/rerank", "post"] as const;
  const schema = (name: string) => at("components", "schemas", name);
  const resolve = (value: unknown) =>
    isObject(value) && typeof value["$ref"] === "string"
      ? valueAt(root, value["$ref"].slice(1))
      : value;

  test("server, credentials, names", () => {
    expect(at("servers", "0", "url")).toBe("https://openrouter.ai/api/v1");
    expect(at("components", "securitySchemes", "apiKey")).toMatchObject({
      type: "http",
      scheme: "bearer",
    });
    expect(at("security")).toEqual([{ apiKey: [] }]);
    expect(at(...post)).toMatchObject({
      operationId: "createRerank",
      "x-speakeasy-group": "rerank",
      "x-speakeasy-name-override": "rerank",
      tags: ["Rerank"],
    });
  });

  test("three header parameters, which are also global", () => {
    const headers = [0, 1, 2].map((index) => resolve(at(...post, "parameters", String(index))));
    const names = ["HTTP-Referer", "X-OpenRouter-Title", "X-OpenRouter-Categories"];
    expect(headers).toMatchObject(names.map((name) => ({ name, in: "header" })));
    expect(at("x-speakeasy-globals", "parameters")).toEqual(at(...post, "parameters"));
  });

  test("the request body", () => {
    const body = [...post, "requestBody", "content", "application/json", "schema"];
    expect(at(...body)).toMatchObject({
      type: "object",
      required: ["documents", "model", "query"],
    });
    expect(Object.keys(at(...body, "properties") as object)).toEqual([
      "documents",
      "model",
      "query",
      "provider",
      "top_n",
    ]);
    expect(at(...body, "properties", "documents")).toMatchObject({ type: "array", minItems: 1 });
    expect(at(...body, "properties", "top_n")).toMatchObject({
      type: "integer",
      minimum: 1,
      examples: [3],
    });
    expect(at(...body, "properties", "model", "examples")).toEqual(["cohere/rerank-v3.5"]);
    expect(at(...body, "properties", "query", "examples")).toEqual([
      "What is the capital of France?",
    ]);
    expect(at(...body, "properties", "provider", "examples")).toEqual([{ allow_fallbacks: true }]);
  });

  test("provider preferences: closed, all optional, with open enums", () => {
    const preferences = schema("ProviderPreferences") as Readonly<Record<string, object>>;
    expect(preferences).toMatchObject({ type: "object", additionalProperties: false });
    expect(preferences).not.toHaveProperty("required");
    expect(Object.keys(preferences["properties"] ?? {}).sort()).toEqual([
      "allow_fallbacks",
      "data_collection",
      "enforce_distillable_text",
      "ignore",
      "max_price",
      "only",
      "order",
      "preferred_max_latency",
      "preferred_min_throughput",
      "quantizations",
      "require_parameters",
      "sort",
      "zdr",
    ]);
    const quantizations = "int4 int8 fp4 mxfp4 nvfp4 fp6 fp8 mxfp8 fp16 bf16 fp32 unknown".split(
      " ",
    );
    const allow = { "x-speakeasy-unknown-values": "allow" };
    expect(schema("Quantization")).toMatchObject({ enum: quantizations, ...allow });
    expect(schema("ProviderSort")).toMatchObject({
      enum: ["price", "throughput", "latency", "exacto"],
      ...allow,
    });
    expect(Object.keys(at("components", "schemas", "MaxPrice", "properties") as object)).toEqual([
      "audio",
      "completion",
      "image",
      "prompt",
      "request",
    ]);
  });

  test.each([
    ["400", "BadRequestResponse"],
    ["401", "UnauthorizedResponse"],
    ["402", "PaymentRequiredResponse"],
    ["404", "NotFoundResponse"],
    ["429", "TooManyRequestsResponse"],
    ["500", "InternalServerResponse"],
    ["502", "BadGatewayResponse"],
    ["503", "ServiceUnavailableResponse"],
    ["524", "EdgeNetworkTimeoutResponse"],
    ["529", "ProviderOverloadedResponse"],
  ])("%s is a %s of the shape that all errors have", (status, name) => {
    const ref = `#/components/schemas/${name}`;
    expect(at(...post, "responses", status, "content", "application/json", "schema")).toEqual({
      $ref: ref,
    });
    expect(schema(name)).toMatchObject({
      required: ["error"],
      properties: {
        error: { $ref: "#/components/schemas/ErrorDetails" },
        openrouter_metadata: { type: ["object", "null"] },
        user_id: { type: ["string", "null"] },
      },
    });
    expect(schema("ErrorDetails")).toMatchObject({
      required: ["code", "message"],
      properties: {
        code: { type: "integer" },
        message: { type: "string" },
        metadata: { type: ["object", "null"] },
      },
    });
  });

  test("retries: the owner's figures, but a minute instead of an hour", () => {
    expect(at("x-speakeasy-retries")).toEqual({
      strategy: "backoff",
      backoff: { initialInterval: 500, maxInterval: 60_000, exponent: 1.5, maxElapsedTime: 60_000 },
      statusCodes: ["5XX"],
      retryConnectionErrors: true,
    });
  });
});

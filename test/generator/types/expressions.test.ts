/** What to write where an operation uses a schema. */
import { describe, expect, test } from "vitest";
import { printType } from "../../../generator/lib/print-type.js";
import { namesIn, UNKNOWN } from "../../../generator/lib/type.js";
import { names } from "../../../generator/names/index.js";
import { types } from "../../../generator/types/index.js";
import { resolvedConfig, surveyed } from "../support/document.js";

const string = { type: "string" };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

describe("expressions", () => {
  const body = {
    type: "object",
    required: ["file"],
    properties: { file: { ...string, format: "binary" }, size: { enum: ["s", "m"] } },
  };
  const document = surveyed({
    paths: {
      "/pets": {
        parameters: [{ $ref: "#/components/parameters/Limit" }],
        post: {
          operationId: "addPet",
          parameters: [
            { name: "sizes", in: "query", schema: { type: "array", items: { enum: ["s", "m"] } } },
            { name: "lists", in: "query", schema: { enum: [["s", "m"], ["l"]] } },
          ],
          requestBody: { content: { "multipart/form-data": { schema: body } } },
          responses: {
            200: {
              description: "",
              headers: { "X-Rate": { schema: { type: "integer" } } },
              content: { "application/json": { schema: { type: "array", items: ref("Pet") } } },
            },
            202: { description: "", content: { "image/png": { schema: {} } } },
            404: { description: "", content: { "application/json": { schema: ref("Pet") } } },
          },
        },
      },
    },
    components: {
      parameters: { Limit: { name: "limit", in: "query", schema: { type: ["integer", "null"] } } },
      schemas: { Pet: { type: "object", properties: { size: { enum: ["s", "m"] } } } },
    },
  });
  const { expressions } = types(
    document,
    names(document, resolvedConfig(), () => undefined),
    resolvedConfig(),
    () => undefined,
  );
  const post = "/paths/~1pets/post";

  test.each([
    ["/components/parameters/Limit/schema", "number | null"],
    [`${post}/parameters/0/schema`, '("s" | "m")[]'],
    [`${post}/parameters/1/schema`, '["s", "m"] | ["l"]'],
    [`${post}/requestBody/content/multipart~1form-data/schema`, "AddPetRequestBody"],
    [`${post}/requestBody/content/multipart~1form-data/schema/properties/file`, "Uploadable"],
    [`${post}/requestBody/content/multipart~1form-data/schema/properties/size`, '"s" | "m"'],
    [`${post}/responses/200/content/application~1json/schema`, "Pet[]"],
    [`${post}/responses/200/headers/X-Rate/schema`, "number"],
    [`${post}/responses/202/content/image~1png/schema`, "Blob"],
    [`${post}/responses/404/content/application~1json/schema`, "Pet"],
  ])("%s: %s", (pointer, want) => {
    expect(printType(expressions[pointer]?.type ?? UNKNOWN)).toBe(want);
  });

  test("name the declarations that they use", () => {
    const namesAt = (pointer: string) => [...namesIn(expressions[pointer]?.type ?? UNKNOWN)];
    expect(namesAt(`${post}/responses/200/content/application~1json/schema`)).toEqual(["Pet"]);
    expect(
      namesAt(`${post}/requestBody/content/multipart~1form-data/schema/properties/file`),
    ).toEqual(["Uploadable"]);
  });
});

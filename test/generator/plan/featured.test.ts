import { expect, test } from "vitest";
import { emit } from "../../scenarios/line.js";

const operation = (id: string, example: string) =>
  `{ operationId: ${id}, responses: { "204": { description: Done. } }${example} }`;

test.each([
  ["the first", "", "", "first.get"],
  ["what the document names", "", ", x-speakeasy-usage-example: true", "second.get"],
  [
    "of several the one whose position is first",
    ", x-speakeasy-usage-example: { position: 2 }",
    ", x-speakeasy-usage-example: { title: Start here, position: 1 }",
    "second.get",
  ],
])("the README begins with %s", async (_, first, second, wanted) => {
  const document = `
openapi: 3.1.0
info: { title: Shop, version: "1" }
servers: [{ url: https://shop.example }]
paths:
  /first: { get: ${operation("first.get", first)} }
  /second: { get: ${operation("second.get", second)} }
`;
  const { files } = await emit(document, (path) => path === "README.md");
  const [, call] =
    /## First call[^]*?await shop\.([\w.]+)\(/.exec(files.get("README.md") ?? "") ?? [];
  expect(call).toBe(wanted);
});

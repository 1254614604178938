/** What the plan says of an operation, where it differs from the document. */
import { describe, expect, test } from "vitest";
import { planOf } from "../../scenarios/line.js";

async function pathOf(path: string): Promise<unknown> {
  const { plan } = await planOf(`
openapi: 3.1.0
info: { title: Pets, version: "1" }
paths: { "${path}": { get: { operationId: listPets, responses: { "204": { description: None. } } } } }
`);
  const file = plan.files.find((each) => each.path === "src/operations/list-pets.ts");
  const context = file?.context as { operation?: { path: string }; path?: string } | undefined;
  return context?.operation?.path ?? context?.path;
}

describe("the path of a request begins with a slash", () => {
  test.each([
    ["/pets", "/pets"],
    ["pets", "/pets"],
  ])("%s", async (given, want) => {
    expect(await pathOf(given)).toBe(want);
  });
});

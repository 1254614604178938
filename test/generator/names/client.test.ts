import { describe, expect, test } from "vitest";
import { resolvedConfig } from "../support/document.js";
import { nameDocument } from "./given.js";

describe("from the title", () => {
  test.each([
    ["OpenRouter API", "OpenRouter", "openrouter", "OPENROUTER"],
    ["PetstoreAPI", "Petstore", "petstore", "PETSTORE"],
    ["Pet Store", "PetStore", "pet-store", "PET_STORE"],
    ["GitHub v3 REST API", "GitHub", "github", "GITHUB"],
    ["Swagger Petstore - OpenAPI 3.1", "Petstore", "petstore", "PETSTORE"],
    ["The Café API (v2)", "Café", "cafe", "CAFE"],
    ["Events", "Events", "events-client", "EVENTS"],
    ["GitHub's official API", "GitHubsOfficial", "githubs-official", "GITHUBS_OFFICIAL"],
    ["The Writer\u2019s 'Desk'", "WritersDesk", "writers-desk", "WRITERS_DESK"],
    ["Netlify's API documentation", "Netlify", "netlify", "NETLIFY"],
    ["Wendy\u2019s", "Wendy", "wendy", "WENDY"],
    ["API", "ApiClient", "api-client", "API"],
    ["42", "ApiClient", "api-client", "API"],
    ["Timeout API", "TimeoutApi", "timeout", "TIMEOUT"],
    ["Client API", "ClientApi", "client", "CLIENT"],
  ])("%s", (title, client, packageName, envPrefix) => {
    const found = nameDocument({ info: { title, version: "1" } });
    expect([found.client, found.package, found.envPrefix]).toEqual([
      client,
      packageName,
      envPrefix,
    ]);
  });
});

test("the configuration wins", () => {
  const { package: facts } = resolvedConfig();
  const found = nameDocument(
    {},
    {
      client: { name: "OpenRouter", envPrefix: null },
      package: { ...facts, name: "openrouter-rerank" },
    },
  );
  expect([found.client, found.package, found.envPrefix]).toEqual([
    "OpenRouter",
    "openrouter-rerank",
    "OPENROUTER",
  ]);
});

test.each([
  ["Timeout", "TimeoutApi"],
  ["my client", "MyClient"],
])("a name that the user asked for, %s, is not changed in silence", (name, client) => {
  const found = nameDocument({}, { client: { name, envPrefix: null } });
  expect(found.client).toBe(client);
  expect(found.findings).toMatchObject([{ rule: "client-renamed", severity: "warning" }]);
});

/** Servers, credentials, retries and resources. */
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../generator/contract/index.js";
import { modelledOperation, modelOf, rulesOf } from "./support.js";

const empty = { responses: { 204: { description: "" } } };

describe("servers", () => {
  test("variables with defaults, also those that are not declared", () => {
    const servers = [
      {
        url: "https://{region}.example.com/{stage}",
        variables: { region: { default: "eu", enum: ["eu", "us"] } },
      },
    ];
    const made = modelOf({ servers });
    expect(made.model.client.servers[0]?.variables).toEqual([
      { name: "region", default: "eu", enum: ["eu", "us"], description: null },
      { name: "stage", default: "", enum: null, description: null },
    ]);
    expect(rulesOf(made)).toEqual(["server-variable-without-default"]);
  });

  test("none: reported, because the user then has to give one", () => {
    expect(rulesOf(modelOf({}))).toEqual(["no-server"]);
  });

  test("one that is relative to a file: reported for the same reason", () => {
    expect(rulesOf(modelOf({ servers: [{ url: "/v1" }] }))).toEqual(["server-relative"]);
  });

  test("the operation's own, else the path's, where they differ", () => {
    const own = (servers: JsonObject[], pathItem: JsonObject) =>
      modelledOperation({ servers }, { pathItem }).operation.servers.map(({ url }) => url);
    const path = { servers: [{ url: "https://path.example.com" }] };
    expect(own([{ url: "https://own.example.com" }], path)).toEqual(["https://own.example.com"]);
    expect(own([], path)).toEqual(["https://path.example.com"]);
    expect(own([{ url: "https://api.example.com" }], {})).toEqual([]);
  });
});

describe("credentials", () => {
  const bearer = { type: "http", scheme: "bearer" };

  function options(securitySchemes: JsonObject) {
    const security = Object.keys(securitySchemes).map((id) => ({ [id]: [] }));
    const { model } = modelledOperation(
      { security },
      { root: { components: { securitySchemes } } },
    );
    return model.client.securitySchemes.map(
      ({ kind, options: names }) => `${kind}: ${names.map(({ name }) => name).join(" ")}`,
    );
  }

  test.each<[string, JsonObject, string]>([
    ["apiKey", bearer, "bearer: apiKey"],
    ["bearerAuth", bearer, "bearer: token"],
    ["HTTPBearer", bearer, "bearer: token"],
    ["adminToken", bearer, "bearer: adminToken"],
    ["basicAuth", { type: "http", scheme: "Basic" }, "basic: username password"],
    ["digest", { type: "http", scheme: "digest" }, "http: digest"],
    ["ApiKeyAuth", { type: "apiKey", in: "header", name: "X-Key" }, "apiKey: apiKey"],
    ["session", { type: "apiKey", in: "cookie", name: "sid" }, "apiKey: session"],
    [
      "oauth",
      {
        type: "oauth2",
        flows: { clientCredentials: { tokenUrl: "https://a.example/token", scopes: {} } },
      },
      "oauth2: accessToken clientId clientSecret tokenUrl",
    ],
    [
      "oauth",
      {
        type: "oauth2",
        flows: { implicit: { authorizationUrl: "https://a.example", scopes: {} } },
      },
      "oauth2: accessToken",
    ],
    ["certificate", { type: "mutualTLS" }, "mutualTLS: "],
  ])("%s", (id, scheme, want) => {
    expect(options({ [id]: scheme })).toEqual([want]);
  });

  test("two that would share an option: the first keeps the short name", () => {
    const key = (place: string): JsonObject => ({ type: "apiKey", in: place, name: "key" });
    expect(options({ apiKeyHeader: key("header"), apiKeyQuery: key("query") })).toEqual([
      "apiKey: apiKey",
      "apiKey: apiKeyQuery",
    ]);
  });

  test.each<[string, servers: JsonObject[], tokenUrl: string, followsServer: boolean]>([
    ["a relative one", [], "/oauth/token", false],
    ["on a host of its own", [{ url: "https://api.example" }], "https://login.example/t", false],
    ["on the server's host", [{ url: "https://api.example/v1" }], "https://api.example/t", true],
    [
      "on it, by another port",
      [{ url: "https://api.example" }],
      "https://api.example:8443/t",
      true,
    ],
    ["on it, without a protocol", [{ url: "https://api.example" }], "//api.example/t", true],
    [
      "on another server's",
      [{ url: "http://a.example" }, { url: "http://b.example" }],
      "http://b.example/t",
      true,
    ],
    [
      "on what the variables make of it",
      [{ url: "https://{region}.example", variables: { region: { default: "eu" } } }],
      "https://eu.example/t",
      true,
    ],
  ])("a token endpoint %s", (_what, servers, tokenUrl, followsServer) => {
    const flows = { clientCredentials: { tokenUrl, scopes: {} } };
    const { model } = modelledOperation(
      { security: [{ oauth: [] }] },
      { root: { servers, components: { securitySchemes: { oauth: { type: "oauth2", flows } } } } },
    );
    expect(model.client.securitySchemes[0]?.oauth2).toMatchObject({ tokenUrl, followsServer });
  });

  test("Fern's extensions name the option and its variable", () => {
    const securitySchemes = {
      auth: { ...bearer, "x-fern-bearer": { name: "secret", env: "MY_SECRET" } },
    };
    const { model } = modelledOperation(
      { security: [{ auth: [] }] },
      { root: { components: { securitySchemes } } },
    );
    expect(model.client.securitySchemes[0]?.options).toMatchObject([
      { name: "secret", env: "MY_SECRET", role: "secret" },
    ]);
  });

  const securitySchemes = { a: bearer, b: bearer };
  test.each<[string, JsonObject, JsonObject, (readonly string[])[]]>([
    ["the document's", { security: [{ a: [] }] }, {}, [["a"]]],
    ["the operation's own", { security: [{ a: [] }] }, { security: [{ b: [] }] }, [["b"]]],
    ["both at once", {}, { security: [{ a: [], b: [] }] }, [["a", "b"]]],
    ["either", {}, { security: [{ a: [] }, { b: [] }] }, [["a"], ["b"]]],
    ["optional: sent where it is there", {}, { security: [{}, { a: [] }] }, [["a"], []]],
    ["none, against the document's", { security: [{ a: [] }] }, { security: [] }, [[]]],
    ["nothing said", {}, {}, [[]]],
  ])("%s", (_, root, operation, want) => {
    const made = modelledOperation(operation, {
      root: { ...root, components: { securitySchemes } },
    });
    expect(made.operation.security).toEqual(want);
  });

  test("a scheme that is not declared, and one that nothing asks for, are reported", () => {
    const made = modelledOperation(
      { security: [{ missing: [] }] },
      { root: { components: { securitySchemes: { a: bearer } } } },
    );
    expect(made.operation.security).toEqual([[]]);
    expect(made.model.client.securitySchemes).toEqual([]);
    expect(rulesOf(made)).toEqual(["security-scheme-unknown", "security-scheme-unused"]);
  });
});

const OWNERS = {
  backoff: { initialInterval: 500, maxInterval: 60_000, exponent: 1.5, maxElapsedTime: 3_600_000 },
};

describe("retries", () => {
  const backoff = { initialInterval: 100, maxInterval: 1000, exponent: 3, maxElapsedTime: 5000 };
  const policy = {
    strategy: "backoff",
    backoff,
    statusCodes: ["5xx", 429],
    retryConnectionErrors: true,
  };
  const want = { ...policy, statusCodes: ["5XX", "429"], source: "x-speakeasy-retries" };

  test("the document's goes to each operation", () => {
    const { model, operation } = modelledOperation({}, { root: { "x-speakeasy-retries": policy } });
    expect([model.client.retries, operation.retries]).toEqual([want, want]);
  });

  test("the operation's own wins", () => {
    const { operation } = modelledOperation(
      { "x-retries": { strategy: "none" } },
      { root: { "x-speakeasy-retries": policy } },
    );
    expect(operation.retries).toMatchObject({ strategy: "none", source: "x-retries" });
  });

  test("the config wins over all", () => {
    const retries = { ...want, strategy: "none", source: "config" } as const;
    const made = modelOf(
      { "x-speakeasy-retries": policy, paths: { "/": { get: { ...empty, "x-retries": policy } } } },
      { retries },
    );
    expect(made.model.operations[0]?.retries).toEqual(retries);
  });

  test("nothing said: the runtime's own", () => {
    expect(modelledOperation({}).operation.retries).toBeNull();
  });

  test.each([
    [{}, { ...OWNERS, retryConnectionErrors: true }],
    [{ retryConnectionErrors: false }, { ...OWNERS, retryConnectionErrors: false }],
    [
      { backoff: { exponent: 3 } },
      { backoff: { ...OWNERS.backoff, exponent: 3 }, retryConnectionErrors: false },
    ],
  ])("what %j does not say is as the extension's owner has it", (said, filled) => {
    const retries = { strategy: "backoff", statusCodes: ["429"], ...said };
    const { operation } = modelledOperation({}, { root: { "x-speakeasy-retries": retries } });
    expect(operation.retries).toMatchObject(filled);
  });

  test("what is not understood is reported", () => {
    expect(
      rulesOf(modelledOperation({}, { root: { "x-retries": { strategy: "sometimes" } } })),
    ).toEqual(["retry-policy-invalid"]);
    expect(
      rulesOf(
        modelledOperation({}, { root: { "x-retries": { ...policy, statusCodes: ["many"] } } }),
      ),
    ).toEqual(["retry-policy-invalid"]);
  });
});

describe("resources", () => {
  test("nested by group, told about by the tag of their name", () => {
    const paths = {
      "/a": {
        get: {
          ...empty,
          operationId: "a",
          tags: ["Chat Completions"],
          "x-speakeasy-group": "chat.completions",
        },
      },
      "/b": { get: { ...empty, operationId: "b", "x-speakeasy-group": "chat" } },
    };
    const tags = [{ name: "Chat Completions", description: "Talk." }];
    const { model } = modelOf({ paths, tags });
    expect(model.resources).toMatchObject([
      {
        property: "chat",
        operations: ["b"],
        children: [
          {
            property: "completions",
            path: ["chat", "completions"],
            title: "Chat Completions",
            description: "Talk.",
            operations: ["a"],
          },
        ],
      },
    ]);
  });

  test("an ignored operation is left out", () => {
    expect(
      modelOf({ paths: { "/a": { get: { ...empty, "x-speakeasy-ignore": true } } } }).model
        .operations,
    ).toEqual([]);
  });

  test("two operations of one id have two ids", () => {
    const paths = {
      "/a": { get: { ...empty, operationId: "x" } },
      "/b": { get: { ...empty, operationId: "x" } },
    };
    const ids = modelOf({ paths }).model.operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });
});

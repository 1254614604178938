/** The entry `openapi` is what openapi-fetch's friends take: one of them asks with it, the other answers, both with its `paths`. */
import { QueryClient } from "@tanstack/react-query";
import { setupServer } from "msw/node";
import { createOpenApiHttp } from "openapi-msw";
import createQueries from "openapi-react-query";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { OpenRouterCore } from "../../generated/openrouter-rerank/src/client.js";
import {
  InvalidRequestError,
  NotFoundResponseError,
} from "../../generated/openrouter-rerank/src/errors.js";
import { openapiClient, type paths } from "../../generated/openrouter-rerank/src/openapi.js";

const http = createOpenApiHttp<paths>({ baseUrl: "http://openrouter.invalid/v1" });
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const seen: string[] = [];
const client = new OpenRouterCore({
  apiKey: "secret",
  baseURL: "http://openrouter.invalid/v1",
  retries: { backoff: { initialInterval: 1 } },
  middleware: [
    (request, next, { attempt }) => {
      seen.push(`${attempt}`);
      return next(request);
    },
  ],
});
afterEach(() => void seen.splice(0));

const body = { model: "cohere/rerank-v3.5", query: "Where?", documents: ["Here.", "There."] };
const results = [{ index: 1, relevance_score: 0.9, document: { text: "There." } }];

test("a query of openapi-react-query is a call of the package: its credentials, retries and middleware", async () => {
  let answers = 0;
  server.use(
    http.post("/rerank", async ({ request, response }) => {
      expect(request.headers.get("authorization")).toBe("Bearer secret");
      expect(await request.json()).toEqual(body);
      answers += 1;
      return answers === 1
        ? response(503).json({ error: { code: 503, message: "Later." } })
        : response(200).json({ model: body.model, results });
    }),
  );
  const queries = createQueries(openapiClient(client));

  const found = await new QueryClient().fetchQuery(
    queries.queryOptions("post", "/rerank", { body }),
  );

  expect(found).toMatchObject({ results });
  expect(seen).toEqual(["0", "1"]);
});

test("what fails is an error of the package, of the operation's own classes", async () => {
  server.use(
    http.post("/rerank", ({ response }) =>
      response(404).json({ error: { code: 404, message: "No such model." } }),
    ),
  );

  const call = openapiClient(client).POST("/rerank", { body });

  await expect(call).rejects.toThrow(NotFoundResponseError);
  await expect(call).rejects.toMatchObject({ status: 404, data: { error: { code: 404 } } });
});

test("a parameter that would lead to another path is refused", async () => {
  const api = openapiClient(client) as unknown as {
    GET(path: string, init: object): Promise<unknown>;
  };
  const call = api.GET("/models/{id}", { params: { path: { id: ".." } } });
  await expect(call).rejects.toThrow(InvalidRequestError);
});

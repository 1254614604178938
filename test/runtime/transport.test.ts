/** What goes over the wire is what openapi-fetch's own client would send for the same call. */
import createClient from "openapi-fetch";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FaultServer, reply, startFaultServer } from "../support/fault-server.js";
import { getModel, Rank } from "../support/rank-sdk.js";

interface Paths {
  "/rank": { post: { requestBody: { content: { "application/json": object } } } };
  "/models/{id}/{part}": {
    get: { parameters: { path: { id: string; part: string }; query: { limit: number } } };
  };
}

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer(reply(200, { model: "m" }));
});
afterAll(() => server.close());

it("sends the same requests as openapi-fetch", async () => {
  const baseUrl = `${server.url}/v1/`;
  const ours = new Rank({ apiKey: "k", baseURL: baseUrl });
  await ours.rank({ query: "q" });
  await getModel(ours, { id: "a b/c", limit: 3 });

  const theirs = createClient<Paths>({ baseUrl, headers: { Accept: "application/json" } });
  await theirs.POST("/rank", { body: { query: "q" }, headers: { Authorization: "Bearer k" } });
  await theirs.GET("/models/{id}/{part}", {
    params: { path: { id: "a b/c", part: "latest" }, query: { limit: 3 } },
  });

  const [post, get, theirPost, theirGet] = server.requests;
  expect(post).toEqual(theirPost);
  expect(get).toEqual(theirGet);
});

/**
 * One client in a process of its own, which makes calls in turns with the others: told how many, it answers with the CPU time of each, in
 * microseconds. Arguments: the client, the server's URL, and the modules that the client is in.
 */
import { pathToFileURL } from "node:url";
import createClient from "openapi-fetch";
import type * as OurClient from "../../generated/openrouter-rerank/src/client.js";
import type * as OurOperation from "../../generated/openrouter-rerank/src/operations/rerank.js";
import type * as OurPackage from "../../generated/openrouter-rerank/src/index.js";

const REQUEST = {
  model: "cohere/rerank-v3.5",
  query: "What is the capital of France?",
  documents: ["Paris is the capital.", "Berlin is not."],
  top_n: 2,
};

interface Paths {
  "/rerank": {
    post: {
      requestBody: { content: { "application/json": typeof REQUEST } };
      responses: { 200: { content: { "application/json": object } } };
    };
  };
}

interface RedoclyClient {
  configure(config: object): void;
  rerank(input: { body: typeof REQUEST }): Promise<unknown>;
}

interface SpeakeasyClient {
  OpenRouter: new (options: object) => {
    rerank: { rerank(request: { requestBody: object }): Promise<unknown> };
  };
}

type Call = () => Promise<unknown>;

/** By client: makes what one call is, of the server's URL and what the modules export. */
const CLIENTS: Readonly<Record<string, (url: string, exported: object) => Call>> = {
  fetch(url) {
    const headers = {
      Authorization: "Bearer key",
      "Content-Type": "application/json",
      Accept: "application/json",
    };
    return async () => {
      const body = JSON.stringify(REQUEST);
      const response = await fetch(`${url}/rerank`, { method: "POST", headers, body });
      return response.json();
    };
  },
  function(url, exported) {
    const { OpenRouterCore, rerank } = exported as typeof OurClient & typeof OurOperation;
    const client = new OpenRouterCore({ apiKey: "key", baseURL: url });
    return () => rerank(client, REQUEST);
  },
  method(url, exported) {
    const { OpenRouter } = exported as typeof OurPackage;
    const client = new OpenRouter({ apiKey: "key", baseURL: url });
    return () => client.rerank.rerank(REQUEST);
  },
  openapiFetch(baseUrl) {
    const headers = { Authorization: "Bearer key", Accept: "application/json" };
    const client = createClient<Paths>({ baseUrl, headers });
    return () => client.POST("/rerank", { body: REQUEST });
  },
  redocly(serverUrl, exported) {
    const client = exported as RedoclyClient;
    client.configure({ serverUrl, auth: { bearer: "key" } });
    return () => client.rerank({ body: REQUEST });
  },
  speakeasy(serverURL, exported) {
    const { OpenRouter } = exported as SpeakeasyClient;
    const client = new OpenRouter({ apiKey: "key", serverURL });
    return () => client.rerank.rerank({ requestBody: REQUEST });
  },
};

const [kind = "", url = "", ...paths] = process.argv.slice(2);
const modules = paths.map((path) => import(pathToFileURL(path).href) as Promise<object>);
const call = CLIENTS[kind]?.(url, Object.assign({}, ...(await Promise.all(modules))) as object);
if (!call) throw new Error(`no client ${kind}`);

process.on("message", (calls) => {
  void cpuPerCall(call, Number(calls)).then((cost) => process.send?.(cost));
});
process.send?.("ready");

async function cpuPerCall(make: Call, calls: number): Promise<number> {
  const start = process.cpuUsage();
  for (let done = 0; done < calls; done++) await make();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / calls;
}

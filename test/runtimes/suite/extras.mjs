/** What a package has besides its operations: undocumented endpoints, its own middleware, files by path; and what it refuses to send. */
import { fileFromPath } from "kitchen-sink/node";
import { InvalidRequestError, OpenRouter } from "openrouter-rerank";
import {
  limitResponseSize,
  ResponseTooLargeError,
  uploadProgress,
} from "openrouter-rerank/middleware";
import { asText } from "openrouter-rerank/responses";
import { call, once } from "./call.mjs";
import { equal, rejection } from "./check.mjs";

const client = (place) => new OpenRouter({ apiKey: "key", baseURL: place.baseURL, ...once });
const line = "a\r\nx-injected: 1";

export const extras = {
  async "a line break in a header is refused, and its option named"({ at }) {
    const place = at("ok");
    const refused = async (made) => (await rejection(made, InvalidRequestError)).parameter;
    equal(await refused(call(place, { headers: { "x-a": line } })), "x-a");
    equal(await refused(call(place, { headers: { [line]: "v" } })), line);
    equal(await refused(call(place, {}, { apiKey: line })), "apiKey");
    equal(await refused(call(place, {}, { httpReferer: line })), "httpReferer");
    equal(await place.seen(), []);
  },

  async "request() reaches any endpoint"({ at }) {
    const place = at("ok");
    const options = { path: { id: "a/b" }, query: { tags: ["x", "y"] }, body: { name: "é" } };
    equal((await client(place).request("POST", "/things/{id}", options)).model, "m");
    const [{ url, body, headers }] = await place.seen();
    equal(url.replace(/^.*\/things/, ""), "/a%2Fb?tags=x&tags=y");
    equal([body, headers.authorization], ['{"name":"é"}', "Bearer key"]);
    const error = await rejection(
      client(place).request("GET", "/things", { body: {} }),
      InvalidRequestError,
    );
    equal(error.parameter, "body");
  },

  async "limitResponseSize ends the call, and the connection"({ at }) {
    const middleware = [limitResponseSize({ bytes: 20 })];
    const error = await rejection(call(at("ok"), { ...once, middleware }), ResponseTooLargeError);
    equal(error.limitBytes, 20);
    const html = client(at("html")).request("GET", "/x", {
      response: asText("text/html"),
      middleware: [limitResponseSize({ bytes: 1000 })],
    });
    equal((await html).includes("Sign in"), true);
  },

  async "uploadProgress reports to the end"({ at }) {
    const place = at("ok");
    const size = 200_000;
    const seen = [];
    const middleware = [uploadProgress((report) => seen.push(report))];
    const body = new Blob(["x".repeat(size)]);
    await client(place).request("POST", "/x", { body, middleware });
    equal(seen.at(-1), { sent: size, total: size });
    const [received] = await place.seen();
    equal(received.body.length, size);
    const { "content-length": length, "transfer-encoding": encoding } = received.headers;
    return `${seen.length} reports, ${length ? `Content-Length ${length}` : encoding}`;
  },

  async "fileFromPath, where there are files"({ require, skip }) {
    if (!require) skip("no files here");
    const made = await fileFromPath(require.resolve("openrouter-rerank/package.json"), {
      type: "application/json",
    });
    equal([made.name, made.type], ["package.json", "application/json"]);
    const text = await new Response(
      made.content instanceof Blob ? made.content : await bytesOf(made.content),
    ).text();
    equal(JSON.parse(text).name, "openrouter-rerank");
    return made.content instanceof Blob ? "a Blob" : "a stream";
  },
};

async function bytesOf(chunks) {
  const all = [];
  for await (const chunk of chunks) all.push(chunk);
  return new Blob(all);
}

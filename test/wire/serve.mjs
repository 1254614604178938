/**
 * The suite's own mock server, on a free port. Needs Node.js 22. Prints one line of JSON: its URL, and what each scenario expects.
 *
 *   node serve.mjs COVERAGE-FILE
 */
import { readdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expandDyns } from "@typespec/spec-api";
// Not exported: the command line would take the port from the caller.
import { MockApiApp } from "./node_modules/@typespec/spector/dist/src/app/app.js";

const suite = fileURLToPath(new URL("node_modules/@typespec/http-specs", import.meta.url));
const port = await freePort();
const config = { baseUrl: `http://127.0.0.1:${port}` };
// Read before the app adds its own handlers.
const scenarios = await readScenarios();
const log = console.log;
console.log = console.info = console.warn = console.error;
const app = new MockApiApp({
  port,
  scenarioPath: join(suite, "specs"),
  coverageFile: process.argv[2],
});
// Needed while scenarios are registered, and set only afterwards.
app.resolverConfig = config;
await app.start();
// It answers with `localhost`, which may be another address than the one it listens on.
app.resolverConfig.baseUrl = config.baseUrl;
log(JSON.stringify({ url: config.baseUrl, scenarios }));

async function readScenarios() {
  const folder = join(suite, "dist", "specs");
  const files = readdirSync(folder, { recursive: true }).filter((each) =>
    each.endsWith("mockapi.js"),
  );
  const read = [];
  for (const file of files) {
    const { Scenarios = {} } = await import(pathToFileURL(join(folder, file)).href);
    for (const [name, { apis }] of Object.entries(Scenarios))
      read.push({ name, apis: apis.map(plain) });
  }
  return read;
}

function plain({ method, uri, request = {}, response }) {
  return {
    method: method.toUpperCase(),
    // A colon means something to the router, so some are escaped.
    uri: uri.replaceAll("\\", ""),
    query: expandDyns(request.query ?? {}, config),
    headers: expandDyns(request.headers ?? {}, config),
    body: plainBody(request.body),
    response: {
      status: response.status,
      headers: expandDyns(response.headers ?? {}, config),
      body: plainBody(response.body),
    },
  };
}

/** Text or, of bytes, base64; `parts` of a multipart body. */
function plainBody(body) {
  if (body === undefined) return null;
  const { contentType } = body;
  if (body.kind === "multipart") {
    const files = (body.files ?? []).map(({ buffer, ...file }) => ({
      ...file,
      base64: buffer.toString("base64"),
    }));
    return { contentType, parts: body.parts ?? {}, files };
  }
  const content =
    body.streamChunks === undefined ? body.rawContent : Buffer.concat(body.streamChunks);
  if (content === undefined) return { contentType };
  if (Buffer.isBuffer(content)) return { contentType, base64: content.toString("base64") };
  return { contentType, text: typeof content === "string" ? content : content.serialize(config) };
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}

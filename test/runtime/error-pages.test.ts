/** What an error page of 100 MB costs who calls: a little of it is read, less is kept, and the connection is given up. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it, onTestFinished } from "vitest";
import { ONCE, Rank, type SdkError } from "../support/rank-sdk.js";

const KB = 1024;
const CALLS = 30;

/** In a process of its own, so that what it keeps is not counted. Answers all of it, as fast as it is taken. */
const SERVER = `
  const block = Buffer.alloc(64 * 1024, "<p>x</p>");
  const size = 100 * 1024 * 1024;
  const server = require("node:http").createServer((request, response) => {
    response.writeHead(500, { "Content-Type": "text/html", "Content-Length": size });
    let bytes = 0;
    const pump = () => {
      while (bytes < size && !response.destroyed) {
        bytes += block.length;
        if (!response.write(block)) return response.once("drain", pump);
      }
      response.end();
    };
    request.resume().on("end", pump);
  });
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));`;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function memory(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

it("keeps 32 kB of each and little besides", async () => {
  const server = spawn(process.execPath, ["-e", SERVER], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void server.kill());
  const [port] = (await once(server.stdout, "data")) as [Buffer];
  const baseURL = `http://127.0.0.1:${String(port).trim()}`;
  const client = new Rank({ apiKey: "k", baseURL, retries: ONCE });
  const page = async () => {
    const result = await client.rank({ query: "q" }).result();
    return result.ok ? undefined : result.error;
  };
  await Promise.all([page(), page()]); // what is loaded at the first calls is not the pages'
  const before = memory();
  const errors: (SdkError | undefined)[] = [];
  for (let call = 0; call < CALLS; call++) errors.push(await page());

  expect(errors.every((error) => error?.body?.length === 32 * KB)).toBe(true);
  await expect.poll(() => (memory() - before) / CALLS, { timeout: 10_000 }).toBeLessThan(100 * KB); // of 102,400 kB
});

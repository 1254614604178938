/**
 * How the cost of `specwright generate` grows: made-up documents of 10 to 5,000 operations, each with schemas of its own; a
 * fresh process and an empty cache each time. What the document does not change (an SDK of one operation) is taken off.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, ROOT, table } from "./support/measure.js";
import { costOf, type Cost } from "./support/processes.js";

const SIZES = (process.env["SIZES"] ?? "10,100,1000,5000").split(",").map(Number);
const ROUNDS = Number(process.env["ROUNDS"] ?? 3);
/** An operation among 5,000 may cost this many times what it costs among 1,000. */
const LIMIT_GROWTH = 1.3;

const problem = {
  type: "object",
  properties: { message: { type: "string", description: "What went wrong." } },
};

const work = mkdtempSync(join(tmpdir(), "specwright-bench-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));

execFileSync(process.execPath, [join(ROOT, "scripts", "build.mjs")], { stdio: "inherit" });
const base = measure(1).cpuMs;
const rows = SIZES.map((size) => {
  const { wallMs, cpuMs, peakMB } = measure(size);
  return { size, wallMs, cpuMs, peakMB, each: (cpuMs - base) / size };
});
table(
  [`${ROUNDS} rounds, medians`, "wall, s", "CPU, s", "peak, MB", "CPU an operation, ms"],
  rows.map(({ size, wallMs, cpuMs, peakMB, each }) => [
    `${size} operations`,
    (wallMs / 1000).toFixed(2),
    (cpuMs / 1000).toFixed(2),
    Math.round(peakMB),
    each.toFixed(2),
  ]),
);
const [before, last] = rows.slice(-2);
const growth = (last?.each ?? NaN) / (before?.each ?? NaN);
console.log(
  `\nBase: ${Math.round(base)} ms of CPU. Among ${last?.size} operations one costs ${growth.toFixed(2)} times what it costs among ${before?.size} (limit ${LIMIT_GROWTH}).`,
);
if (growth > LIMIT_GROWTH) process.exitCode = 1;

function measure(size: number): Cost {
  const folder = join(work, String(size));
  mkdirSync(folder);
  writeFileSync(join(folder, "openapi.json"), JSON.stringify(document(size)));
  const costs = Array.from({ length: ROUNDS }, (_, round) => {
    const output = `sdk-${round}`;
    const cwd = mkdtempSync(join(folder, "run-"));
    const command = join(ROOT, "dist", "cli", "main.js");
    const cost = costOf([command, "generate", "../openapi.json", "--output", output], cwd);
    rmSync(cwd, { recursive: true });
    return cost;
  });
  return {
    wallMs: median(costs.map(({ wallMs }) => wallMs)),
    cpuMs: median(costs.map(({ cpuMs }) => cpuMs)),
    peakMB: median(costs.map(({ peakMB }) => peakMB)),
  };
}

/** Twenty operations for each tag; in turns they read a list, read one, create, replace and delete. */
function document(size: number): object {
  const paths: Record<string, Record<string, object>> = {};
  const schemas: Record<string, object> = { Problem: problem };
  for (let index = 0; index < size; index++) {
    const name = `Thing${Math.floor(index / 5)}`;
    schemas[name] ??= thing(name);
    const collection = `/${name.toLowerCase()}s`;
    const { path, method, ...operation } = operationOf(index % 5, name, collection);
    const tags = [`group-${Math.floor(index / 20)}`];
    (paths[path] ??= {})[method] = { tags, ...operation };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Many things", version: "1.0.0" },
    servers: [{ url: "https://api.example.com" }],
    paths,
    components: { schemas },
  };
}

function thing(name: string): object {
  return {
    type: "object",
    description: `A ${name}.`,
    required: ["id", "name"],
    properties: {
      id: { type: "string", description: `Which ${name} it is.` },
      name: { type: "string", maxLength: 100 },
      state: { type: "string", enum: ["new", "open", "closed"] },
      labels: { type: "array", items: { type: "string" } },
      size: {
        type: "object",
        properties: { width: { type: "number" }, height: { type: "number" } },
      },
    },
  };
}

function operationOf(kind: number, name: string, collection: string) {
  const ref = { $ref: `#/components/schemas/${name}` };
  const answer = (schema: object) => ({
    200: { description: "Done.", content: { "application/json": { schema } } },
    404: {
      description: "There is none.",
      content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  });
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const limit = {
    name: "limit",
    in: "query",
    schema: { type: "integer" },
    description: "How many.",
  };
  const body = { required: true, content: { "application/json": { schema: ref } } };
  const one = `${collection}/{id}`;
  const all = [
    {
      method: "get",
      path: collection,
      parameters: [limit],
      responses: answer({ type: "array", items: ref }),
    },
    { method: "get", path: one, parameters: [id], responses: answer(ref) },
    { method: "post", path: collection, requestBody: body, responses: answer(ref) },
    { method: "put", path: one, parameters: [id], requestBody: body, responses: answer(ref) },
    { method: "delete", path: one, parameters: [id], responses: { 204: { description: "Gone." } } },
  ] as const;
  const verb = ["list", "get", "create", "replace", "delete"][kind] ?? "";
  const operation = all[kind] ?? all[0];
  return {
    ...operation,
    operationId: `${verb}${name}`,
    summary: `The operation ${verb} of ${name}.`,
  };
}

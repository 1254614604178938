/**
 * `npm start`: the whole way from a document to ranked documents, on this machine.
 * It generates, builds, serves and calls in .cache/start/, so that the working tree stays as it is.
 *
 *   npm start             against a mock server made from the same document
 *   npm start -- --live   against the real API, with the key in OPENROUTER_API_KEY
 */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { SpecwrightError } from "../generator/contract/index.js";
import { resolveConfig } from "../generator/config/index.js";
import { generate, type GenerateResult } from "../generator/generate.js";
import configs from "../specwright.config.js";
import { startMockServer } from "./mock-server.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const WORK = join(ROOT, ".cache", "start");
const SDK = join(WORK, "openrouter-rerank");
const EXAMPLE = "examples/rerank.ts";
const KEY = "OPENROUTER_API_KEY";

const isLive = process.argv.includes("--live");
const isColour = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;
const bold = (text: string) => (isColour ? `\u001b[1m${text}\u001b[22m` : text);
const dim = (text: string) => (isColour ? `\u001b[2m${text}\u001b[22m` : text);

main().catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof SpecwrightError)
    for (const { hint } of error.diagnostics) console.error(hint);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  if (isLive && !process.env[KEY]) {
    throw new Error(
      `--live calls OpenRouter's API, which needs a key: set ${KEY} and run it again.\n` +
        "Without --live, the same program runs against a mock server and needs no key.",
    );
  }
  const start = performance.now();
  rmSync(WORK, { recursive: true, force: true });
  const config = await rerankConfig();

  await step(`Generate  ${config.input} -> .cache/start/openrouter-rerank`, async () =>
    describeResult(await generate(await resolveConfig({ ...config, output: SDK }, ROOT))),
  );
  await step("Build     ES modules, CommonJS and types", async () => {
    await run(process.execPath, [join(SDK, "scripts", "build.mjs")]);
    return [];
  });
  await (isLive ? callLive() : callMock(join(ROOT, config.input)));
  console.log(dim(`\nDone in ${seconds(performance.now() - start)}.`));
}

async function rerankConfig() {
  const config = [configs]
    .flat()
    .find(({ package: { name } = {} }) => name === "openrouter-rerank");
  if (config?.input === undefined) throw new Error("specwright.config.ts lost openrouter-rerank.");
  return { ...config, input: config.input };
}

/** What the line did, stage by stage, and how its output compares with the committed one. */
function describeResult({ stages, report, diagnostics }: GenerateResult): string[] {
  const times = stages.map(({ name, ms }) => `${name} ${Math.round(ms)} ms`);
  const bytes = report.created.reduce((sum, path) => sum + readFileSync(join(SDK, path)).length, 0);
  const stale = report.created.filter((path) => !isCommitted(path));
  return [
    ...rows(times, 5).map((row) => row.join(dim(" · "))),
    `${report.created.length} files, ${Math.round(bytes / 1000)} kB; ${
      stale.length === 0
        ? "byte for byte what generated/openrouter-rerank holds"
        : `${stale.length} differ from generated/openrouter-rerank: npm run generate`
    }`,
    ...diagnostics
      .filter(({ severity }) => severity !== "info")
      .map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`),
  ];
}

function isCommitted(path: string): boolean {
  try {
    const committed = readFileSync(join(ROOT, "generated", "openrouter-rerank", path));
    return committed.equals(readFileSync(join(SDK, path)));
  } catch {
    return false;
  }
}

async function callMock(document: string): Promise<void> {
  const start = performance.now();
  await using server = await startMockServer(document);
  const time = dim(`  ${seconds(performance.now() - start)}`);
  console.log(`${bold("Serve")}     a mock of the same document at ${server.url}${time}`);
  await call({ OPENROUTER_BASE_URL: server.url, [KEY]: "a-key-for-the-mock" });
  for (const { method, path, status } of server.calls) {
    console.log(dim(`  the server saw: ${method} ${path} -> ${status}`));
  }
}

function callLive(): Promise<void> {
  return call({});
}

/** Runs the example in a folder where the built package is installed, as its user would. */
async function call(env: NodeJS.ProcessEnv): Promise<void> {
  console.log(`\n${bold("Call")}      ${EXAMPLE}\n`);
  mkdirSync(join(WORK, "app", "node_modules"), { recursive: true });
  symlinkSync(SDK, join(WORK, "app", "node_modules", "openrouter-rerank"), "junction");
  const source = readFileSync(join(ROOT, EXAMPLE), "utf8");
  const { code } = await transform(source, { loader: "ts", format: "esm", target: "node20" });
  writeFileSync(join(WORK, "app", "rerank.mjs"), code);
  await run(process.execPath, [join(WORK, "app", "rerank.mjs")], env);
}

async function step(title: string, work: () => string[] | Promise<string[]>): Promise<void> {
  const start = performance.now();
  const [verb = "", ...rest] = title.split(/(?<=^\S+)/);
  process.stdout.write(`${bold(verb)}${rest.join("")}`);
  const details = await work();
  console.log(dim(`  ${seconds(performance.now() - start)}`));
  for (const line of details) console.log(`  ${line}`);
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, ...env } });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`${args[0] ?? command} failed (exit code ${code}).`)),
    );
  });
}

function rows<T>(items: readonly T[], size: number): T[][] {
  const starts = items.map((_, index) => index).filter((index) => index % size === 0);
  return starts.map((start) => items.slice(start, start + size));
}

function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

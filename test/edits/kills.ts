/**
 * `npm run test:kills [-- --times N --seed N]`: `generate` is killed (SIGKILL) at random times, 50 times, while it brings a package with
 * a person's edits from one document to another and back. Every file is then the old or the new one, to the byte, and the next run makes
 * the folder what it would have been without the kill. Prints last `N passed, N failed`.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { resolveConfig } from "../../generator/config/index.js";
import { generate } from "../../generator/generate.js";
import { root } from "../rules/source-files.js";
import { Random } from "./random.js";

const { values: flags } = parseArgs({
  options: { times: { type: "string", default: "50" }, seed: { type: "string", default: "1" } },
});

/** So many of the kills come while files are written; the others at any time of the run. */
const WHILE_WRITING = 0.7;
/** About as many changes as a run makes to the folder: staged files, renames, deletions. */
const CHANGES = 124;
/** About as long as a run takes, with the start of the process. */
const RUN_MS = 4000;

type Files = ReadonlyMap<string, string>;

await main();

async function main(): Promise<void> {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const work = mkdtempSync(join(root, ".cache", "kills-"));
  try {
    await kills(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function kills(work: string): Promise<void> {
  const documents = [0, 1].map((version) => documentOf(work, version));
  const sdk = join(work, "sdk");
  const [states, folders] = await statesOf(work, documents);
  const random = new Random(Number(flags.seed));
  const counts = { passed: 0, failed: 0, midway: 0 };
  for (let time = 0; time < Number(flags.times); time += 1) {
    const to = (time + 1) % 2;
    const [before, after] = [states[1 - to] ?? new Map(), states[to] ?? new Map()];
    rmSync(sdk, { recursive: true, force: true });
    cpSync(folders[1 - to] ?? "", sdk, { recursive: true });
    await killed({ document: documents[to] ?? "", sdk, random });
    const left = filesIn(sdk);
    const faults = strange(left, before, after);
    if (!same(left, before) && !same(left, after)) counts.midway += 1;
    await generate(await resolveConfig({ input: documents[to] ?? "", output: sdk }));
    if (!same(filesIn(sdk), after)) faults.push(...differing(filesIn(sdk), after));
    counts[faults.length === 0 ? "passed" : "failed"] += 1;
    for (const fault of faults.slice(0, 4)) console.log(`FAIL ${time + 1}  ${fault}`);
  }
  // A test whose kills all come too early or too late shows nothing.
  if (counts.midway === 0) counts.failed += 1;
  console.log(`${counts.midway} of ${flags.times} kills left some files old and some new`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

/** What the folder holds with either document, with the edits of a person in it: by document, its files and a folder with them. */
async function statesOf(
  work: string,
  documents: readonly string[],
): Promise<readonly [readonly Files[], readonly string[]]> {
  const folders = documents.map((_, index) => join(work, `state-${index}`));
  const run = async (document: string | undefined, output: string) =>
    generate(await resolveConfig({ input: document ?? "", output }));
  const [first = "", second = ""] = folders;
  await run(documents[0], first);
  for (const path of ["src/client.ts", "src/index.ts", "README.md"])
    writeFileSync(
      join(first, path),
      `${readFileSync(join(first, path), "utf8")}${path.endsWith(".ts") ? "// " : ""}mine\n`,
    );
  await run(documents[0], first);
  cpSync(first, second, { recursive: true });
  await run(documents[1], second);
  // There and back, so that each is what a run from the other makes.
  rmSync(first, { recursive: true, force: true });
  cpSync(second, first, { recursive: true });
  await run(documents[0], first);
  return [folders.map(filesIn), folders];
}

/** Starts a run, and ends it: at a random time of it, or before a random one of the changes that it makes to the folder. */
async function killed({
  document,
  sdk,
  random,
}: {
  readonly document: string;
  readonly sdk: string;
  readonly random: Random;
}): Promise<void> {
  const isWriting = random.next() < WHILE_WRITING;
  const at = random.next();
  const change = isWriting ? `${Math.floor(at * CHANGES)}` : "never";
  const args = ["--import", "tsx", join(root, "test", "edits", "killed.ts"), document, sdk, change];
  const child = spawn(process.execPath, args, { cwd: root, stdio: "ignore" });
  const timer = isWriting ? null : setTimeout(() => void child.kill("SIGKILL"), at * RUN_MS);
  await once(child, "close");
  if (timer !== null) clearTimeout(timer);
}

function documentOf(work: string, version: number): string {
  const file = join(work, `v${version}.json`);
  const paths = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `/v${version}/things/${index}`,
      {
        get: {
          operationId: `readThing${index % 2 === 0 || version === 0 ? index : `${index}Again`}`,
          summary: `Thing ${index} of version ${version}`,
          responses: { "200": { description: "OK" } },
        },
      },
    ]),
  );
  const info = { title: "Things", version: "1.0.0" };
  writeFileSync(
    file,
    JSON.stringify({ openapi: "3.1.0", info, servers: [{ url: "https://things.example" }], paths }),
  );
  return file;
}

/** Every file of the package by its path, but for what is only of use while a run goes on. */
function filesIn(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const paths = entries.map((file) => [file.slice(folder.length + 1), file] as const);
  return new Map(
    paths
      .filter(([path]) => !path.startsWith(".specwright-tmp"))
      .map(([path, file]) => [path, readFileSync(file, "latin1")] as const)
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

/** What is neither the old nor the new file. The manifest may be the one that names both. */
function strange(left: Files, before: Files, after: Files): string[] {
  const paths = [...left.keys()].filter((path) => path !== ".specwright.json");
  return paths
    .filter((path) => left.get(path) !== before.get(path) && left.get(path) !== after.get(path))
    .map((path) => `${path} is neither the old file nor the new one`);
}

function differing(left: Files, right: Files): string[] {
  const paths = new Set([...left.keys(), ...right.keys()]);
  return [...paths]
    .filter((path) => left.get(path) !== right.get(path))
    .map((path) => `${path} is not what a run makes that nothing stopped`);
}

function same(left: Files, right: Files): boolean {
  return differing(left, right).length === 0;
}

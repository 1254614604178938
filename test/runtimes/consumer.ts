/** The project of a user: the packed SDK installed, the suite beside it, bundled where a user would bundle. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { run, succeed } from "../e2e/support/process.js";

const here = dirname(fileURLToPath(import.meta.url));
const sdk = join(here, "..", "..", "generated", "openrouter-rerank");
const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];

export interface Consumer {
  readonly folder: string;
  remove(): void;
}

export async function makeConsumer(): Promise<Consumer> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "specwright-runtimes-")));
  const packed = join(folder, "packed");
  mkdirSync(packed);
  await succeed(run("npm", ["pack", "--pack-destination", packed, ...quiet], { cwd: sdk }));
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const [tarball = ""] = readdirSync(packed);
  const install = ["install", "--prefer-offline", "--ignore-scripts", ...quiet];
  await succeed(run("npm", [...install, join(packed, tarball)], { cwd: folder }));
  cpSync(join(here, "suite"), folder, { recursive: true });
  await bundle(folder, "page");
  await bundle(folder, "worker");
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function bundle(folder: string, entry: string): Promise<void> {
  await build({
    absWorkingDir: folder,
    entryPoints: [`${entry}.mjs`],
    outfile: `${entry}.js`,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "esnext",
    logLevel: "error",
  });
}

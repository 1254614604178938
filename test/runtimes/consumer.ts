/** The project of a user: the packed SDKs installed, the suite beside it, bundled where a user would bundle. */
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
const generated = join(here, "..", "..", "generated");
const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];

export interface Consumer {
  readonly folder: string;
  remove(): void;
}

export async function makeConsumer(): Promise<Consumer> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "specwright-runtimes-")));
  const packed = join(folder, "packed");
  mkdirSync(packed);
  // The second for what the first has none of: webhooks.
  for (const sdk of ["openrouter-rerank", "kitchen-sink"]) {
    const pack = ["pack", "--pack-destination", packed, ...quiet];
    await succeed(run("npm", pack, { cwd: join(generated, sdk) }));
  }
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const tarballs = readdirSync(packed).map((tarball) => join(packed, tarball));
  const install = ["install", "--prefer-offline", "--ignore-scripts", ...quiet];
  await succeed(run("npm", [...install, ...tarballs], { cwd: folder }));
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

/** Once for all tests of `package`: builds the command, packs the rerank SDK and installs the tarball into an empty project. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    readonly built: Built;
  }
}

export interface Built {
  /** The command, as `npm install -g specwright` would start it. */
  readonly cli: string;
  /** What `npm publish` would send, of generated/openrouter-rerank. */
  readonly tarball: string;
  /** A project with nothing but that tarball installed. Its name in `import` is `openrouter-rerank`. */
  readonly consumer: string;
}

const root = fileURLToPath(new URL("../../..", import.meta.url));
const sdk = join(root, "generated", "openrouter-rerank");

export default function setup(project: TestProject): () => void {
  const work = realpathSync(mkdtempSync(join(tmpdir(), "specwright-package-")));
  command(process.execPath, ["scripts/ensure-install.mjs", "test/pack/compilers"], root);
  command(process.execPath, ["scripts/build.mjs"], root);

  const packed = join(work, "packed");
  mkdirSync(packed);
  npm(["pack", "--pack-destination", packed], sdk);
  const tarball = join(packed, readdirSync(packed)[0] ?? "");

  const consumer = join(work, "consumer");
  mkdirSync(consumer);
  writeFileSync(join(consumer, "package.json"), '{ "private": true }\n');
  npm(["install", "--prefer-offline", "--ignore-scripts", tarball], consumer);

  project.provide("built", { cli: join(root, "dist", "cli", "main.js"), tarball, consumer });
  return () => rmSync(work, { recursive: true, force: true });
}

function npm(args: readonly string[], cwd: string): void {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  command(process.platform === "win32" ? "npm.cmd" : "npm", [...args, ...quiet], cwd);
}

function command(file: string, args: readonly string[], cwd: string): void {
  execFileSync(file, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });
}

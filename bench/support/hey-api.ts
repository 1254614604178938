/** The generator that ours is compared with, and the Node that it needs: installed once, apart from the project's own packages. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CACHE } from "./processes.js";

const PACKAGES = { "@hey-api/openapi-ts": "0.99.0", node: "22.23.3", typescript: "5.9.3" };

export interface HeyApi {
  readonly version: string;
  /** What its command starts in a second process. */
  readonly command: string;
  /** A Node 22 binary. */
  readonly node: string;
}

export function installHeyApi(): HeyApi {
  const folder = join(CACHE, "hey-api");
  const node = join(folder, "node_modules", "node", "bin", "node");
  const command = join(folder, "node_modules", "@hey-api", "openapi-ts", "dist", "run.mjs");
  if (!existsSync(node) || !existsSync(command)) {
    mkdirSync(folder, { recursive: true });
    const manifest = { private: true, type: "module", dependencies: PACKAGES };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--foreground-scripts"], {
      cwd: folder,
      stdio: "ignore",
    });
  }
  return { version: PACKAGES["@hey-api/openapi-ts"], command, node };
}

/** Types, SDK and fetch client of `document`, written to `output`. Gives the configuration's text. */
export function heyApiConfig(document: string, output: string): string {
  const config = {
    input: document,
    output: { path: output },
    plugins: ["@hey-api/typescript", "@hey-api/sdk", "@hey-api/client-fetch"],
    logs: { level: "silent" },
  };
  return `export default ${JSON.stringify(config)};\n`;
}

/** The generators that ours is compared with, and the Node that they run in: installed once, apart from the project's own packages. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { install } from "./install.js";
import { ROOT } from "./measure.js";
import { costOf, type Cost, type CostOptions } from "./processes.js";

const NODE_22 = "22.23.3";

export interface Generator {
  /** With its version. */
  readonly name: string;
  /**
   * What one run costs that makes a client of `document` in the folder `cwd`.
   *
   * @throws {Error} where it fails.
   */
  run(document: string, cwd: string, options?: CostOptions): Cost;
  /** Where below `cwd` the sources are. */
  readonly sources: string;
}

/** Ours, as built into `dist`. */
export const specwright: Generator = {
  name: "specwright",
  sources: "sdk/src",
  run: (document, cwd, options) =>
    costOf(
      [join(ROOT, "dist", "cli", "main.js"), "generate", document, "--output", join(cwd, "sdk")],
      cwd,
      options,
    ),
};

/** Types, SDK and fetch client, in a few files. */
export function heyApi(): Generator {
  const version = "0.99.0";
  const folder = install("hey-api", { "@hey-api/openapi-ts": version, typescript: "5.9.3" });
  // What its command starts in a second process.
  const command = join(folder, "node_modules", "@hey-api", "openapi-ts", "dist", "run.mjs");
  return {
    name: `@hey-api/openapi-ts ${version}`,
    sources: "src",
    run(document, cwd, options) {
      const config = {
        input: document,
        output: { path: join(cwd, "src") },
        plugins: ["@hey-api/typescript", "@hey-api/sdk", "@hey-api/client-fetch"],
        logs: { level: "silent" },
      };
      const file = join(cwd, "openapi-ts.config.mjs");
      writeFileSync(file, `export default ${JSON.stringify(config)};\n`);
      return costOf([command, "-f", file], cwd, options);
    },
  };
}

/** A client in one file. */
export function redocly(): Generator {
  const version = "2.77.0";
  const folder = install("redocly", { "@redocly/cli": version });
  const command = join(folder, "node_modules", "@redocly", "cli", "bin", "cli.js");
  return {
    name: `@redocly/cli ${version}`,
    sources: "src",
    run: (document, cwd, options) =>
      costOf([command, "generate-client", document, "-o", join(cwd, "src", "client.ts")], cwd, {
        ...options,
        env: { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
      }),
  };
}

/** A Node 22 binary. */
export function node22(): string {
  return join(install("node", { node: NODE_22 }), "node_modules", "node", "bin", "node");
}

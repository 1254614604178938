/** The examples of docs/monorepo.md, run as they stand there by the tools that they are for, which are installed for this test alone. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { petsYaml } from "../generator/cli/support/pets.js";
import { buildProgram } from "../generator/cli/support/program.js";
import { root } from "../rules/source-files.js";
import { readFiles, writeFiles } from "../support/temp-folder.js";

/** They are large, and nothing else needs them: no dependencies of the project. */
const TOOLS = { turbo: "2.11.11", nx: "24.0.6" };
const APIS = ["pets", "owners"];

let folder = "";
let program = { file: "", remove: (): void => {} };
/** Why the tools could not be installed; `null` where they could. */
let missing: string | null = null;

beforeAll(async () => {
  program = await buildProgram();
  folder = realpathSync(mkdtempSync(join(tmpdir(), "specwright-monorepo-")));
  writeFiles(folder, workspace());
  const names = Object.entries(TOOLS).map(([name, version]) => `${name}@${version}`);
  const { status, stderr } = npm(
    "install",
    "--ignore-scripts",
    "--save-dev",
    "--save-exact",
    ...names,
  );
  if (status !== 0) missing = stderr.trim().split("\n").at(-1) ?? "npm install failed";
  const bin = join(folder, "node_modules", ".bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(
    join(bin, "specwright"),
    `#!/bin/sh\nexec "${process.execPath}" "${program.file}" "$@"\n`,
  );
  chmodSync(join(bin, "specwright"), 0o755);
  // Both ask git what is there.
  for (const args of [
    ["init", "-q"],
    ["add", "-A"],
    ["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "a"],
  ])
    execFileSync("git", args, { cwd: folder });
}, 300_000);

afterAll(() => {
  if (folder !== "") rmSync(folder, { recursive: true, force: true });
  program.remove();
}, 120_000);

function workspace(): Record<string, string> {
  const text = readFileSync(join(root, "docs", "monorepo.md"), "utf8");
  const blocks = [...text.matchAll(/```json\n([\S\s]*?)```/g)].map(([, code = ""]) => code);
  const blockWith = (word: string): string => blocks.find((code) => code.includes(word)) ?? "";
  const manifest = blockWith('"pets-api"').replace(/,\s*"devDependencies": \{[^}]*\}/, "");
  return {
    "package.json": JSON.stringify({
      name: "apis",
      private: true,
      packageManager: `npm@${npm("--version").stdout.trim()}`,
      workspaces: ["apis/*"],
    }),
    ".gitignore": "node_modules\nsdk\n.turbo\n.nx\n",
    "turbo.json": blockWith("turborepo.com"),
    "nx.json": blockWith("nx-schema.json"),
    ...Object.fromEntries(
      APIS.flatMap((api) => [
        [`apis/${api}/package.json`, manifest.replace("pets-api", `${api}-api`)],
        [`apis/${api}/openapi.yaml`, documentOf(api)],
        [`apis/${api}/specwright.config.json`, '{ "input": "openapi.yaml", "output": "sdk" }\n'],
      ]),
    ),
  };
}

function documentOf(api: string, summary = "One pet"): string {
  return petsYaml.replace("title: Pets", `title: ${api}`).replace("One pet", summary);
}

function npm(...args: readonly string[]) {
  const options = { cwd: folder === "" ? root : folder, encoding: "utf8" } as const;
  return spawnSync("npm", [...args, "--no-audit", "--no-fund"], options);
}

function run(tool: keyof typeof TOOLS, ...args: readonly string[]): string {
  const { PATH, HOME } = process.env;
  const env = {
    PATH,
    HOME,
    CI: "true",
    NX_DAEMON: "false",
    NX_NO_CLOUD: "true",
    TURBO_TELEMETRY_DISABLED: "1",
    NO_COLOR: "1",
  };
  const { stdout, stderr, status } = spawnSync(join(folder, "node_modules", ".bin", tool), args, {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  expect(status, stdout + stderr).toBe(0);
  return stdout + stderr;
}

const sdkOf = (api: string) => readFiles(join(folder, "apis", api, "sdk"));
const removeSdks = () => {
  for (const api of APIS)
    rmSync(join(folder, "apis", api, "sdk"), { recursive: true, force: true });
};

/** How each tool is asked, and how many tasks it says that it took from its cache. */
const tools = [
  {
    tool: "turbo",
    generate: ["run", "generate"],
    cached: (output: string) => Number(/Cached:\s+(\d+) cached/.exec(output)?.[1]),
  },
  {
    tool: "nx",
    generate: ["run-many", "-t", "generate"],
    cached: (output: string) =>
      Number(/from the cache instead of running the command for (\d+)/.exec(output)?.[1] ?? 0),
  },
] as const;

describe.each(tools)("$tool", ({ tool, generate, cached }) => {
  test("makes all once, brings it back from its cache, and makes anew what has changed", ({
    skip,
  }) => {
    if (missing !== null) skip(`The tools cannot be installed here: ${missing}`);
    removeSdks();
    for (const api of APIS) writeFiles(folder, { [`apis/${api}/openapi.yaml`]: documentOf(api) });
    expect(cached(run(tool, ...generate))).toBe(0);
    const made = APIS.map(sdkOf);
    expect(made.map((files) => Object.keys(files).includes("package.json"))).toEqual([true, true]);

    removeSdks();
    const again = run(tool, ...generate);
    expect(cached(again), again).toBe(2);
    expect(APIS.map(sdkOf)).toEqual(made);

    writeFiles(folder, { "apis/owners/openapi.yaml": documentOf("owners", "One owner") });
    expect(cached(run(tool, ...generate))).toBe(1);
    expect(sdkOf("pets")).toEqual(made[0]);
    expect(JSON.stringify(sdkOf("owners"))).toContain("One owner");
  }, 180_000);

  test("checks what it has made", ({ skip }) => {
    if (missing !== null) skip(`The tools cannot be installed here: ${missing}`);
    run(tool, ...generate);
    run(tool, ...generate.map((word) => (word === "generate" ? "check" : word)));
  }, 180_000);
});

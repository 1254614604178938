/** The generator itself, packed and installed as its users have it: the command, the configuration's types, the library. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../rules/source-files.js";
import { writeFiles } from "../support/temp-folder.js";
import { node, run, succeed } from "../e2e/support/process.js";

const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
let project: string;

beforeAll(async () => {
  project = realpathSync(mkdtempSync(join(tmpdir(), "specwright-user-")));
  mkdirSync(join(project, "packed"));
  // Built by the global setup already.
  const pack = ["pack", "--ignore-scripts", "--pack-destination", join(project, "packed")];
  await succeed(run("npm", [...pack, "--loglevel=error"], { cwd: root }));
  const [tarball = ""] = readdirSync(join(project, "packed"));
  writeFiles(project, {
    "package.json": '{ "private": true, "type": "module" }\n',
    "openapi.yaml": readFileSync(join(root, "examples", "customise", "openapi.yaml"), "utf8"),
    "specwright.config.ts": `import { defineConfig } from "specwright";
export default defineConfig({ input: "openapi.yaml", output: "sdk", package: { name: "@acme/models" } });
`,
  });
  const install = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  await succeed(run("npm", [...install, join(project, "packed", tarball)], { cwd: project }));
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

const specwright = (...args: string[]) =>
  run("npx", ["--no-install", "specwright", ...args], { cwd: project });

test("npx specwright generate makes the package that the configuration describes", async () => {
  await succeed(specwright("generate"));
  const made = readFileSync(join(project, "sdk", "package.json"), "utf8");
  expect(JSON.parse(made)).toMatchObject({ name: "@acme/models" });
  expect(await specwright("check")).toMatchObject({ code: 0 });
});

test("npx specwright --version is the package's", async () => {
  const { stdout } = await succeed(specwright("--version"));
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  expect(stdout.trim()).toBe(version);
});

test("generate(config) is there for programs, with types", async () => {
  writeFiles(project, {
    "program.ts": `import { generate, resolveConfig, SpecwrightError, type GenerateResult } from "specwright";
const config = await resolveConfig({ input: "openapi.yaml", output: "made-by-program" });
const { report, stages }: GenerateResult = await generate(config);
console.log(report.created.length > 0, stages.map(({ name }) => name).join(" "));
await resolveConfig({ input: "openapi.yaml", output: "x" }).then(() => {}, (error: unknown) => {
  if (error instanceof SpecwrightError) console.log(error.diagnostics);
});
`,
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        strict: true,
        target: "ES2022",
        module: "NodeNext",
        types: ["node"],
        typeRoots: [join(root, "node_modules", "@types")],
        outDir: "out",
      },
      files: ["program.ts", "specwright.config.ts"],
    }),
  });
  const { stdout: complaints } = await node([compiler, "-p", project]);
  expect(complaints).toBe("");
  const { stdout } = await succeed(node([join(project, "out", "program.js")], { cwd: project }));
  expect(stdout.trim()).toBe(
    "true compare load templates survey names types model samples plan version render assemble format surface write",
  );
});

test("the entry openapi asks for openapi-typescript, which does not come along; and nothing is written without it", async () => {
  expect(existsSync(join(project, "node_modules", "openapi-typescript"))).toBe(false);
  const asked = ["generate", "openapi.yaml", "--output", "with-paths", "--openapi-types"];
  const { code, stderr } = await specwright(...asked);
  expect(code).toBe(2);
  expect(stderr).toContain("openapi-types-missing");
  expect(stderr).toContain("npm install --save-dev openapi-typescript@7.13.0 typescript@5");
  expect(existsSync(join(project, "with-paths"))).toBe(false);
});

test("the tarball has the program and its templates, and nothing of the repository around them", () => {
  const installed = join(project, "node_modules", "specwright");
  const top = readdirSync(installed).sort();
  expect(top).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "dist",
    "package.json",
    "templates",
  ]);
});

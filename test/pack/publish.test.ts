/** What npm, bundlers and editors make of the package that would be published. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { publint } from "publint";
import { root } from "../rules/source-files.js";
import { node, run, succeed } from "../e2e/support/process.js";
import { runHere } from "../generator/cli/support/here.js";
import { tempFolder } from "../support/temp-folder.js";

const { tarball, consumer } = inject("built");
const sdk = join(root, "generated", "openrouter-rerank");
const installed = join(consumer, "node_modules", "openrouter-rerank");

test("publint has nothing to say", async () => {
  const { messages } = await publint({ pkgDir: installed, level: "suggestion", strict: true });
  expect(messages).toEqual([]);
});

test("are the types wrong? No", async () => {
  const attw = join(root, "node_modules", "@arethetypeswrong", "cli", "dist", "index.js");
  const { code, stdout } = await node([attw, tarball, "--profile", "strict", "--format", "json"]);
  const { problems } = JSON.parse(stdout) as { problems?: object };
  expect(problems ?? {}).toEqual({});
  expect(code).toBe(0);
});

test("npm publish --dry-run is clean", async () => {
  const { stdout, stderr } = await succeed(
    run("npm", ["publish", "--dry-run", "--json", "--tag", "latest"], { cwd: sdk }),
  );
  expect(stdout).toContain('"openrouter-rerank"');
  // Who is not logged in is told so, and npm may not know a setting of this machine.
  const warnings = stderr.split("\n").filter((line) => /^npm (warn|error)/i.test(line));
  expect(warnings.filter((line) => !/logged in|Unknown \w+ config/.test(line))).toEqual([]);
});

test("the tarball holds what a user needs, and nothing else", () => {
  const top = readdirSync(installed).sort();
  expect(top).toEqual([
    "LICENSE",
    "README.md",
    "dist",
    "docs",
    "etc",
    "llms-full.txt",
    "llms.txt",
    "package.json",
  ]);
  const code = readdirSync(join(installed, "dist"), { recursive: true }).map(String);
  expect(code.filter((path) => /\.test\.|tsbuildinfo|cjs-src/.test(path))).toEqual([]);
});

test("specwright diff compares it with its document, and proves a break by its declarations", async () => {
  const document = "spec/openrouter-rerank.yaml";
  const same = await runHere(["diff", tarball, document], { cwd: root, interactive: false });
  expect(same.stdout).toMatch(/^none .* no change that a user could see\n/);
  const folder = tempFolder({
    "breaking.yaml": `overlay: 1.0.0
info: { title: A break, version: 1.0.0 }
actions:
  - target: $.paths['/rerank'].post.requestBody.content['application/json'].schema
    update: { required: [user], properties: { user: { type: string } } }
`,
  });
  const overlay = join(folder, "breaking.yaml");
  const { stdout } = await runHere(["diff", tarball, document, "--overlay", overlay, "--verbose"], {
    cwd: root,
    interactive: false,
  });
  expect(stdout).toMatch(/^major /);
  expect(stdout).toContain("export const request: RerankRequestBody");
});

test("installing it runs nothing and brings openapi-fetch alone", () => {
  const lock = readFileSync(join(consumer, "package-lock.json"), "utf8");
  const { packages } = JSON.parse(lock) as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  expect(Object.keys(packages).sort()).toEqual([
    "",
    "node_modules/openapi-fetch",
    "node_modules/openapi-typescript-helpers",
    "node_modules/openrouter-rerank",
  ]);
  expect(Object.values(packages).filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
});

/** Every TypeScript block of the docs compiles; those of the rerank SDK's docs also run, against a server made from its document. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { startMockServer, type MockServer } from "../../scripts/mock-server.js";
import { root } from "../rules/source-files.js";
import { codeBlocks, codeBlocksOf, type CodeBlock } from "./support/code-blocks.js";
import { node } from "./support/process.js";

const compiler = join(root, "node_modules", "typescript-7", "bin", "tsc");
const isCode = ({ language }: CodeBlock) => language === "ts";

const sets = [
  { name: "the project", below: /^(?!generated\/|test\/)/ },
  { name: "openrouter-rerank", below: /^generated\/openrouter-rerank\// },
  { name: "kitchen-sink", below: /^generated\/kitchen-sink\// },
];

describe.each(sets)("the docs of $name", ({ name, below }) => {
  test("compile under strict", async () => {
    const blocks = codeBlocks((path) => below.test(path)).filter(isCode);
    expect(blocks.length).toBeGreaterThan(0);

    const folder = join(root, ".cache", `docs-${name.replaceAll(" ", "-")}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const files = blocks.map(({ place, code }, index) => {
      const file = `block-${index}.ts`;
      // The place stands in the compiler's message when it does not compile.
      writeFileSync(join(folder, file), `${code}\nexport {}; // ${place}\n`);
      return file;
    });
    const compilerOptions = {
      rootDir: root,
      noUnusedLocals: false,
      noUnusedParameters: false,
      paths: paths(),
    };
    const extending = { extends: join(root, "tsconfig.json"), compilerOptions, files, include: [] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(extending));

    const { stdout } = await node([compiler, "--noEmit", "--pretty", "false", "-p", folder]);
    const named = stdout.replaceAll(/^.*block-(\d+)\.ts/gm, (_, index: string) => {
      return blocks[Number(index)]?.place ?? index;
    });
    expect(named).toBe("");
  });
});

describe("the docs of openrouter-rerank run", () => {
  let server: MockServer;
  beforeAll(async () => {
    server = await startMockServer(join(root, "spec", "openrouter-rerank.yaml"));
  });
  afterAll(() => server.close());

  const blocks = codeBlocks((path) => path.startsWith("generated/openrouter-rerank/")).filter(
    isCode,
  );

  test.each(blocks)("$place", async ({ code, place }) => {
    const { consumer } = inject("built");
    const file = join(consumer, `${place.replaceAll(/\W/g, "-")}.mjs`);
    writeFileSync(
      file,
      (await transform(code, { loader: "ts", format: "esm", target: "node18" })).code,
    );
    const env = { OPENROUTER_BASE_URL: server.url, OPENROUTER_API_KEY: "key" };
    const before = server.calls.length;
    const { code: exitCode, stderr } = await node([file], { env });

    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    const made = server.calls.slice(before).map(({ status }) => status);
    if (/\.rerank\(|\brerank\(client/.test(code)) expect(made).toEqual([200]);
  });
});

test("a block is found with its place", () => {
  expect(codeBlocksOf("a.md", "# A\n\n```ts\nlet a;\n```\n\n  ```sh\n  ls\n  ```\n")).toEqual([
    { place: "a.md:4", language: "ts", code: "let a;\n" },
    { place: "a.md:8", language: "sh", code: "ls\n" },
  ]);
});

/** The SDKs by their names, as their users import them. */
function paths(): Record<string, string[]> {
  const packages = ["openrouter-rerank", "kitchen-sink"].flatMap((name) => [
    [name, [join(root, "generated", name, "src", "index.ts")]],
    [`${name}/*`, [join(root, "generated", name, "src", "*.ts")]],
  ]);
  return Object.fromEntries([
    ...packages,
    ["specwright", [join(root, "generator", "index.ts")]],
  ]) as Record<string, string[]>;
}

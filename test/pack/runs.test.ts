/** The installed tarball, run by Node in a project of its own against a server made from the document. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { startMockServer, type MockServer } from "../../scripts/mock-server.js";
import { node, succeed } from "../e2e/support/process.js";

const { consumer } = inject("built");
let server: MockServer;

beforeAll(async () => {
  server = await startMockServer("spec/openrouter-rerank.yaml");
});
afterAll(() => server.close());

const request = `{
  model: "cohere/rerank-v3.5",
  query: "What is the capital of France?",
  documents: ["Paris has been the capital of France since the Middle Ages."],
}`;

describe.each([
  { system: "ES modules", file: "run.mjs", load: (path: string) => `await import("${path}")` },
  { system: "CommonJS", file: "run.cjs", load: (path: string) => `require("${path}")` },
])("$system", ({ file, load }) => {
  const program = async (body: string) => {
    writeFileSync(join(consumer, file), `(async () => {${body}})();`);
    const env = { OPENROUTER_BASE_URL: server.url, OPENROUTER_API_KEY: "key" };
    const { stdout } = await succeed(node([join(consumer, file)], { env }));
    return stdout.trim();
  };

  test("the class ranks documents", async () => {
    const best = await program(`
      const { OpenRouter } = ${load("openrouter-rerank")};
      const { results } = await new OpenRouter().rerank.rerank(${request});
      console.log(results[0].document.text);`);
    expect(best).toBe("Paris has been the capital of France since the Middle Ages.");
  });

  test("the standalone function ranks documents", async () => {
    const best = await program(`
      const { OpenRouterCore } = ${load("openrouter-rerank/client")};
      const { rerank } = ${load("openrouter-rerank/operations/rerank")};
      const { results } = await rerank(new OpenRouterCore(), ${request});
      console.log(results[0].relevance_score);`);
    expect(best).toBe("0.98");
  });

  test("a documented error is one class through every entry", async () => {
    const said = await program(`
      const { OpenRouter, BadRequestResponseError, isOpenRouterError } = ${load("openrouter-rerank")};
      const errors = ${load("openrouter-rerank/errors")};
      const wrong = { model: "m", query: "q", documents: [] };
      const { ok, error } = await new OpenRouter().rerank.rerank(wrong).result();
      console.log(JSON.stringify([
        ok, error instanceof BadRequestResponseError, error instanceof errors.BadRequestResponseError,
        isOpenRouterError(error), error.name, error.status, error.data.error.code,
      ]));`);
    expect(JSON.parse(said)).toEqual([
      false,
      true,
      true,
      true,
      "BadRequestResponseError",
      400,
      400,
    ]);
  });

  test("types and package.json are entries too", async () => {
    const said = await program(`
      ${load("openrouter-rerank/types")};
      const { createRequire } = ${load("node:module")};
      console.log(createRequire(${JSON.stringify(join(consumer, "x.js"))})("openrouter-rerank/package.json").name);`);
    expect(said).toBe("openrouter-rerank");
  });

  test("nothing internal is an entry", async () => {
    const said = await program(`
      try { ${load("openrouter-rerank/internal/run")}; } catch (error) { console.log(error.code); }`);
    expect(said).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });
});

test("both module systems in one process recognise each other's errors", async () => {
  writeFileSync(
    join(consumer, "both.mjs"),
    `import { createRequire } from "node:module";
     import { isOpenRouterError } from "openrouter-rerank";
     const { OpenRouter } = createRequire(import.meta.url)("openrouter-rerank");
     const { error } = await new OpenRouter().rerank.rerank({ model: "m", query: "q", documents: [] }).result();
     console.log(isOpenRouterError(error));`,
  );
  const env = { OPENROUTER_BASE_URL: server.url, OPENROUTER_API_KEY: "key" };
  const { stdout } = await succeed(node([join(consumer, "both.mjs")], { env }));
  expect(stdout.trim()).toBe("true");
});

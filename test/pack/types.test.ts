/** A consumer of the installed tarball, under every compiler and module resolution that is in use. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { root } from "../rules/source-files.js";
import { node } from "../e2e/support/process.js";

const { consumer } = inject("built");

const compilers = {
  "5.4": "test/pack/compilers/node_modules/typescript-5.4/bin/tsc",
  "5.6": "test/pack/compilers/node_modules/typescript-5.6/bin/tsc",
  "5.9": "node_modules/typescript/bin/tsc",
  "7.0": "node_modules/typescript-7/bin/tsc",
} as const;

const resolutions = [
  { moduleResolution: "bundler", module: "ESNext", files: ["consumer.ts"] },
  { moduleResolution: "node16", module: "Node16", files: ["consumer.mts", "consumer.cts"] },
  { moduleResolution: "nodenext", module: "NodeNext", files: ["consumer.mts", "consumer.cts"] },
] as const;

const platforms = [
  { platform: "a browser's types", lib: ["ES2022", "DOM"], types: [] },
  { platform: "Node's types", lib: ["ES2022"], types: ["node"] },
] as const;

const strictness = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  // The package's declarations are checked too; the compiler's own are not.
  skipLibCheck: false,
  skipDefaultLibCheck: true,
  noEmit: true,
  target: "ES2022",
};

const program = `
import { OpenRouter, BadRequestResponseError, isOpenRouterError, type RerankRequest } from "openrouter-rerank";
import { OpenRouterCore } from "openrouter-rerank/client";
import { TooManyRequestsResponseError } from "openrouter-rerank/errors";
import { rerank } from "openrouter-rerank/operations/rerank";
import type { ProviderPreferences, RerankResponse } from "openrouter-rerank/types";

const provider: ProviderPreferences = { order: ["cohere", "somebody-new"], sort: "price", max_price: { request: "0.01" } };
const request: RerankRequest = { model: "m", query: "q", documents: ["a", { text: "b" }], provider, top_n: 1, httpReferer: "https://example.com" };

export async function main(): Promise<string | undefined> {
  const openRouter = new OpenRouter({ apiKey: "key", timeoutMs: 10_000 });
  const { results }: RerankResponse = await openRouter.rerank.rerank(request, { signal: AbortSignal.timeout(1000) });
  const score: number | undefined = results[0]?.relevance_score;
  const { data, response, requestId } = await openRouter.rerank.rerank(request).withResponse();
  const status: number = response.status;
  const outcome = await rerank(new OpenRouterCore({ retries: { strategy: "none" } }), request).result();
  if (outcome.ok) return outcome.data.results[0]?.document.text;
  if (outcome.error instanceof BadRequestResponseError) {
    const status400: 400 = outcome.error.status;
    const message: string | undefined = outcome.error.data?.error.message;
    return [message, status400, score, status, data.model, requestId].join();
  }
  const error: unknown = outcome.error;
  if (error instanceof TooManyRequestsResponseError) return String(error.status satisfies 429);
  if (isOpenRouterError(error)) return error.message;
  // @ts-expect-error documents are required
  await openRouter.rerank.rerank({ model: "m", query: "q" });
  // @ts-expect-error a typo in an optional property
  await openRouter.rerank.rerank({ model: "m", query: "q", documents: [], topN: 3 });
  // @ts-expect-error the preferences are closed
  await openRouter.rerank.rerank({ ...request, provider: { fallbacks: true } });
  return undefined;
}
`;

describe.each(Object.entries(compilers))("TypeScript %s", (version, compiler) => {
  describe.each(platforms)("with $platform", ({ lib, types }) => {
    test.concurrent.each(resolutions)("$moduleResolution", async (resolution) => {
      const { moduleResolution, module, files } = resolution;
      const folder = join(consumer, `types-${version}-${types.length}-${moduleResolution}`);
      mkdirSync(folder);
      for (const file of files) writeFileSync(join(folder, file), program);
      const typeRoots = [join(root, "node_modules", "@types")];
      const compilerOptions = { ...strictness, moduleResolution, module, lib, types, typeRoots };
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));

      const { code, stdout } = await node([join(root, compiler), "-p", folder]);
      expect(stdout).toBe("");
      expect(code).toBe(0);
    });
  });
});

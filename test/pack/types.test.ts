/** A consumer of the installed tarball, under every compiler and module resolution that is in use. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { root } from "../rules/source-files.js";
import { node, succeed } from "../e2e/support/process.js";

const { consumer } = inject("built");

const compilers = {
  "5.4": "test/pack/compilers/node_modules/typescript-5.4",
  "5.6": "test/pack/compilers/node_modules/typescript-5.6",
  "5.9": "node_modules/typescript",
  "7.0": "node_modules/typescript-7",
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

const cases = platforms.flatMap(({ platform, ...environment }) =>
  resolutions.map((resolution) => ({
    title: `${resolution.moduleResolution}, with ${platform}`,
    ...environment,
    ...resolution,
  })),
);

describe.each(Object.entries(compilers))("TypeScript %s", (version, compiler) => {
  let messages: Readonly<Record<string, string>>;
  const projectOf = (title: string) =>
    join(consumer, `types-${version}-${title.replaceAll(/\W+/g, "-")}`, "tsconfig.json");

  beforeAll(async () => {
    for (const { title, lib, types, moduleResolution, module, files } of cases) {
      const project = projectOf(title);
      mkdirSync(dirname(project));
      for (const file of files) writeFileSync(join(dirname(project), file), program);
      const typeRoots = [join(root, "node_modules", "@types")];
      const compilerOptions = { ...strictness, moduleResolution, module, lib, types, typeRoots };
      writeFileSync(project, JSON.stringify({ compilerOptions, files }));
    }
    messages = await check(
      join(root, compiler),
      cases.map(({ title }) => projectOf(title)),
    );
  });

  test.each(cases)("$title", ({ title }) => {
    expect(messages[projectOf(title)]).toBe("");
  });

  test("reports what does not fit", async () => {
    const folder = join(consumer, `types-${version}-wrong`);
    mkdirSync(folder);
    const wrong = program.replace("// @ts-expect-error documents are required", "");
    writeFileSync(join(folder, "wrong.mts"), wrong);
    const project = join(folder, "tsconfig.json");
    const compilerOptions = {
      ...strictness,
      module: "NodeNext",
      lib: ["ES2022", "DOM"],
      types: [],
    };
    writeFileSync(project, JSON.stringify({ compilerOptions, files: ["wrong.mts"] }));
    const found = await check(join(root, compiler), [project]);
    expect(found[project]).toMatch(/documents/);
  });
});

/** The compiler's messages by tsconfig. TypeScript 7 has no programming interface yet, and needs none: it is fast enough for a process each. */
async function check(
  compiler: string,
  projects: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  if (compiler.endsWith("typescript-7")) {
    const tsc = join(compiler, "bin", "tsc");
    const runs = projects.map(async (project) => {
      const { stdout } = await node([tsc, "-p", project]);
      return [project, stdout] as const;
    });
    return Object.fromEntries(await Promise.all(runs));
  }
  const { stdout } = await succeed(
    node([join(root, "test", "pack", "check-projects.mjs"), compiler, ...projects]),
  );
  return JSON.parse(stdout) as Record<string, string>;
}

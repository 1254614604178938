/** The emitted sources in somebody's own repository, under the compiler settings that people have. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "../rules/source-files.js";
import { node } from "../e2e/support/process.js";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "specwright-sources-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const base = {
  target: "ES2022",
  module: "NodeNext",
  lib: ["ES2022", "DOM", "DOM.Iterable"],
  types: [],
  typeRoots: [join(root, "node_modules", "@types")],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
};

const everyCheck = {
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitReturns: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  useUnknownInCatchVariables: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  noUncheckedSideEffectImports: true,
};

const bundled = { module: "ESNext", moduleResolution: "bundler" };
const node22 = { lib: ["ES2022"], types: ["node"] };

const settings: Readonly<Record<string, object>> = {
  "every check there is": everyCheck,
  "every check, with a bundler (Vite)": {
    ...everyCheck,
    ...bundled,
    allowImportingTsExtensions: true,
    jsx: "react-jsx",
    moduleDetection: "force",
  },
  "isolatedDeclarations (JSR: no slow types)": { isolatedDeclarations: true, declaration: true },
  "Next.js": {
    ...bundled,
    target: "ES2017",
    lib: ["dom", "dom.iterable", "esnext"],
    allowJs: true,
    esModuleInterop: true,
    jsx: "preserve",
    isolatedModules: true,
    resolveJsonModule: true,
    incremental: false,
  },
  "strict is off": { strict: false },
  "no DOM, the types of Node": node22,
  "no DOM, the types of Node, every check": { ...everyCheck, ...node22 },
  "a worker": { ...everyCheck, lib: ["ES2022", "WebWorker", "WebWorker.Iterable"] },
  rewriteRelativeImportExtensions: { ...everyCheck, rewriteRelativeImportExtensions: true },
  "the oldest target, decorators and fields of old": {
    target: "ES2017",
    useDefineForClassFields: false,
    experimentalDecorators: true,
  },
};

const compilers = {
  "5.9": join(root, "node_modules", "typescript", "bin", "tsc"),
  "7.0": join(root, "node_modules", "typescript-7", "bin", "tsc"),
};

const cases = Object.keys(settings).flatMap((name) =>
  Object.keys(compilers).map((version) => [version, name] as const),
);

test.each(cases)("TypeScript %s: %s", async (version, name) => {
  const project = join(folder, `tsconfig.${version}.${name.replaceAll(/\W+/g, "-")}.json`);
  const sources = ["openrouter-rerank", "kitchen-sink"].map((each) =>
    join(root, "generated", each, "src"),
  );
  const compilerOptions = { ...base, ...settings[name] };
  writeFileSync(project, JSON.stringify({ compilerOptions, include: sources }));
  const compiler = compilers[version as keyof typeof compilers];
  const { stdout } = await node([compiler, "-p", project, "--pretty", "false"]);
  expect(stdout).toBe("");
});

import { describe, expect, test } from "vitest";
import {
  castsOverBudget,
  defaultExports,
  forbiddenImports,
  homes,
  importCircles,
  lastingState,
  looseTypes,
  platformImports,
  stages,
  strayLibraries,
  undocumentedEntries,
} from "./architecture.js";
import { projectFiles, type SourceFile } from "./source-files.js";

const sources = projectFiles(
  (path) => /^(generator|templates\/package\/src)\//.test(path) && /\.(ts|mjs)$/.test(path),
);

/** One rule, and files that break it: a rule that cannot fail protects nothing. */
const rules: {
  readonly name: string;
  readonly check: (files: readonly SourceFile[]) => string[];
  readonly breach: SourceFile | readonly SourceFile[];
  readonly says: RegExp;
}[] = [
  {
    name: "stages import only contract/, lib/ and their own files",
    check: forbiddenImports,
    breach: {
      path: "generator/render/index.ts",
      text: 'const { plan } = await import("../plan/index.js");',
    },
    says: /render\/index\.ts:1: generator\/render may not import generator\/plan\/index\.ts/,
  },
  {
    name: "lib/ imports no stage",
    check: forbiddenImports,
    breach: { path: "generator/lib/words.ts", text: 'export * from "../names/verbs.js";' },
    says: /generator\/lib may not import generator\/names\/verbs\.ts/,
  },
  {
    name: "only generate.ts imports the stages",
    check: forbiddenImports,
    breach: { path: "generator/index.ts", text: 'export { load } from "./load/index.js";' },
    says: /generator\/index\.ts may not import generator\/load/,
  },
  {
    name: "nothing in generator/ imports tests, scripts or templates",
    check: forbiddenImports,
    breach: {
      path: "generator/lib/words.ts",
      text: 'import { run } from "../../templates/package/src/internal/run.js";',
    },
    says: /may not import templates\/package/,
  },
  {
    name: "each outside library is reached through its own file",
    check: strayLibraries,
    breach: {
      path: "generator/plan/index.ts",
      text: 'import type { SourceFile } from "ts-morph";',
    },
    says: /plan\/index\.ts:1: ts-morph is not reached from here/,
  },
  {
    name: "the runtime imports nothing that only one platform has",
    check: platformImports,
    breach: {
      path: "templates/package/src/internal/env.ts",
      text: 'import process from "node:process";',
    },
    says: /may not import node:process/,
  },
  {
    name: "nothing imports the entry for Node",
    check: platformImports,
    breach: {
      path: "templates/package/src/core/files.ts",
      text: 'export { fileFromPath } from "../node.js";',
    },
    says: /may not import \.\.\/node\.js/,
  },
  {
    name: "no circle of imports in the runtime, types included",
    check: importCircles,
    breach: [
      {
        path: "templates/package/src/core/client.ts",
        text: 'import { createSettings } from "../internal/settings.js";',
      },
      {
        path: "templates/package/src/internal/settings.ts",
        text: 'import type { ClientOptions } from "../core/client.js";',
      },
    ],
    says: /^\S+\/core\/client\.ts -> \S+\/internal\/settings\.ts -> \S+\/core\/client\.ts$/,
  },
  {
    name: "casts in the runtime are rare: five in a thousand lines",
    check: castsOverBudget,
    breach: {
      path: "templates/package/src/core/call.ts",
      text: `${"// a line\n".repeat(190)}const names = ["a"] as const;\nconst name = names[0] as string;\n`,
    },
    says: /core\/call\.ts:192: cast/,
  },
  {
    name: "no any and no ts-ignore",
    check: looseTypes,
    breach: { path: "generator/lib/words.ts", text: "export const words = (x: any) => x;" },
    says: /words\.ts:1: `any`/,
  },
  {
    name: "no default exports in generator/",
    check: defaultExports,
    breach: { path: "generator/lib/words.ts", text: "export default function words() {}" },
    says: /words\.ts:1: default export/,
  },
  {
    name: "no state of a module outlives a run",
    check: lastingState,
    breach: {
      path: "generator/lib/words.ts",
      text: "const known = new Map<string, string>();\nexport const add = (key: string) => known.set(key, key);",
    },
    says: /words\.ts:1: `known` outlives the run/,
  },
  {
    name: "what a stage offers has a doc comment",
    check: undocumentedEntries,
    breach: { path: "generator/plan/index.ts", text: "export function plan() {}" },
    says: /plan has no doc comment/,
  },
];

describe.each(rules)("$name", ({ check, breach, says }) => {
  test("holds", () => {
    expect(check(sources)).toEqual([]);
  });

  test("can fail", () => {
    expect(check([breach].flat())).toEqual([expect.stringMatching(says)]);
  });
});

test("the rules look at every stage and every library", () => {
  const paths = sources.map(({ path }) => path);
  expect(stages.filter((stage) => !paths.includes(`generator/${stage}/index.ts`))).toEqual([]);
  expect(
    Object.values(homes)
      .flat()
      .filter((home) => !paths.includes(home)),
  ).toEqual([]);
});

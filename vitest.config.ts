import { defineConfig } from "vitest/config";

const DIFF = "test/diff/{requests,responses}.test.ts";

/**
 * `unit` runs on the sources; `package` on what is built, packed and installed, and takes longer; `diff` compiles users' code with two
 * packages for each of hundreds of changes, and is a suite of its own.
 */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/{corpus,runtimes,conformance,wire,pack,e2e}/**", DIFF],
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: "diff", include: [DIFF], sequence: { groupOrder: 2 } } },
      {
        extends: true,
        test: {
          name: "package",
          include: ["test/{pack,e2e}/**/*.test.ts"],
          globalSetup: ["test/e2e/support/build.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
    testTimeout: 30_000,
  },
});

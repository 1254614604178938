import { defineConfig } from "vitest/config";

/**
 * Hundreds of documents, generated or compiled with two packages, dozens of compilations of all sources, and build tools that are
 * installed first: a suite of its own.
 */
const THOROUGH = [
  "test/diff/*.test.ts",
  "test/pack/sources.test.ts",
  "test/rules/openapi-support.test.ts",
  "test/monorepo/*.test.ts",
];

/**
 * `unit` runs on the sources; `package` on what is built, packed and installed, and takes longer; `thorough` takes so long that
 * `npm test` leaves it out.
 */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/{corpus,runtimes,conformance,wire,pack,e2e}/**", ...THOROUGH],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "thorough",
          include: THOROUGH,
          testTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: "package",
          include: ["test/{pack,e2e}/**/*.test.ts"],
          exclude: THOROUGH,
          globalSetup: ["test/e2e/support/build.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
    testTimeout: 30_000,
    // Vitest leaves one core free; much of the time is spent in processes that tests start and wait for.
    maxWorkers: "100%",
  },
});

import { defineConfig } from "vitest/config";

/** `unit` runs on the sources; `package` on what is built, packed and installed, and takes longer. */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/{corpus,runtimes,conformance,wire,pack,e2e}/**"],
          sequence: { groupOrder: 0 },
        },
      },
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

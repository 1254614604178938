import { defineConfig } from "vitest/config";

/** Measured in milliseconds: these run one after the other, with nothing beside them. */
const timed = ["test/runtime/time.test.ts"];

/** `unit` runs on the sources; `package` on what is built, packed and installed, and takes longer; `timed` comes first and alone. */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "timed",
          include: timed,
          fileParallelism: false,
          // A machine that was busy at the wrong moment gets another chance.
          retry: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/{corpus,runtimes,conformance,pack,e2e}/**", ...timed],
          sequence: { groupOrder: 1 },
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
          sequence: { groupOrder: 2 },
        },
      },
    ],
    testTimeout: 30_000,
  },
});

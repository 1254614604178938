import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isUpToDate, write } from "../../../generator/write/index.js";
import { readFiles, tempFolder, writeFiles } from "../../support/temp-folder.js";
import { packageOf, versionOf } from "./support/versions.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
let folder = "";
beforeAll(async () => {
  mkdirSync(join(root, ".cache"), { recursive: true });
  folder = mkdtempSync(join(root, ".cache", "crash-"));
  await build({
    entryPoints: [fileURLToPath(new URL("./support/die-midway.ts", import.meta.url))],
    outfile: join(folder, "program.mjs"),
    bundle: true,
    format: "esm",
    platform: "node",
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes version 1, and dies in the middle of version 2, without a chance to clean up. */
async function dieMidway(output: string, atChange: number): Promise<void> {
  const program = join(folder, "program.mjs");
  const child = spawn(process.execPath, [program, output, String(atChange)]);
  const [, signal] = await once(child, "close");
  expect(signal).toBe("SIGKILL");
}

describe("a process killed while it writes", () => {
  // Of 53 changes: the first manifest, 10 deletions, 40 files, the last manifest, what merges start from.
  const cases: [at: string, change: number, changed: boolean][] = [
    ["before the first manifest", 1, false],
    ["before the first deletion", 2, false],
    ["between deletions", 7, true],
    ["before the first file", 12, true],
    ["between files", 30, true],
    ["before the last manifest", 52, true],
    ["before what merges start from", 53, true],
  ];
  test.each(cases)(
    "%s, leaves whole files that the next run knows as ours",
    async (_at, change, changed) => {
      const output = join(tempFolder(), "sdk");
      await dieMidway(output, change);

      const texts = Object.values(readFiles(join(output, "src")));
      expect(texts.map(versionOf)).not.toContain(null);
      expect(texts.length < 50).toBe(changed);
      expect(isUpToDate(output, "v1")).toBeNull();

      const next = packageOf(3);
      const report = await write(next, { output, mode: "write", inputHash: "v3" });

      expect(report).toMatchObject({ kept: [], unchanged: 0 });
      const { [".specwright.json"]: _manifest, ...files } = readFiles(output);
      expect(files).toEqual(Object.fromEntries(next.map(({ path, text }) => [path, text])));
      expect(isUpToDate(output, "v3")).not.toBeNull();
    },
  );

  test("is picked up by a run of the same version", async () => {
    const output = join(tempFolder(), "sdk");
    await dieMidway(output, 30);

    const report = await write(packageOf(2), { output, mode: "write", inputHash: "v2" });

    expect(report).toMatchObject({ kept: [], created: [], deleted: [], unchanged: 18 });
    expect(report.updated).toHaveLength(22);
  });
});

describe("a folder that another process writes to", () => {
  test("is refused while that process lives, and taken over after it", async () => {
    const output = tempFolder({ ".specwright-tmp/owner": String(process.ppid) });
    const run = () => write(packageOf(2), { output, mode: "write", inputHash: "h" });

    await expect(run()).rejects.toThrow(/^output-busy: /);

    const gone = spawn(process.execPath, ["-e", ""]);
    await once(gone, "close");
    writeFiles(output, { ".specwright-tmp/owner": String(gone.pid), ".specwright-tmp/0": "half" });
    expect((await run()).created).toHaveLength(40);
    expect(Object.keys(readFiles(output)).filter((path) => path.includes("-tmp"))).toEqual([]);
  });

  test("the remains of an older process with this one's number are no other process", async () => {
    const output = tempFolder({ ".specwright-tmp/owner": String(process.pid) });
    expect(
      (await write(packageOf(2), { output, mode: "write", inputHash: "h" })).created,
    ).toHaveLength(40);
  });
});

describe("a manifest with an unresolved merge conflict", () => {
  test("counts what either side wrote as ours, and what neither wrote as edited", async () => {
    const output = join(tempFolder(), "sdk");
    const make = (files: Record<string, string>, inputHash: string) =>
      write(
        Object.entries(files).map(([path, text]) => ({ path, text })),
        { output, mode: "write", inputHash },
      );
    const manifestOf = () => readFiles(output)[".specwright.json"] ?? "";
    await make({ "a.ts": "left", "b.ts": "left", "c.ts": "left" }, "left");
    const left = manifestOf();
    await make({ "a.ts": "right", "b.ts": "right", "c.ts": "right" }, "right");
    const merged = `<<<<<<< HEAD\n${left}=======\n${manifestOf()}>>>>>>> branch\n`;
    writeFiles(output, { ".specwright.json": merged, "a.ts": "left", "c.ts": "edited" });

    const report = await make({ "a.ts": "new", "b.ts": "new", "c.ts": "new" }, "new");

    expect(report).toMatchObject({ updated: ["a.ts", "b.ts"], kept: [] });
    expect(report.conflicts.map(({ path }) => path)).toEqual(["c.ts"]);
    expect(manifestOf()).not.toContain("<<<<<<<");
  });
});

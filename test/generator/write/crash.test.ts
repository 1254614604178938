import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isUpToDate, write } from "../../../generator/write/index.js";
import { readFiles, tempFolder, writeFiles } from "../../support/temp-folder.js";
import { isWhole, packageOf } from "./support/versions.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
let folder = "";
beforeAll(async () => {
  mkdirSync(join(root, ".cache"), { recursive: true });
  folder = mkdtempSync(join(root, ".cache", "crash-"));
  await build({
    entryPoints: [fileURLToPath(new URL("./support/rewrite-forever.ts", import.meta.url))],
    outfile: join(folder, "program.mjs"),
    bundle: true,
    format: "esm",
    platform: "node",
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Kills a process in the middle of its writing, without a chance to clean up. */
async function killWhileWriting(output: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [join(folder, "program.mjs"), output]);
  await once(child.stdout, "data");
  const closed = once(child, "close");
  setTimeout(() => child.kill("SIGKILL"), afterMs);
  await closed;
}

describe("a process killed while it writes", () => {
  test.each([1, 15, 30, 45, 60, 75])(
    "after %d ms, leaves whole files that the next run knows as ours",
    async (ms) => {
      const output = join(tempFolder(), "sdk");
      await killWhileWriting(output, ms);

      for (const [path, text] of Object.entries(readFiles(join(output, "src")))) {
        expect(isWhole(text), path).toBe(true);
      }
      const last = packageOf(1_000_000);
      const report = await write(last, { output, mode: "write", inputHash: "last" });

      expect(report.kept).toEqual([]);
      const { [".specwright.json"]: _manifest, ...files } = readFiles(output);
      expect(files).toEqual(Object.fromEntries(last.map(({ path, text }) => [path, text])));
      expect(isUpToDate(output, "last")).not.toBeNull();
    },
  );
});

describe("a folder that another process writes to", () => {
  test("is refused while that process lives, and taken over after it", async () => {
    const output = tempFolder({ ".specwright-tmp/owner": String(process.ppid) });
    const run = () => write(packageOf(2), { output, mode: "write", inputHash: "h" });

    await expect(run()).rejects.toThrow(/^output-busy: /);

    const gone = spawn(process.execPath, ["-e", ""]);
    await once(gone, "close");
    writeFiles(output, { ".specwright-tmp/owner": String(gone.pid), ".specwright-tmp/0": "half" });
    expect((await run()).created).toHaveLength(200);
    expect(Object.keys(readFiles(output)).filter((path) => path.includes("-tmp"))).toEqual([]);
  });

  test("the remains of an older process with this one's number are no other process", async () => {
    const output = tempFolder({ ".specwright-tmp/owner": String(process.pid) });
    expect(
      (await write(packageOf(2), { output, mode: "write", inputHash: "h" })).created,
    ).toHaveLength(200);
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

    expect(report).toMatchObject({ updated: ["a.ts", "b.ts"], kept: ["c.ts"] });
    expect(manifestOf()).not.toContain("<<<<<<<");
  });
});

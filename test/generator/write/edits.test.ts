import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  isUpToDate,
  openConflicts,
  resolveConflict,
  write,
} from "../../../generator/write/index.js";
import { readFiles, tempFolder, writeFiles } from "../../support/temp-folder.js";

type Files = Readonly<Record<string, string>>;

interface Settings {
  readonly mode?: "write" | "check";
  readonly hash?: string;
  readonly force?: boolean;
}

const run = (
  output: string,
  files: Files,
  { mode = "write", hash = "h", force = false }: Settings = {},
) =>
  write(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    { output, mode, inputHash: hash, force },
  );

const module = (...numbers: readonly number[]): string =>
  numbers.map((number, index) => `export const v${index} = ${number};\n`).join("");
const A = "src/a.ts";
const v1: Files = { [A]: module(1, 2, 3), "src/b.ts": "export const b = 1;\n" };
const v2: Files = { ...v1, [A]: module(10, 2, 3, 4) };
const v3: Files = { ...v1, [A]: module(10, 2, 30, 4) };

const textOf = (output: string, path = A): string => readFileSync(join(output, path), "utf8");
const manifestOf = (output: string): { files: Files; edits?: { path: string }[] } =>
  JSON.parse(textOf(output, ".specwright.json"));

/** A package of version 1 with an edit: what stands in the middle is 20. */
async function edited(): Promise<string> {
  const output = join(tempFolder(), "sdk");
  await run(output, v1);
  writeFiles(output, { [A]: module(1, 20, 3) });
  return output;
}

function git(folder: string, ...args: readonly string[]): void {
  const settings = [
    "-c",
    "user.name=t",
    "-c",
    "user.email=t@example.com",
    "-c",
    "commit.gpgsign=false",
  ];
  execFileSync("git", ["-C", folder, ...settings, ...args], { stdio: "ignore" });
}

function commit(output: string): void {
  writeFiles(output, { ".gitignore": ".specwright-base\n" });
  git(output, "add", "-A");
  git(output, "commit", "-m", "x");
}

describe("an edited file", () => {
  test("is merged again and again, and is up to date in between", async () => {
    const output = await edited();

    const first = await run(output, v2, { hash: "h2" });
    expect(first).toMatchObject({ merged: [A], kept: [], updated: [], conflicts: [] });
    expect(first.diagnostics.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
      "warning file-edited",
    ]);
    const again = await run(output, v2, { hash: "h2" });
    expect(again.diagnostics.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
      "info file-edited",
    ]);
    expect(textOf(output)).toBe(module(10, 20, 3, 4));
    expect(isUpToDate(output, "h2")).toMatchObject({ kept: [A], settled: [A], unchanged: 1 });

    const second = await run(output, v3, { hash: "h3" });
    expect(second).toMatchObject({ merged: [A] });
    expect(textOf(output)).toBe(module(10, 20, 30, 4));
  });

  test("is a change that check fails on until generate has kept what it was made from", async () => {
    const output = await edited();
    expect(await run(output, v1, { mode: "check" })).toMatchObject({ kept: [A], settled: [] });
    expect(isUpToDate(output, "h")).toBeNull();

    expect(await run(output, v1)).toMatchObject({ kept: [A], merged: [], settled: [] });

    expect(await run(output, v1, { mode: "check" })).toMatchObject({ kept: [A], settled: [A] });
    expect(isUpToDate(output, "h")).not.toBeNull();
    // And then needs neither this folder's store nor git.
    rmSync(join(output, ".specwright-base"));
    expect(await run(output, v2)).toMatchObject({ merged: [A], conflicts: [] });
    expect(textOf(output)).toBe(module(10, 20, 3, 4));
  });

  test("is none any more where what is generated has caught up with it", async () => {
    const output = await edited();
    await run(output, v2);
    await run(output, { ...v1, [A]: module(10, 20, 3, 4) });
    expect(manifestOf(output).edits).toBeUndefined();
    expect(isUpToDate(output, "h")).toMatchObject({ kept: [], unchanged: 2 });
  });

  test("is replaced by --force, which lists it", async () => {
    const output = await edited();
    const report = await run(output, v2, { force: true });
    expect(report).toMatchObject({ discarded: [A], merged: [] });
    expect(report.diagnostics.map(({ rule }) => rule)).toEqual(["edit-discarded"]);
    expect(textOf(output)).toBe(v2[A]);
  });

  test("stays where it is no longer made, and is told", async () => {
    const output = await edited();
    await run(output, v2);
    const report = await run(output, { "src/b.ts": v1["src/b.ts"] ?? "" });
    expect(report).toMatchObject({ kept: [A], deleted: [] });
    expect(report.diagnostics.map(({ rule }) => rule)).toEqual(["file-orphaned"]);
    expect(textOf(output)).toBe(module(10, 20, 3, 4));
  });

  test("whose folder was renamed is made again, and the copy stays", async () => {
    const output = await edited();
    writeFiles(output, { "src/mine.ts": textOf(output) });
    rmSync(join(output, A));
    const report = await run(output, v2);
    expect(report).toMatchObject({ created: [A] });
    expect(report.diagnostics.map(({ rule }) => rule)).toEqual(["file-restored"]);
    expect(textOf(output, "src/mine.ts")).toBe(module(1, 20, 3));
  });
});

describe("a conflict", () => {
  const clash: Files = { ...v1, [A]: module(1, 200, 3, 4) };

  test("keeps the person's text, says where, and is remembered", async () => {
    const output = await edited();
    const report = await run(output, clash);

    expect(report).toMatchObject({ merged: [], kept: [], updated: [] });
    expect(report.conflicts).toEqual([{ path: A, line: 2, endLine: 2, ours: "20", theirs: "200" }]);
    expect(report.diagnostics).toMatchObject([
      { rule: "merge-conflict", severity: "error", location: { file: join(output, A), line: 2 } },
    ]);
    expect(textOf(output)).toBe(module(1, 20, 3));
    expect(openConflicts(output)).toEqual([{ path: A, lines: ["2"] }]);
    expect(isUpToDate(output, "h")).toBeNull();
    expect((await run(output, clash, { mode: "check" })).conflicts).toHaveLength(1);
  });

  test("keeps the package from being published", async () => {
    const output = await edited();
    const script = readFileSync("templates/package/scripts/check-conflicts.mjs", "utf8");
    const check = (): { readonly status: number | null; readonly stderr: string } =>
      spawnSync(process.execPath, [join(output, "scripts/check-conflicts.mjs")], {
        encoding: "utf8",
      });
    const withScript = (files: Files): Files => ({
      ...files,
      "scripts/check-conflicts.mjs": script,
    });
    await run(output, withScript(clash));
    expect(check()).toMatchObject({ status: 1, stderr: expect.stringContaining(`${A}:2: `) });
    await resolveConflict(output, A, "ours");
    expect(check()).toMatchObject({ status: 0, stderr: "" });
    writeFiles(output, { ".specwright.json": "<<<<<<< HEAD\n" });
    expect(check().status).toBe(1);
    rmSync(join(output, ".specwright.json"));
    expect(check().status).toBe(0);
  });

  test("goes away where what is generated goes back", async () => {
    const output = await edited();
    await run(output, clash);
    expect(await run(output, v2)).toMatchObject({ conflicts: [], merged: [A] });
    expect(openConflicts(output)).toEqual([]);
  });

  test.each([
    ["ours", module(1, 20, 3, 4)],
    ["theirs", module(1, 200, 3, 4)],
    [null, module(1, 20, 3)],
  ] as const)("is decided for %s, for good", async (side, text) => {
    const output = await edited();
    await run(output, clash);

    await resolveConflict(output, A, side);

    expect(textOf(output)).toBe(text);
    expect(openConflicts(output)).toEqual([]);
    expect(await run(output, clash)).toMatchObject({ conflicts: [], merged: [] });
    expect(textOf(output)).toBe(text);
    expect(isUpToDate(output, "h")).not.toBeNull();
    await expect(resolveConflict(output, A, side)).rejects.toThrow(/^no-conflict: /);
  });

  test("is what a person cannot break by editing on", async () => {
    const output = await edited();
    await run(output, clash);
    writeFiles(output, { [A]: module(11, 20, 3) });
    expect((await run(output, clash)).conflicts).toHaveLength(1);
    await resolveConflict(output, A, "theirs");
    expect(textOf(output)).toBe(module(11, 200, 3, 4));
  });
});

describe("what a merge starts from", () => {
  test("is in git, where the repository has it, in any clone", async () => {
    const folder = tempFolder();
    const output = join(folder, "sdk");
    await run(output, v1);
    git(output, "init");
    commit(output);
    writeFiles(output, { [A]: module(1, 20, 3) });
    commit(output);
    const clone = join(folder, "clone");
    git(folder, "clone", output, clone);

    expect(await run(clone, v2)).toMatchObject({ merged: [A], conflicts: [] });
    expect(textOf(clone)).toBe(module(10, 20, 3, 4));
  });

  test("is not guessed in a shallow clone without it; once generate has seen the edit, it is in the manifest", async () => {
    const folder = tempFolder();
    const output = join(folder, "sdk");
    await run(output, v1);
    git(output, "init");
    commit(output);
    writeFiles(output, { [A]: module(1, 20, 3) });
    commit(output);
    const shallow = (name: string): string => {
      git(folder, "clone", "--depth", "1", `file://${output}`, join(folder, name));
      return join(folder, name);
    };

    const report = await run(shallow("one"), v2);
    expect(report.diagnostics.map(({ rule }) => rule)).toEqual(["merge-base-unknown"]);
    expect(report.conflicts).toMatchObject([{ path: A, line: 1, endLine: 4 }]);
    expect(textOf(join(folder, "one"))).toBe(module(1, 20, 3));

    await run(output, v1);
    commit(output);
    expect(await run(shallow("two"), v2)).toMatchObject({ merged: [A], conflicts: [] });
  });

  test("may be lost where there is no git: then nothing is written, and either side can be taken", async () => {
    for (const [side, text] of [
      ["ours", module(1, 20, 3)],
      ["theirs", v2[A]],
    ] as const) {
      const output = await edited();
      rmSync(join(output, ".specwright-base"));
      expect((await run(output, v2)).conflicts).toHaveLength(1);
      expect(textOf(output)).toBe(module(1, 20, 3));
      await resolveConflict(output, A, side);
      expect(textOf(output)).toBe(text);
      expect(await run(output, v2)).toMatchObject({ conflicts: [] });
    }
  });

  test("is not what somebody changed in the manifest or the store", async () => {
    const output = await edited();
    await run(output, v1);
    const manifest = textOf(output, ".specwright.json");
    writeFiles(output, {
      ".specwright.json": manifest.replace(/"copy": "[^"]+"/, '"copy": "AAAA"'),
      ".specwright-base": "x",
    });
    expect((await run(output, v2)).diagnostics.map(({ rule }) => rule)).toEqual([
      "merge-base-unknown",
    ]);
  });
});

describe("two branches that both generated", () => {
  test("and whose manifests conflict: an edit of either is merged from what its branch had", async () => {
    const output = await edited();
    await run(output, v1);
    const left = textOf(output, ".specwright.json");
    writeFiles(output, { [A]: module(1, 20, 3) });
    await run(output, v2);
    const right = textOf(output, ".specwright.json");
    writeFiles(output, {
      ".specwright.json": `<<<<<<< HEAD\n${left}=======\n${right}>>>>>>> branch\n`,
    });

    expect(await run(output, v3)).toMatchObject({ merged: [A], conflicts: [] });
    expect(textOf(output)).toBe(module(10, 20, 30, 4));
    expect(Object.keys(readFiles(output))).toContain(".specwright.json");
    expect(manifestOf(output).edits).toHaveLength(1);
  });
});

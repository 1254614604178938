import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isUpToDate, write } from "../../../generator/write/index.js";
import { SpecwrightError } from "../../../generator/contract/index.js";
import { readFiles, tempFolder, writeFiles } from "../../support/temp-folder.js";

type Files = Readonly<Record<string, string>>;
interface Settings {
  readonly mode?: "write" | "check" | "dry-run";
  readonly hash?: string;
  readonly force?: boolean;
}

const run = (
  output: string,
  files: Files,
  { mode = "write", hash = "h1", force = false }: Settings = {},
) =>
  write(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    { output, mode, inputHash: hash, force },
  );

async function rulesOf(work: () => unknown): Promise<string[]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SpecwrightError) return error.diagnostics.map(({ rule }) => rule);
    throw error;
  }
  return [];
}

/** The package's files without the manifest. */
function packageIn(output: string): Files {
  const { [".specwright.json"]: _manifest, ...files } = readFiles(output);
  return files;
}

const one: Files = { "package.json": "{}\n", "src/index.ts": "one\n", "src/a/b.ts": "b\n" };

describe("a run", () => {
  test("makes the folder and every file, and nothing else", async () => {
    const output = join(tempFolder(), "deep/sdk");

    const report = await run(output, one);

    expect(report).toMatchObject({
      created: Object.keys(one).sort(),
      updated: [],
      deleted: [],
      kept: [],
    });
    expect(packageIn(output)).toEqual(one);
    expect(readdirSync(output).sort()).toEqual([
      ".specwright-base",
      ".specwright.json",
      "package.json",
      "src",
    ]);
  });

  test("repeated, touches nothing", async () => {
    const output = join(tempFolder(), "sdk");
    await run(output, one);
    const before = timesOf(output);

    const report = await run(output, one);

    expect(report).toMatchObject({ created: [], updated: [], deleted: [], kept: [], unchanged: 3 });
    expect(timesOf(output)).toEqual(before);
  });

  test("writes what changed, and only that", async () => {
    const output = join(tempFolder(), "sdk");
    await run(output, one);
    const before = timesOf(output);

    const report = await run(
      output,
      { ...one, "src/index.ts": "two\n", "src/new.ts": "n\n" },
      { hash: "h2" },
    );

    expect(report).toMatchObject({
      created: ["src/new.ts"],
      updated: ["src/index.ts"],
      unchanged: 2,
    });
    expect(readFileSync(join(output, "src/index.ts"), "utf8")).toBe("two\n");
    expect(timesOf(output)["package.json"]).toBe(before["package.json"]);
  });

  test("deletes what is no longer made, and folders that became empty", async () => {
    const output = join(tempFolder(), "sdk");
    await run(output, one);
    writeFiles(output, { "src/mine.ts": "mine" });

    const report = await run(output, { "package.json": "{}\n" }, { hash: "h2" });

    expect(report.deleted).toEqual(["src/a/b.ts", "src/index.ts"]);
    expect(packageIn(output)).toEqual({ "package.json": "{}\n", "src/mine.ts": "mine" });
    expect(readdirSync(join(output, "src"))).toEqual(["mine.ts"]);
  });

  test("makes a file again that was deleted, and says so", async () => {
    const output = join(tempFolder(), "sdk");
    await run(output, one);
    rmSync(join(output, "src/index.ts"));

    const report = await run(output, one);
    expect(report.created).toEqual(["src/index.ts"]);
    expect(report.diagnostics.map(({ rule }) => rule)).toEqual(["file-restored"]);
    expect(packageIn(output)).toEqual(one);
  });

  test("in another folder, from files in another order, writes the same manifest, with nothing of the machine in it", async () => {
    const left = join(tempFolder(), "sdk");
    const right = join(tempFolder(), "other");
    await run(left, one);
    await run(right, Object.fromEntries(Object.entries(one).reverse()));

    const manifest = readFileSync(join(left, ".specwright.json"), "utf8");

    expect(readFileSync(join(right, ".specwright.json"), "utf8")).toBe(manifest);
    expect(Object.keys(JSON.parse(manifest))).toEqual([
      "generator",
      "inputHash",
      "inputs",
      "findings",
      "files",
    ]);
    expect(Object.keys(JSON.parse(manifest).files)).toEqual(Object.keys(one).sort());
    expect(manifest).not.toContain(left);
  });

  test("keeps the rights of a file that it updates", async () => {
    const output = join(tempFolder(), "sdk");
    await run(output, one);
    chmodSync(join(output, "src/index.ts"), 0o755);

    await run(output, { ...one, "src/index.ts": "two\n" });

    expect(statSync(join(output, "src/index.ts")).mode & 0o777).toBe(0o755);
  });

  test.each(["check", "dry-run"] as const)("%s tells the same and writes nothing", async (mode) => {
    const output = join(tempFolder(), "sdk");
    expect((await run(output, one, { mode })).created).toHaveLength(3);
    expect(lstatSync(output, { throwIfNoEntry: false })).toBeUndefined();
    await run(output, one);
    const before = timesOf(output);

    const report = await run(output, { "package.json": "x", "new.ts": "" }, { mode, hash: "h2" });

    expect(report).toMatchObject({
      created: ["new.ts"],
      updated: ["package.json"],
      deleted: ["src/a/b.ts", "src/index.ts"],
    });
    expect(timesOf(output)).toEqual(before);
  });
});

describe("what a person wrote", () => {
  test("an edit that is taken back is no edit", async () => {
    const output = join(tempFolder(), "sdk");
    await run(output, one);
    writeFiles(output, { "src/index.ts": "edited\n" });
    await run(output, { ...one, "src/index.ts": "two\n" });
    writeFiles(output, { "src/index.ts": "one\n" });

    expect((await run(output, { ...one, "src/index.ts": "two\n" })).updated).toEqual([
      "src/index.ts",
    ]);
  });

  test("a file of theirs in our way stays, even with --force, and the folder does not count as up to date", async () => {
    const output = join(tempFolder(), "sdk");
    await run(output, one);
    writeFiles(output, { "src/new.ts": "theirs" });

    const report = await run(output, { ...one, "src/new.ts": "ours" }, { force: true });

    expect(report).toMatchObject({ created: [], kept: ["src/new.ts"] });
    expect(report.diagnostics[0]?.rule).toBe("file-in-the-way");
    expect(readFileSync(join(output, "src/new.ts"), "utf8")).toBe("theirs");
    expect(isUpToDate(output, "h1")).toBeNull();
  });

  test("an edited file that is no longer made stays, and is theirs from then on", async () => {
    const output = join(tempFolder(), "sdk");
    await run(output, one);
    writeFiles(output, { "src/index.ts": "edited\n" });

    const report = await run(output, { "package.json": "{}\n" }, { hash: "h2" });
    expect(report).toMatchObject({ deleted: ["src/a/b.ts"], kept: ["src/index.ts"] });
    expect(report.diagnostics[0]?.rule).toBe("file-orphaned");

    const next = await run(output, { "package.json": "{}\n" }, { hash: "h2" });
    expect(next).toMatchObject({ deleted: [], kept: [], diagnostics: [] });
    expect(readFileSync(join(output, "src/index.ts"), "utf8")).toBe("edited\n");
  });

  test("a checkout with CRLF is no edit", async () => {
    const output = join(tempFolder(), "sdk");
    await run(output, one);
    writeFiles(output, { "src/index.ts": "one\r\n" });

    expect(isUpToDate(output, "h1")).not.toBeNull();
    expect(await run(output, one)).toMatchObject({ unchanged: 3, kept: [] });
    expect((await run(output, { ...one, "src/index.ts": "two\n" })).updated).toEqual([
      "src/index.ts",
    ]);
  });

  test("other files in the folder are not looked at", async () => {
    const output = join(tempFolder(), "sdk");
    await run(output, one);
    writeFiles(output, { "notes.md": "mine", "src/extra.ts": "mine" });

    expect(isUpToDate(output, "h1")).not.toBeNull();
    await run(output, { ...one, "src/index.ts": "two\n" });
    expect(packageIn(output)).toMatchObject({ "notes.md": "mine", "src/extra.ts": "mine" });
  });
});

describe("a folder that is not ours", () => {
  test("with files and no manifest is refused, untouched, in every mode", async () => {
    const output = tempFolder({ "notes.md": "mine" });
    for (const mode of ["write", "check", "dry-run"] as const) {
      expect(await rulesOf(() => run(output, one, { mode, force: true }))).toEqual([
        "output-not-ours",
      ]);
    }
    expect(await rulesOf(() => isUpToDate(output, "h1"))).toEqual(["output-not-ours"]);
    expect(readFiles(output)).toEqual({ "notes.md": "mine" });
  });

  test("a file where the folder should be", async () => {
    const folder = tempFolder({ sdk: "text" });
    expect(await rulesOf(() => run(join(folder, "sdk"), one))).toEqual(["output-not-ours"]);
    expect(await rulesOf(() => isUpToDate(join(folder, "sdk"), "h1"))).toEqual(["output-not-ours"]);
  });

  test("an empty one, or one with only .git, node_modules and dist, becomes ours", async () => {
    for (const files of [{}, { ".git/HEAD": "", "node_modules/x/y": "", "dist/z": "" }]) {
      expect((await run(tempFolder(files), one)).created).toHaveLength(3);
    }
  });

  test("with something else under the manifest's name", async () => {
    const output = tempFolder({ ".specwright.json": `{ "hello": 1 }`, "notes.md": "mine" });
    expect(await rulesOf(() => run(output, one))).toEqual(["manifest-unreadable"]);
  });

  test("below a file", async () => {
    const folder = tempFolder({ file: "text" });
    expect(await rulesOf(() => run(join(folder, "file/sdk"), one))).toEqual(["output-unwritable"]);
  });
});

describe("names", () => {
  const unsafe = [
    "../x",
    "/x",
    "a/../../x",
    "a//b",
    "./a",
    "",
    "a\\b",
    "c:x",
    "a/b.",
    "a\u0000b",
    ".git/hooks/x",
    ".GIT/config",
    ".specwright.json",
    ".specwright-tmp/0",
    "node_modules/x.js",
  ];
  test.each(unsafe)("%j is refused", async (path) => {
    const folder = tempFolder();
    expect(await rulesOf(() => run(join(folder, "sdk"), { "a.ts": "", [path]: "" }))).toEqual([
      "output-path-unsafe",
    ]);
    expect(readFiles(folder)).toEqual({});
  });

  const clashing: [string, string][] = [
    ["src/Pet.ts", "src/pet.ts"],
    ["src/caf\u00e9.ts", "src/cafe\u0301.ts"],
    ["src", "src/pet.ts"],
  ];
  test.each(clashing)("%j and %j cannot be in one package", async (left, right) => {
    const output = join(tempFolder(), "sdk");
    expect(await rulesOf(() => run(output, { [left]: "", [right]: "" }))).toEqual([
      "output-path-clash",
    ]);
  });

  test("a rename in case only works where the file system ignores case", async () => {
    // Two links to one file are what such a file system shows.
    const output = join(tempFolder(), "sdk");
    await run(output, { "src/Pet.ts": "same" });
    linkSync(join(output, "src/Pet.ts"), join(output, "src/pet.ts"));

    await run(output, { "src/pet.ts": "same" });

    expect(packageIn(output)).toEqual({ "src/pet.ts": "same" });
  });

  test("a manifest that names files outside deletes none of them", async () => {
    const folder = tempFolder({ "mine.txt": "x" });
    const hash = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"; // of "x"
    writeFiles(folder, {
      "sdk/.specwright.json": JSON.stringify({
        files: { "../mine.txt": hash, [join(folder, "mine.txt")]: hash },
      }),
    });

    expect((await run(join(folder, "sdk"), one)).deleted).toEqual([]);
    expect(readFileSync(join(folder, "mine.txt"), "utf8")).toBe("x");
  });

  test("links are neither followed nor replaced", async () => {
    const folder = tempFolder({ "outside/index.ts": "theirs", "other.ts": "theirs" });
    const output = join(folder, "sdk");
    await run(output, { "package.json": "{}" });
    symlinkSync(join(folder, "outside"), join(output, "src"));
    symlinkSync(join(folder, "other.ts"), join(output, "link.ts"));
    mkdirSync(join(output, "folder.ts"));

    const report = await run(
      output,
      { "package.json": "{}", "src/index.ts": "ours", "link.ts": "ours", "folder.ts": "ours" },
      { force: true },
    );

    expect(report.kept).toEqual(["folder.ts", "link.ts", "src/index.ts"]);
    expect(readFileSync(join(folder, "outside/index.ts"), "utf8")).toBe("theirs");
    expect(readFileSync(join(folder, "other.ts"), "utf8")).toBe("theirs");
    expect(readdirSync(join(folder, "outside"))).toEqual(["index.ts"]);
  });

  test("ours behind a link that was put there later are not deleted", async () => {
    const folder = tempFolder({ "outside/index.ts": "one\n" });
    const output = join(folder, "sdk");
    await run(output, one);
    rmSync(join(output, "src"), { recursive: true });
    symlinkSync(join(folder, "outside"), join(output, "src"));

    expect((await run(output, { "package.json": "{}\n" })).deleted).toEqual([]);
    expect(readFileSync(join(folder, "outside/index.ts"), "utf8")).toBe("one\n");
  });
});

describe("isUpToDate", () => {
  test("only for the same inputs and the same files", async () => {
    const output = join(tempFolder(), "sdk");
    expect(isUpToDate(output, "h1")).toBeNull();
    await run(output, one);
    expect(isUpToDate(output, "h1")).toMatchObject({ unchanged: 3, created: [] });
    expect(isUpToDate(output, "h2")).toBeNull();
    rmSync(join(output, "package.json"));
    expect(isUpToDate(output, "h1")).toBeNull();
  });

  test("new inputs that make the same files are up to date afterwards", async () => {
    const output = join(tempFolder(), "sdk");
    await run(output, one);
    expect(await run(output, one, { hash: "h2" })).toMatchObject({ unchanged: 3 });
    expect(isUpToDate(output, "h2")).not.toBeNull();
  });
});

function timesOf(output: string): Record<string, number> {
  return Object.fromEntries(
    Object.keys(readFiles(output)).map((path) => [path, statSync(join(output, path)).mtimeMs]),
  );
}

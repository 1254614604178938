/** Job 1 of the README: the document moves, and only what it says differently is written. */
import { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { root } from "../rules/source-files.js";
import { readFiles, tempFolder, writeFiles } from "../support/temp-folder.js";
import { specwright, specwrightJson, type JsonReport } from "./support/specwright.js";

const original = readFileSync(join(root, "spec", "openrouter-rerank.yaml"), "utf8");
const config = JSON.stringify({ input: "api.yaml", output: "sdk" });
let folder: string;

beforeEach(async () => {
  folder = tempFolder({ "api.yaml": original, "specwright.config.json": config });
  expect(await specwright(["generate"], { cwd: folder })).toMatchObject({ code: 0 });
});

const again = async (...flags: string[]) => {
  const report = await specwrightJson(["generate", ...flags], { cwd: folder });
  return { ...filesOf(report), report };
};

describe("a changed document", () => {
  test("with a new optional property rewrites the operation, the types and their docs", async () => {
    edit((text) =>
      text.replace("                top_n:\n", `${newProperty}                top_n:\n`),
    );
    const { created, updated, deleted } = await again();
    expect({ created, deleted }).toEqual({ created: [], deleted: [] });
    expect(updated).toContain("src/types.ts");
    expect(updated).toContain("docs/rerank.md");
    expect(updated.filter((path) => /^src\/(core|internal|errors|client|sdk)/.test(path))).toEqual(
      [],
    );
    expect(readFileSync(join(folder, "sdk", "src", "types.ts"), "utf8")).toContain(
      "max_chunks?: number",
    );
  });

  test("with a new operation makes its files, and without it removes them", async () => {
    edit((text) => text.replace("\npaths:\n", `\npaths:\n${newPath}`));
    const added = await again();
    expect(added.created).toContain("src/operations/count-models.ts");
    expect(added.updated).not.toContain("src/operations/rerank.ts");

    writeFileSync(join(folder, "api.yaml"), original);
    const removed = await again();
    expect(removed.created).toEqual([]);
    expect([...removed.deleted].sort()).toEqual([...added.created].sort());
  });
});

describe("an unchanged document", () => {
  test("writes nothing", async () => {
    const before = modified();
    const { created, updated, deleted } = await again();
    expect([...created, ...updated, ...deleted]).toEqual([]);
    expect(modified()).toEqual(before);
  });

  test("is up to date for check, and stale once the document moves", async () => {
    expect(await specwright(["check"], { cwd: folder })).toMatchObject({ code: 0 });
    edit((text) => text.replace("Submit a rerank request", "Rank documents"));
    const { code, stdout } = await specwright(["check"], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain("src/operations/rerank.ts");
  });
});

describe("a person's work", () => {
  test("a file of theirs stays", async () => {
    writeFiles(join(folder, "sdk"), { "src/ours.ts": "export {};\n" });
    edit((text) => text.replace("Submit a rerank request", "Rank documents"));
    await again();
    expect(readFiles(join(folder, "sdk"))["src/ours.ts"]).toBe("export {};\n");
  });

  test("an edited file is merged, and the command says so", async () => {
    const file = join(folder, "sdk", "src", "operations", "rerank.ts");
    appendFileSync(file, "// mine\n");
    edit((text) => text.replace("Submit a rerank request", "Rank documents"));
    const { merged, report } = await again();
    expect(merged).toEqual(["src/operations/rerank.ts"]);
    expect(report.diagnostics.map(({ location }) => location?.file)).toContain(
      "sdk/src/operations/rerank.ts",
    );
    expect(readFileSync(file, "utf8")).toMatch(/Rank documents[^]*\/\/ mine\n$/);
  });

  test("--force takes it back", async () => {
    const file = join(folder, "sdk", "README.md");
    const made = readFileSync(file, "utf8");
    appendFileSync(file, "mine\n");
    await again("--force");
    expect(readFileSync(file, "utf8")).toBe(made);
  });

  test("a deleted file is made again", async () => {
    rmSync(join(folder, "sdk", "llms.txt"));
    const { created } = await again();
    expect(created).toEqual(["llms.txt"]);
  });
});

const newProperty = `                max_chunks:
                  description: Longest documents are cut into this many chunks.
                  type: integer
`;

const newPath = `  /models/count:
    get:
      operationId: countModels
      responses:
        "200":
          description: How many models there are.
          content:
            application/json:
              schema:
                type: integer
`;

function edit(change: (text: string) => string): void {
  const changed = change(original);
  expect(changed).not.toBe(original);
  writeFileSync(join(folder, "api.yaml"), changed);
}

/** When each file was last written. */
function modified(): Record<string, number> {
  const paths = Object.keys(readFiles(join(folder, "sdk")));
  return Object.fromEntries(
    paths.map((path) => [path, statSync(join(folder, "sdk", path)).mtimeMs]),
  );
}

function filesOf({ targets: [target] }: JsonReport) {
  if (target === undefined) throw new Error("No target in the report.");
  return target.files;
}

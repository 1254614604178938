/** What stands in generated/ is what the sources make today, byte for byte, wherever it is made. */
import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import configs from "../../specwright.config.js";
import { root } from "../rules/source-files.js";
import { readFiles, tempFolder, writeFiles } from "../support/temp-folder.js";
import { specwright } from "./support/specwright.js";

describe.each([configs].flat())("$output", ({ input = "", output = "", ...config }) => {
  test("is fresh", async () => {
    const folder = tempFolder();
    copyFileSync(join(root, input), join(folder, basename(input)));
    const moved = { ...config, input: basename(input), output: "made" };
    writeFiles(folder, { "specwright.config.json": JSON.stringify(moved) });
    expect(await specwright(["generate"], { cwd: folder })).toMatchObject({ code: 0 });

    const made = readFiles(join(folder, "made"));
    expect(Object.keys(made).sort()).toEqual(trackedBelow(output));
    const differing = Object.keys(made).filter(
      (path) => made[path] !== readFileSync(join(root, output, path), "utf8"),
    );
    // When this fails: npm run generate.
    expect(differing).toEqual([]);
  });

  test("passes specwright check", async () => {
    const { code, stdout } = await specwright(["check", "--target", basename(output)], {
      cwd: root,
    });
    expect(stdout).toContain("up to date");
    expect(code).toBe(0);
  });
});

function trackedBelow(folder: string): string[] {
  const list = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard", folder], {
    cwd: root,
  });
  const paths = list.toString("utf8").split("\0").filter(Boolean);
  return paths.map((path) => path.slice(folder.length + 1)).sort();
}

/** A run loads the large libraries that it has work for, and no others. */
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../rules/source-files.js";
import { tempFolder } from "../support/temp-folder.js";
import { succeed } from "./support/process.js";
import { specwright } from "./support/specwright.js";

const libraries = ["openapi-typescript", "prettier", "ts-morph", "typescript"];

/** At its end, the process writes down which CommonJS modules it has loaded: all of the large libraries are. */
const probe = `
process.on("exit", () => {
  const { writeFileSync } = require("node:fs");
  writeFileSync("loaded.json", JSON.stringify(Object.keys(require.cache)));
});
`;

async function loadedBy(folder: string, args: readonly string[]): Promise<readonly string[]> {
  const env = { NODE_OPTIONS: "--require ./probe.cjs", TMPDIR: folder };
  await succeed(specwright(["generate", ...args], { cwd: folder, env }));
  const files = JSON.parse(readFileSync(join(folder, "loaded.json"), "utf8")) as string[];
  const code = files.filter((file) => !file.endsWith(".json")).join("\n");
  return libraries.filter((name) => code.replaceAll("\\", "/").includes(`/node_modules/${name}/`));
}

test("the parser and the formatter only where a template is the user's", async () => {
  const folder = tempFolder({ "probe.cjs": probe });
  const templates = join(root, "examples", "customise", "templates");
  cpSync(join(root, "examples", "customise", "openapi.yaml"), join(folder, "openapi.yaml"));
  const args = ["openapi.yaml", "--output", "sdk"];

  expect(await loadedBy(folder, args)).toEqual([]);
  expect(await loadedBy(folder, [...args, "--force"])).toEqual([]);
  expect(await loadedBy(folder, [...args, "--templates", templates])).toEqual([
    "prettier",
    "ts-morph",
  ]);
});

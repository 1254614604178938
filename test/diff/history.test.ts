/** Steps of a real document: where the compiler finds that anything exported takes less or gives more, `diff` has found a break. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { resolveConfig } from "../../generator/config/index.js";
import { TypeChecker } from "../../generator/lib/compiler.js";
import { corpusFolder } from "../corpus/documents.js";
import { tempFolder } from "../support/temp-folder.js";
import { opinionOf } from "./opinion.js";
import { diffConfigs } from "./pairs.js";

const corpus = corpusFolder();

const steps = [
  { old: "100-2026-04-16-14ca86174.yaml", new: "101-2026-04-18-25f2921bd.yaml", breaks: false },
  { old: "150-2026-05-18-9c058434e.yaml", new: "151-2026-05-19-e61ea06c3.yaml", breaks: true },
];

test.skipIf(corpus === null).each(steps)(
  "$old and the next",
  async (step) => {
    const folder = tempFolder();
    const members = [step.old, step.new].map((file) => `openrouter-history/${file}`);
    const archive = join(corpus ?? "", "openrouter-history.tar.xz");
    execFileSync("tar", ["-xJf", archive, "-C", folder, ...members]);
    const config = (input = "") => resolveConfig({ input, output: "sdk" }, folder);
    const checker = new TypeChecker();
    const result = await diffConfigs(await config(members[0]), await config(members[1]), checker);
    const { lost } = await opinionOf(result.old, result.new, { checker });
    expect({ breaks: result.bump === "major", isLost: lost.length > 0 }, lost.join("\n")).toEqual({
      breaks: step.breaks,
      isLost: step.breaks,
    });
  },
  180_000,
);

/** Every code block of the committed packages' documentation compiles against the package, under strict. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { faults } from "../../support/committed-package.js";

const generated = fileURLToPath(new URL("../../../generated/", import.meta.url));

describe.each(readdirSync(generated))("documentation of %s", (name) => {
  const root = join(generated, name);
  const blocks = pages(root).flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(
      ({ 1: code = "", index }) => ({ at: `${page}@${index}`, code }),
    ),
  );

  test("has examples on every page", () => {
    const shown = new Set(blocks.map(({ at }) => at.split("@")[0]));
    expect([...shown].sort()).toEqual(pages(root).sort());
  });

  test("each compiles by itself", () => {
    expect(faults(name, blocks)).toEqual([]);
  });
});

/** Pages that show code. */
function pages(root: string): string[] {
  return [
    "README.md",
    "llms-full.txt",
    ...readdirSync(join(root, "docs")).map((page) => `docs/${page}`),
  ];
}

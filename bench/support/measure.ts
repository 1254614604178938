/** What the benchmarks share: the built package, medians and tables. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Builds a copy of the generated rerank package, which is gone when the process ends, and gives its folder. */
export function buildPackage(): string {
  const cache = join(ROOT, ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "bench-")); // below the root, so that its dependencies are found
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const part of ["package.json", "tsconfig.json", "scripts", "src"])
    cpSync(join(ROOT, "generated/openrouter-rerank", part), join(folder, part), {
      recursive: true,
    });
  execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: folder, stdio: "inherit" });
  return folder;
}

/** Of an even number of values: the upper one of the two in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

/** Prints rows in columns; numbers to the right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  for (const line of lines)
    console.log(
      line
        .map((cell, column) =>
          column ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[0] ?? 0),
        )
        .join("   "),
    );
}

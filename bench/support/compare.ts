/** Generators in turns over one document, each run a first one: a fresh process, a fresh folder, no cache. */
import { mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { Generator } from "./generators.js";
import { median, table } from "./measure.js";
import type { Cost } from "./processes.js";

export interface Comparison {
  /** Medians, in the order of the generators. */
  readonly costs: readonly Cost[];
  /** Where the last run of each wrote. */
  readonly folders: readonly string[];
}

/** `rounds` runs of each, after one that does not count. `work`: a folder for what they write; nothing in it is deleted. */
export function compare(
  document: string,
  generators: readonly Generator[],
  { node, rounds, work }: { node: string; rounds: number; work: string },
): Comparison {
  const costs = generators.map((): Cost[] => []);
  const folders: string[] = [];
  mkdirSync(work, { recursive: true });
  for (let round = 0; round <= rounds; round++) {
    for (const [index, generator] of generators.entries()) {
      const cwd = mkdtempSync(join(work, "run-"));
      const temporary = mkdtempSync(join(work, "tmp-"));
      const cost = generator.run(document, cwd, { node, temporary });
      if (round > 0) costs[index]?.push(cost);
      folders[index] = cwd;
    }
  }
  return { costs: costs.map(medians), folders };
}

export function medians(costs: readonly Cost[]): Cost {
  return {
    wallMs: median(costs.map(({ wallMs }) => wallMs)),
    cpuMs: median(costs.map(({ cpuMs }) => cpuMs)),
    peakMB: median(costs.map(({ peakMB }) => peakMB)),
  };
}

export function printCosts(
  title: string,
  names: readonly string[],
  { costs }: Pick<Comparison, "costs">,
): void {
  table(
    [title, "wall, s", "CPU, s", "peak, MB"],
    costs.map(({ wallMs, cpuMs, peakMB }, index) => [
      names[index] ?? "",
      (wallMs / 1000).toFixed(2),
      (cpuMs / 1000).toFixed(2),
      Math.round(peakMB),
    ]),
  );
}

/** A figure and its limit, in one line of output; true where it is met. */
export function within(what: string, value: number, limit: number): boolean {
  const met = value <= limit;
  console.log(`${met ? "met   " : "MISSED"}  ${what}: ${value.toFixed(2)} (limit ${limit})`);
  return met;
}

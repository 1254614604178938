/**
 * Reads a literate scenario: under each `##` heading a ```yaml block (what differs from the smallest document), a ```json config
 * block where the configuration is not the usual, and blocks that say what must come of it:
 *
 * - ```ts src/types.ts interface Pet```: that declaration (`interface`, `type`, `class`, `function`, `const`), without its
 *   doc comment; with it after the word `documented`. `method Pets.list` is a member of a class; `overloads list` is a
 *   function with all of its signatures. `section Parameters` of a Markdown file is the text under that heading.
 * - ```diagnostics```: a line `severity rule` for each finding, in order.
 */
import type { ResolvedConfig } from "../../generator/contract/index.js";

export interface Scenario {
  readonly title: string;
  readonly yaml: string;
  readonly config: Partial<ResolvedConfig>;
  readonly expectations: readonly Expectation[];
}

export interface Expectation {
  /** What stands behind the opening fence. */
  readonly info: string;
  readonly text: string;
  /** Where `text` stands in the file: from and to, as offsets. */
  readonly range: readonly [number, number];
}

const fence = /^```([^\n]*)\n([\s\S]*?)^```$/gm;

export function readScenarios(markdown: string): readonly Scenario[] {
  const scenarios: (Scenario & { expectations: Expectation[] })[] = [];
  const headings = [...markdown.matchAll(/^## (.+)$/gm)];
  for (const [position, heading] of headings.entries()) {
    const start = heading.index;
    const end = headings[position + 1]?.index ?? markdown.length;
    let yaml = "";
    let config: Partial<ResolvedConfig> = {};
    const expectations: Expectation[] = [];
    for (const block of markdown.slice(start, end).matchAll(fence)) {
      const [whole, info = "", text = ""] = block;
      const from = start + block.index + whole.indexOf("\n") + 1;
      if (info === "yaml") yaml = text;
      else if (info === "json config") config = JSON.parse(text) as Partial<ResolvedConfig>;
      else expectations.push({ info, text, range: [from, from + text.length] });
    }
    scenarios.push({ title: heading[1] ?? "", yaml, config, expectations });
  }
  return scenarios;
}

/** The file with other texts in the places of the expectations. */
export function record(markdown: string, texts: ReadonlyMap<Expectation, string>): string {
  const ordered = [...texts].sort(([left], [right]) => right.range[0] - left.range[0]);
  return ordered.reduce(
    (result, [{ range }, text]) => result.slice(0, range[0]) + text + result.slice(range[1]),
    markdown,
  );
}

/**
 * What `specwright diff` says of small changes: the bump, the symbol that a user sees, the verdicts. The compiler is asked as well, by
 * the test itself: a user's code compiles with both packages, or with the old one only where the change is a major one.
 */
import { describe, expect, test } from "vitest";
import { openSources } from "../../generator/diff.js";
import type { Description } from "../../generator/generate.js";
import { TypeChecker } from "../../generator/lib/compiler.js";
import { requests } from "./cases/requests.js";
import { responses } from "./cases/responses.js";
import { type Case, diffOf } from "./pairs.js";

const tables: Readonly<Record<string, readonly Case[]>> = { requests, responses };
const checker = new TypeChecker();

describe.each(Object.entries(tables))("%s", (_, cases) => {
  test.each(cases.map((each) => [each.name, each] as const))("%s", async (_name, each) => {
    const result = await diffOf(each.old, each.new, checker);
    expect(result.bump).toBe(each.bump);
    const { changes } = result;
    if (each.symbol !== undefined) {
      const meant = changes.filter(
        ({ symbols, bump }) => bump === each.bump && symbols.includes(each.symbol ?? ""),
      );
      expect(
        meant,
        JSON.stringify(changes.map(({ bump, kind, symbols }) => [bump, kind, symbols])),
      ).not.toEqual([]);
      if (each.runtime !== undefined) expect(meant[0]?.runtime).toBe(each.runtime);
      if (each.wire !== undefined) expect(meant[0]?.wire).toBe(each.wire);
    }
    // What is called a major change is proved, and by nothing else.
    for (const { bump, proved } of changes) expect(bump === "major").toBe(proved === true);
    if (each.code === undefined) return;
    expect(await compiles(result.old, each.code), "with the old package").toEqual([]);
    const errors = await compiles(result.new, each.code);
    if (each.bump === "major") expect(errors, "with the new package").not.toEqual([]);
    else expect(errors, "with the new package").toEqual([]);
  });
});

/** What the compiler says of a user's code beside the whole package. */
async function compiles(description: Description, code: string): Promise<readonly string[]> {
  const { className } = description.model.client;
  const { files } = await openSources(description)(new Set([className]), new Set());
  const named = new Set(code.match(/\b[A-Z]\w*\b/g));
  const types = [...named].filter((name) => description.plan.symbols.has(name));
  const imports = types.map((name) => {
    const { path, kind } = description.plan.symbols.get(name) ?? { path: "", kind: "type" };
    return `import ${kind === "type" ? "type " : ""}{ ${name} } from "../${path.replace(/\.ts$/, ".js")}";`;
  });
  const placed = new Map([...files].map(([path, text]) => [`/package/${path}`, text]));
  placed.set("/package/test/use.ts", [...imports, code].join("\n"));
  return checker.errors(placed, ["/package/test/use.ts"]).get("/package/test/use.ts") ?? [];
}

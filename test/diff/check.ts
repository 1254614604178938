/**
 * What `specwright diff` says of small changes: the bump, the symbol that a user sees, the verdicts. The compiler is asked
 * as well, by the test itself: a user's code compiles with both packages, or with the old one only where the change is a
 * major one; and where it finds that anything exported takes less or gives more, the comparison has to have found a break.
 */
import { describe, expect, test } from "vitest";
import { TypeChecker } from "../../generator/lib/compiler.js";
import { opinionOf } from "./opinion.js";
import { type Case, diffOf } from "./pairs.js";

/** A test for each case of each table; they share what the compiler has parsed, which takes the first a while. */
export function testTables(tables: Readonly<Record<string, readonly Case[]>>): void {
  const checker = new TypeChecker();

  describe.each(Object.entries(tables))("%s", (_, cases) => {
    test.each(cases.map((each) => [each.name, each] as const))(
      "%s",
      async (_name, each) => {
        const result = await diffOf(each.old, each.new, checker);
        const { changes } = result;
        const told = changes.map(({ bump, kind, symbols }) => `${bump} ${kind} ${symbols.join()}`);
        expect(result.bump, told.join("\n")).toBe(each.bump);
        if (each.symbol !== undefined) {
          const meant = changes.filter(
            ({ symbols, bump }) => bump === each.bump && symbols.includes(each.symbol ?? ""),
          );
          expect(meant, told.join("\n")).not.toEqual([]);
          if (each.runtime !== undefined) expect(meant[0]?.runtime).toBe(each.runtime);
          if (each.wire !== undefined) expect(meant[0]?.wire).toBe(each.wire);
        }
        // What is called a major change is proved, and by nothing else.
        for (const { bump, proved } of changes) expect(bump === "major").toBe(proved === true);
        const opinion = await opinionOf(result.old, result.new, { checker, code: each.code });
        if (each.bump !== "major") expect(opinion.lost).toEqual([]);
        expect(opinion.old, "with the old package").toEqual([]);
        if (each.bump === "major") expect(opinion.new, "with the new package").not.toEqual([]);
        else expect(opinion.new, "with the new package").toEqual([]);
      },
      120_000,
    );
  });
}

/** What an editor offers where a value of an enum is asked for. */
import ts from "typescript";
import { expect, test } from "vitest";
import type { Json } from "../../../generator/contract/index.js";
import { emit, type Case } from "./check.js";

const level = (values: readonly Json[]): Case["given"] => ({
  Level: { type: "string", enum: [...values] },
});

/** The texts that TypeScript offers inside of the quotes. */
function offered(declarations: string): readonly string[] {
  const text = `${declarations}\nexport const level: Level = "";`;
  const files = new Map([["/a.ts", text]]);
  const service = ts.createLanguageService({
    getScriptFileNames: () => [...files.keys()],
    getScriptVersion: () => "1",
    getScriptSnapshot(path) {
      const found = files.get(path);
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found);
    },
    getCurrentDirectory: () => "/",
    getCompilationSettings: () => ({ strict: true, noLib: true }),
    getDefaultLibFileName: () => "/lib.d.ts",
    fileExists: (path) => files.has(path),
    readFile: (path) => files.get(path),
  });
  const found = service.getCompletionsAtPosition("/a.ts", text.length - 2, {});
  return (found?.entries ?? []).map(({ name }) => name).sort();
}

test.each(["request", "response", "both"] as const)("the values of an enum: %s", (via) => {
  expect(offered(emit({ given: level(["low", "high"]), via }).text)).toEqual(["high", "low"]);
});

test("however many", () => {
  const values = Array.from(
    { length: 40 },
    (_, index) => `value-${String(index).padStart(2, "0")}`,
  );
  expect(offered(emit({ given: level(values), via: "both" }).text)).toEqual(values);
});

test.each<[string, (values: Json) => Case["given"][string]]>([
  ["text", (values) => ({ anyOf: [{ type: "string", enum: values }, { type: "string" }] })],
  ["conditions", (values) => ({ type: "string", enum: values, anyOf: [{ minLength: 1 }, {}] })],
  ["numbers", (values) => ({ oneOf: [{ enum: values }, { type: "integer" }] })],
])("24 values beside %s", (_, schema) => {
  const values = Array.from({ length: 24 }, (__, index) => `v${String(index).padStart(2, "0")}`);
  expect(offered(emit({ given: { Level: schema(values) } }).text)).toEqual(values);
});

test("the comment of an enum that is open in requests says so", () => {
  const note = "An open enum: other values are accepted, too.";
  expect(emit({ given: level(["low", "high"]), via: "both" }).text).toContain(note);
  for (const via of ["request", "response"] as const)
    expect(emit({ given: level(["low", "high"]), via }).text).not.toContain(note);
  // A single value is no choice.
  expect(emit({ given: level(["low"]), via: "both" }).text).not.toContain(note);
});

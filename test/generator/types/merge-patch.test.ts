/** What `MergePatch` of a resource takes: RFC 7396. */
import { readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import { compile } from "./check.js";

const declared = readFileSync(
  new URL("../../../templates/package/src/core/merge-patch.ts", import.meta.url),
  "utf8",
);
const resource = `
interface Inner { name: string; note?: string | undefined }
interface Resource {
  kind: "a" | "b";
  size?: number | undefined;
  made?: Date | undefined;
  any: unknown;
  inner?: Inner | undefined;
  byKey: { [key: string]: Inner };
  list?: Inner[] | undefined;
  either?: Inner | string | undefined;
}
`;
const all = 'kind: "a", any: 1, byKey: {}';

const takes: readonly string[] = [
  `{ ${all} }`,
  `{ ${all}, size: null, made: null, inner: null, list: null, either: null }`,
  `{ ${all}, made: new Date(), list: [{ name: "x" }], either: "x" }`,
  `{ ${all}, inner: { name: "x", note: null } }`,
  `{ ${all}, either: { name: "x", note: null } }`,
  '{ kind: "a", any: null, byKey: { a: null, b: { name: "x", note: null } } }',
];
const refuses: readonly string[] = [
  "{ kind: null, any: 1, byKey: {} }",
  '{ kind: "a", any: 1, byKey: null }',
  `{ ${all}, inner: { name: null } }`,
  `{ ${all}, list: [null] }`,
  `{ ${all}, list: [{ name: "x", note: null }] }`,
  `{ ${all}, size: "x" }`,
];

test.each([
  ["takes", takes, 0],
  ["refuses", refuses, refuses.length],
] as const)("%s", (_, values, wanted) => {
  const lines = values.map((value, at) => `export const v${at}: MergePatch<Resource> = ${value};`);
  const program = compile(
    new Map([
      [
        "/patch.ts",
        [declared.replaceAll("\n", " ").replaceAll(/\/\*\*.*?\*\//g, ""), resource, ...lines].join(
          "\n",
        ),
      ],
    ]),
  );
  const found = ts.getPreEmitDiagnostics(program, program.getSourceFile("/patch.ts"));
  const places = found.map(
    ({ file, start }) => file?.getLineAndCharacterOfPosition(start ?? 0).line,
  );
  expect(
    new Set(places).size,
    found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " ")).join("\n"),
  ).toBe(wanted);
});

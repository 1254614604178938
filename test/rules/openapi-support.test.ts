/** docs/openapi-support.md and docs/diagnostics.md say what is so: each field is taken out of a document, and what changes is looked at. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { describe, expect, test } from "vitest";
import { effectOf, occurrences, rulesIn, type Tree } from "./openapi-effects.js";
import { openapi, overlay, swagger2, type ObjectTable } from "./openapi-objects.js";
import { ruleIdsOf } from "./rule-ids.js";
import { projectFiles, root } from "./source-files.js";

interface Row {
  readonly field: string;
  readonly support: string;
  readonly how: string;
}

const page = readFileSync(join(root, "docs", "openapi-support.md"), "utf8");
const diagnostics = readFileSync(join(root, "docs", "diagnostics.md"), "utf8");
const rules = ruleIdsOf(projectFiles((path) => /^generator\/.*\.ts$/.test(path)));

/** The rows of the table below a heading. */
function rowsBelow(heading: string): Row[] {
  const [, rest = ""] = page.split(`\n${heading}\n`);
  const [section = ""] = rest.split(/\n#{2,3} /);
  return [...section.matchAll(/^\| `([^`]+)` *\| (\w+) *\| (.*?) *\|$/gm)].map(
    ([, field = "", support = "", how = ""]) => ({ field, support, how }),
  );
}

function example(name: string): Tree {
  const file = join(import.meta.dirname, "openapi-support", `${name}.yaml`);
  return parse(readFileSync(file, "utf8")) as Tree;
}

const read = (names: readonly string[], table: ObjectTable, kind: string) =>
  names.map(example).map((document) => ({ document, found: occurrences(document, table, kind) }));

type Examples = ReturnType<typeof read>;

const examples = {
  openapi: read(["openapi", "schema", "three-zero", "xml"], openapi, "OpenAPI"),
  swagger2: read(["swagger2"], swagger2, "Swagger"),
  extensions: [
    ...read(["extensions"], openapi, "OpenAPI"),
    ...read(["swagger2", "microsoft"], swagger2, "Swagger"),
  ],
};

/** What is wrong with a row; `null` where it says what is so. */
async function fault(given: Examples, isPlace: (name: string) => boolean, row: Row) {
  const places = given.flatMap(({ document, found }) =>
    [...found].flatMap(([name, pointers]) =>
      isPlace(name) ? pointers.map((pointer) => ({ document, pointer })) : [],
    ),
  );
  if (places.length === 0) return "no example has it";
  const reported = new Set<string>();
  let changes = false;
  for (const { document, pointer } of places) {
    const effect = await effectOf(document, pointer);
    changes ||= effect.changes;
    for (const rule of effect.rules) reported.add(rule);
    if (changes && row.support === "supported") return null;
  }
  const named = [...row.how.matchAll(/`([a-z0-9.-]+)`/g)].map(([, name = ""]) => name);
  switch (row.support) {
    case "supported":
      return "it changes nothing";
    case "approximated": {
      const told = (await Promise.all(given.map(({ document }) => rulesIn(document)))).flat();
      return changes || named.some((rule) => told.includes(rule)) ? null : "it changes nothing";
    }
    case "reported":
      return named.some((rule) => reported.has(rule)) ? null : "its rule is not reported";
    default:
      return changes || reported.size > 0 ? "it is not ignored" : null;
  }
}

async function faults(given: Examples, kind: string, rows: readonly Row[]): Promise<string[]> {
  const found: string[] = [];
  for (const row of rows) {
    const what = await fault(given, (name) => name === `${kind}.${row.field}`, row);
    if (what !== null) found.push(`${row.field} is called ${row.support}, but ${what}`);
  }
  return found;
}

const patience = 120_000;

describe("OpenAPI 3", () => {
  test.each(Object.keys(openapi))("%s Object", { timeout: patience }, async (kind) => {
    const rows = rowsBelow(`### ${kind} Object`);

    expect(rows.map(({ field }) => field).sort()).toEqual(Object.keys(openapi[kind] ?? {}).sort());
    expect(await faults(examples.openapi, kind, rows)).toEqual([]);
  });
});

describe("Swagger 2.0", () => {
  const kinds = Object.keys(swagger2).filter(
    (kind) => Object.keys(swagger2[kind] ?? {}).length > 0,
  );
  test.each(kinds)("%s Object", { timeout: patience }, async (kind) => {
    const rows = rowsBelow(`### ${kind} Object of Swagger`);

    expect(rows.map(({ field }) => field).sort()).toEqual(Object.keys(swagger2[kind] ?? {}).sort());
    expect(await faults(examples.swagger2, kind, rows)).toEqual([]);
  });
});

test("Overlay 1.0 has a row for each field", () => {
  const fields = rowsBelow("## Overlay 1.0").map(({ field }) => field);

  expect(fields.sort()).toEqual([...overlay].sort());
});

describe("extensions", () => {
  const rows = rowsBelow("## Extensions");

  test.each(rows)("$field is $support", { timeout: patience }, async (row) => {
    expect(await fault(examples.extensions, (name) => name.endsWith(`.${row.field}`), row)).toBe(
      null,
    );
  });

  test("each one that the generator reads has a row", () => {
    const internal = ["x-doc", "x-open", "x-tuple", "x-unknown", "x-collection-format"];
    // Speakeasy's `x-examples` only move with what they stand in.
    const carried = ["x-examples"];
    const read = projectFiles((path) => /^generator\/.*\.ts$/.test(path)).flatMap(({ text }) =>
      [...text.matchAll(/"(x-[A-Za-z-]+)(?:\.[^"]*)?"/g)].map(([, name = ""]) => name),
    );
    const known = [...rows.map(({ field }) => field), ...internal, ...carried];

    expect([...new Set(read)].filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe("docs/diagnostics.md", () => {
  test("has a row for each rule, and no other", () => {
    const listed = [...diagnostics.matchAll(/^\| `([^`]+)` *\|/gm)].map(([, rule = ""]) => rule);

    expect(listed.sort()).toEqual([...rules.keys()].sort());
  });

  test("has the rules that docs/openapi-support.md names", () => {
    const named = [...page.matchAll(/`([a-z]+(?:-[a-z0-9.]+)+)`/g)].map(([, name = ""]) => name);
    const unknown = named.filter((name) => !rules.has(name) && !name.startsWith("x-"));

    expect(unknown).toEqual([]);
  });
});

/** A sample of `npm run test:oracle`: openapi-typescript's types accept and refuse what ours do; and what differs is found. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Type } from "../../generator/contract/index.js";
import { root } from "../rules/source-files.js";
import { lineOf, tally, type Tally } from "./count.js";
import { judge, type Subject } from "./judge.js";
import { subjectOf } from "./subject.js";

const string = { type: "string" };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: string) => ({
  description: "",
  content: { "application/json": { schema: ref(name) } },
});

/** Nothing in it is known to differ. */
const plain = {
  openapi: "3.1.0",
  info: { title: "Pets", version: "1" },
  paths: {
    "/pets": {
      put: { operationId: "putPet", requestBody: json("Pet"), responses: { 200: json("Owner") } },
    },
  },
  components: {
    schemas: {
      Animal: { type: "object", required: ["name"], properties: { name: string } },
      Pet: {
        allOf: [
          ref("Animal"),
          {
            type: "object",
            required: ["size", "home"],
            properties: {
              size: { type: "integer", format: "int64" },
              home: { oneOf: [ref("Owner"), string, { type: "null" }] },
              tags: { type: "array", items: string },
              where: { prefixItems: [{ type: "number" }, string], type: "array", minItems: 2 },
            },
          },
        ],
      },
      Owner: {
        type: "object",
        required: ["pets"],
        properties: {
          pets: { type: "array", items: ref("Pet") },
          by: { type: "object", additionalProperties: ref("Animal") },
          isHome: { type: ["boolean", "null"], default: true },
        },
      },
    },
  },
};

let work: string;
beforeAll(() => void (work = mkdtempSync(join(tmpdir(), "specwright-oracle-"))));
afterAll(() => rmSync(work, { recursive: true, force: true }));

async function subjectFrom(document: object): Promise<Subject> {
  const input = join(work, "plain.json");
  writeFileSync(input, JSON.stringify(document));
  return subjectOf("plain", input, join(work, "sdk"));
}

async function talliesOf(...subjects: readonly Subject[]): Promise<readonly Tally[]> {
  const found = await judge(mkdtempSync(join(work, "program-")), subjects);
  return [...found.values()].map(({ judged, errors }) => {
    expect(errors).toEqual([]);
    return tally(judged);
  });
}

test("types of the committed documents, and of a plain one, accept and refuse what the library's do", async () => {
  const committed = ["openrouter-rerank", "kitchen-sink"].map((id) =>
    subjectOf(id, join(root, "spec", `${id}.yaml`), join(work, "sdk")),
  );
  const tallies = await talliesOf(...(await Promise.all(committed)), await subjectFrom(plain));

  for (const { differing, accepted, refused } of tallies) {
    expect(differing.map(lineOf)).toEqual([]);
    expect(accepted).toBeGreaterThan(5);
    expect(refused).toBeGreaterThan(20);
  }
  expect(tallies.at(-1)?.known.size).toBe(0);
});

test.each<[string, (type: Type) => Type, Partial<Record<"verdict" | "change", string>>]>([
  [
    "more",
    (type) =>
      type.kind === "object"
        ? { ...type, properties: type.properties.map((each) => ({ ...each, required: false })) }
        : type,
    { verdict: "ours", change: "missing" },
  ],
  [
    "less",
    (type) =>
      type.kind === "object"
        ? {
            ...type,
            properties: type.properties.map((each) => ({
              ...each,
              type: { kind: "never" } as const,
            })),
          }
        : type,
    { verdict: "theirs", change: "none" },
  ],
])("a type that accepts %s than it should is found", async (_, spoilt, want) => {
  const subject = await subjectFrom(plain);
  const declarations = subject.types.declarations.map((each) =>
    each.name === "Owner" ? { ...each, type: spoilt(each.type) } : each,
  );
  const [found] = await talliesOf({ ...subject, types: { ...subject.types, declarations } });
  expect(found?.differing).toContainEqual(expect.objectContaining({ ...want, type: "Owner" }));
});

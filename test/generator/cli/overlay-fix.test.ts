/** A finding that has an overlay is gone once that overlay is applied. */
import { expect, test } from "vitest";
import { tempFolder } from "../../support/temp-folder.js";
import { runHere } from "./support/here.js";

const yaml = `openapi: 3.1.0
info: { title: Slips, version: "1" }
servers: [{ url: "https://{region}.example" }]
paths:
  /it's/{id}:
    get:
      parameters:
        - { name: Accept, in: header, schema: { type: string } }
        - { name: sort, in: query, style: matrix, schema: { type: string } }
      responses:
        "204": { description: Done., content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
        default: { description: No., content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
components:
  schemas:
    Thing: { type: object, required: [a], properties: { b: { type: string } } }
`;

interface Told {
  readonly rule: string;
  readonly overlay?: string;
}

async function told(cwd: string, overlays: readonly string[]): Promise<readonly Told[]> {
  const flags = overlays.flatMap((file) => ["--overlay", file]);
  const args = ["generate", "api.yaml", "--dry-run", "--report", "json", ...flags];
  return JSON.parse((await runHere(args, { cwd })).stdout) as Told[];
}

test("each overlay ends its finding, and all together end them all", async () => {
  const before = await told(tempFolder({ "api.yaml": yaml }), []);
  const fixable = before.filter(({ overlay }) => overlay !== undefined);

  expect(fixable.map(({ rule }) => rule).sort()).toEqual([
    "header-parameter-ignored",
    "parameter-style-unknown",
    "path-parameter-undeclared",
    "required-not-described",
    "response-cannot-have-a-body",
    "server-variable-without-default",
  ]);

  const overlays = Object.fromEntries(
    fixable.map(({ rule, overlay = "" }) => [`${rule}.yaml`, overlay]),
  );
  const cwd = tempFolder({ "api.yaml": yaml, ...overlays });
  for (const { rule } of fixable) {
    const rules = (await told(cwd, [`${rule}.yaml`])).map((finding) => finding.rule);
    expect(rules).not.toContain(rule);
    expect(rules).not.toContain("overlay-no-match");
  }
});

test("--verbose prints it", async () => {
  const cwd = tempFolder({ "api.yaml": yaml });
  const { stderr } = await runHere(["generate", "api.yaml", "--dry-run", "--verbose"], { cwd });

  expect(stderr).toContain(String.raw`        - target: "$['paths']['/it\\'s/{id}']['get']`);
  expect(stderr).toContain("remove: true");
});

test("what stands in another file has none: an overlay cannot reach it", async () => {
  const cwd = tempFolder({
    "api.yaml": yaml
      .replace(/components:[^]*/, "")
      .replaceAll("#/components/schemas/Thing", "other.yaml#/Thing"),
    "other.yaml": "Thing: { type: object, required: [a], properties: { b: { type: string } } }\n",
  });
  const found = await told(cwd, []);

  expect(found.find(({ rule }) => rule === "required-not-described")).toBeDefined();
  expect(found.find(({ rule }) => rule === "required-not-described")).not.toHaveProperty("overlay");
});

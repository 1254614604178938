/** A finding that has an overlay is gone once that overlay is applied; and which findings have one, and of which kind. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tempFolder } from "../../support/temp-folder.js";
import { runHere } from "./support/here.js";

const documents = join(import.meta.dirname, "overlay-fix");
const threeOne = readFileSync(join(documents, "three-one.yaml"), "utf8");
const threeZero = readFileSync(join(documents, "three-zero.yaml"), "utf8");
const swagger = readFileSync(join(documents, "swagger.yaml"), "utf8");
const bare = "openapi: 3.9.0\n";

interface Told {
  readonly rule: string;
  readonly message: string;
  readonly location?: { readonly pointer?: string };
  readonly overlay?: string;
  readonly overlayKind?: string;
}

async function told(cwd: string, overlays: readonly string[]): Promise<readonly Told[]> {
  const flags = overlays.flatMap((file) => ["--overlay", file]);
  const args = ["generate", "api.yaml", "--dry-run", "--report", "json", ...flags];
  return JSON.parse((await runHere(args, { cwd })).stdout) as Told[];
}

/** Rules that have an overlay, by kind; after each of them was applied alone. */
async function ended(yaml: string): Promise<Record<"sure" | "template", readonly string[]>> {
  const before = await told(tempFolder({ "api.yaml": yaml }), []);
  const fixable = before.filter(({ overlay }) => overlay !== undefined);
  const overlays = fixable.map(({ overlay = "" }, index) => [`${index}.yaml`, overlay] as const);
  const cwd = tempFolder({ "api.yaml": yaml, ...Object.fromEntries(overlays) });
  for (const [index, { rule, message, overlayKind, overlay = "" }] of fixable.entries()) {
    const after = await told(cwd, [`${index}.yaml`]);
    const count = (all: readonly Told[]) =>
      all.filter((each) => each.rule === rule && each.message === message).length;
    expect(count(after), `${message}\n${overlay}`).toBe(count(before) - 1);
    expect(
      after.map((each) => each.rule),
      overlay,
    ).not.toContain("overlay-no-match");
    expect(overlay.startsWith("# A template"), rule).toBe(overlayKind === "template");
  }
  const of = (kind: string) =>
    [
      ...new Set(fixable.filter((each) => each.overlayKind === kind).map(({ rule }) => rule)),
    ].sort();
  return { sure: of("sure"), template: of("template") };
}

const patience = 120_000;

describe("each overlay ends its finding", () => {
  test("of a document of 3.1", { timeout: patience }, async () => {
    expect(await ended(threeOne)).toEqual({
      sure: [
        "enum-type-mismatch",
        "grouped-by-path",
        "header-parameter-ignored",
        "name-taken",
        "nullable-in-3.1",
        "pagination-invalid",
        "parameter-invalid",
        "parameter-is-credential",
        "parameter-renamed",
        "parameter-style-unknown",
        "path-parameter-undeclared",
        "ref-relative-to-schema",
        "request-body-not-sendable",
        "required-not-described",
        "response-cannot-have-a-body",
        "server-variable-without-default",
        "type-null-unquoted",
      ],
      template: [
        "authorization-not-described",
        "discriminator-mismatch",
        "duplicate-operation-id",
        "encoding-not-sent",
        "event-stream-not-described",
        "global-parameter-name-taken",
        "index-signature-widened",
        "integer-rounded",
        "keyword-not-in-type",
        "link-target-unknown",
        "nullable-in-3.1",
        "oauth2-token-from-caller",
        "pagination-detected",
        "ref-circular",
        "ref-not-found",
        "request-body-without-content",
        "request-media-type-not-offered",
        "response-status-not-typed",
        "response-status-unknown",
        "retry-policy-invalid",
        "security-scheme-invalid",
        "security-scheme-unknown",
        "security-scheme-unused",
        "server-relative",
        "structure-not-parsed",
        "type-unknown",
        "xml-root-unnamed",
      ],
    });
  });

  test("of a document of 3.0", { timeout: patience }, async () => {
    expect(await ended(threeZero)).toEqual({
      sure: [],
      template: ["no-server", "ref-siblings-ignored"],
    });
  });

  test("of a Swagger document", { timeout: patience }, async () => {
    expect(await ended(swagger)).toEqual({
      sure: [],
      template: ["collection-format-approximated"],
    });
  });

  test("of a document with nothing in it", { timeout: patience }, async () => {
    expect(await ended(bare)).toEqual({
      sure: [],
      template: ["info-missing", "no-server", "openapi-version-newer", "paths-missing"],
    });
  });
});

test("what is found in the document has a JSON pointer", async () => {
  for (const yaml of [threeOne, threeZero, swagger, bare]) {
    const all = await told(tempFolder({ "api.yaml": yaml }), []);
    expect(all.filter(({ location }) => location?.pointer === undefined)).toEqual([]);
  }
});

test("reports for code scanning have pointer and overlay too", async () => {
  const cwd = tempFolder({ "api.yaml": bare });
  const args = ["generate", "api.yaml", "--dry-run", "--report", "sarif"];
  const log = JSON.parse((await runHere(args, { cwd })).stdout) as unknown;

  expect(log).toMatchObject({
    runs: [
      {
        results: expect.arrayContaining([
          expect.objectContaining({
            ruleId: "openapi-version-newer",
            locations: [
              expect.objectContaining({ logicalLocations: [{ fullyQualifiedName: "/openapi" }] }),
            ],
            properties: {
              overlayKind: "template",
              overlay: expect.stringContaining('update: {"openapi":"3.2.0"}'),
            },
          }),
        ]),
      },
    ],
  });
});

test("--verbose prints it", async () => {
  const cwd = tempFolder({ "api.yaml": threeOne });
  const { stderr } = await runHere(["generate", "api.yaml", "--dry-run", "--verbose"], { cwd });

  expect(stderr).toContain(String.raw`        - target: "$['paths']['/it\\'s/{id}']['get']`);
  expect(stderr).toContain("remove: true");
  expect(stderr).toContain("      # A template");
});

test("what stands in another file has none: an overlay cannot reach it", async () => {
  const cwd = tempFolder({
    "api.yaml": `openapi: 3.1.0
info: { title: Far, version: "1" }
servers: [{ url: "https://far.example" }]
paths:
  /a:
    get:
      responses:
        default: { description: No., content: { application/json: { schema: { $ref: "other.yaml#/Thing" } } } }
`,
    "other.yaml":
      "Thing: { type: object, required: [a], properties: { b: { type: string, nullable: true } } }\n",
  });
  const found = (await told(cwd, [])).filter(({ rule }) =>
    ["required-not-described", "nullable-in-3.1"].includes(rule),
  );

  expect(found).toHaveLength(2);
  expect(found.filter(({ overlay }) => overlay !== undefined)).toEqual([]);
});

/** Filters and overlays through the command line: from a flag or the file to what the document then holds. */
import { describe, expect, test } from "vitest";
import { tempFolder } from "../../support/temp-folder.js";
import { runHere } from "./support/here.js";

const yaml = `# Kept in nothing but the file.
openapi: 3.0.3
info: { title: Shop, version: "1" }
servers: [{ url: https://shop.example }]
paths:
  /orders:
    get:
      tags: [orders]
      operationId: listOrders
      responses:
        "200":
          description: ok
          content:
            application/json: { schema: { $ref: "#/components/schemas/Order" } }
  /admin/users:
    get: { tags: [admin], operationId: listUsers, responses: { "204": { description: ok } } }
components:
  schemas:
    Order: { type: object, properties: { id: { type: string, nullable: true } } }
    User: { type: object }
`;

const overlay = `overlay: 1.0.0
info: { title: o, version: "1" }
actions:
  - { target: $.info, update: { title: Renamed } }
`;

const project = (config: object) => ({
  "api.yaml": yaml,
  "o.yaml": overlay,
  "specwright.config.json": JSON.stringify({ input: "api.yaml", ...config }),
});

describe("filters", () => {
  const given: [name: string, config: object, flags: string[]][] = [
    ["in the file", { filter: { exclude: { paths: ["/admin/**"] } } }, []],
    ["as a flag", {}, ["--exclude-path", "/admin/**"]],
    ["of another kind", {}, ["--include-operation", "GET /orders"]],
    ["repeated", {}, ["--exclude-tag", "admin", "--exclude-tag=admin"]],
  ];
  test.each(given)("%s", async (_, config, flags) => {
    const cwd = tempFolder(project(config));
    const { code, stdout, stderr } = await runHere(["inspect", "--document", ...flags], { cwd });

    expect([code, stderr]).toEqual([0, ""]);
    const document = JSON.parse(stdout);
    expect(Object.keys(document.paths)).toEqual(["/orders"]);
    expect(Object.keys(document.components.schemas)).toEqual(["Order"]);
  });

  test("what matches nothing is told; a package is made all the same", async () => {
    const cwd = tempFolder(project({}));
    const args = ["generate", "--dry-run", "--exclude-tag", "amdin", "--keep-unreferenced"];
    const { code, stdout, stderr } = await runHere(args, { cwd });

    expect(code).toBe(0);
    expect(stderr).toContain('warning  filter-no-match  `filter.exclude.tags` has "amdin"');
    expect(stderr).toContain('Did you mean "admin"?');
    expect(stdout).toContain("create  src/operations/list-users.ts");
  });

  test("a change of the filters makes the package stale", async () => {
    const cwd = tempFolder(project({ filter: { exclude: { tags: ["admin"] } } }));
    await runHere(["generate"], { cwd });

    expect((await runHere(["check"], { cwd })).code).toBe(0);
    const { code, stdout } = await runHere(["check", "--exclude-tag", "no-such"], { cwd });
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining("create  src/operations/list-users.ts"),
    ]);
  });
});

test("inspect --applied prints the document as it is after the overlays", async () => {
  const cwd = tempFolder(project({}));
  const { stdout } = await runHere(["inspect", "--applied", "--overlay", "o.yaml"], { cwd });

  expect(stdout).toContain("openapi: 3.0.3");
  expect(stdout).toContain("title: Renamed");
  expect(stdout).toContain("nullable: true");
});

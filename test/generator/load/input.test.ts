import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hashFiles } from "../../../generator/load/hash-files.js";
import { tempFolder, writeFiles } from "../../support/temp-folder.js";
import { faultsOf, finding, loadFiles, loadInput, serve } from "./support.js";

const minimal = `openapi: 3.1.0\ninfo: { title: Café, version: "1" }\npaths: {}\n`;

describe("where a document comes from", () => {
  test("a file", async () => {
    const { document } = await loadFiles({ "api.yaml": minimal });

    expect(document).toMatchObject({ declaredVersion: "3.1.0", root: { info: { title: "Café" } } });
    expect(document.files.map((file) => file.name)).toEqual(["api.yaml"]);
  });

  test("a URL, also over a redirect", async () => {
    const target = await serve({ "/api.yaml": minimal });
    const start = await serve({ "/": new URL(`${target}/api.yaml`) });

    const { document } = await loadInput(`${start}/`);

    expect(document.root).toMatchObject({ info: { title: "Café" } });
    expect(document.source).toBe(`${start}/`);
  });

  test("standard input", async () => {
    const { document } = await loadInput("-", { stdin: async () => Buffer.from(minimal) });

    expect(document).toMatchObject({ source: "<stdin>", root: { info: { title: "Café" } } });
  });

  const encodings: [name: string, bytes: Buffer][] = [
    ["UTF-8 with a byte order mark", Buffer.from(`\uFEFF${minimal}`)],
    ["UTF-16", Buffer.from(`\uFEFF${minimal}`, "utf16le")],
  ];
  test.each(encodings)("%s", async (_, bytes) => {
    const { document } = await loadInput("-", { stdin: async () => bytes });

    expect(document.root).toMatchObject({ openapi: "3.1.0", info: { title: "Café" } });
  });
});

describe("what cannot be worked with gives one finding", () => {
  const inputs: [want: string, text: string][] = [
    ["input-empty api.yaml:1:1", " \n"],
    ["input-syntax api.yaml:2:7", "openapi: 3.1.0\n  info: x: y\n"],
    ["input-syntax api.yaml:3:1", `{ "openapi": "3.1.0",\n  "info": {}\n`],
    ["input-not-openapi api.yaml:1:1", "just some text"],
    ["input-not-openapi api.yaml:1:1", "openap: 3.1.0\npaths: {}\n"],
    ["input-not-openapi api.yaml:1:1", "openapi: 4.0.0\npaths: {}\n"],
    ["input-not-openapi api.yaml:1:1", "swagger: '1.2'\npaths: {}\n"],
  ];
  test.each(inputs)("%s: %j", async (want, text) => {
    const faults = await faultsOf(loadFiles({ "api.yaml": text }));

    expect(faults.map(finding)).toEqual([want]);
    expect(faults[0]?.message).toMatch(/^\S+api\.yaml is /);
  });

  test("a file that does not exist, a folder, a missing page", async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, "specs"));
    const server = await serve({ "/broken": 500 });

    expect((await faultsOf(loadInput(join(folder, "api.yaml")))).map(finding)).toEqual([
      "input-not-found api.yaml",
    ]);
    expect((await faultsOf(loadInput(join(folder, "specs")))).map(finding)).toEqual([
      "input-unreadable specs",
    ]);
    expect((await faultsOf(loadInput(`${server}/api.yaml`))).map(finding)).toEqual([
      "input-not-found api.yaml",
    ]);
    expect((await faultsOf(loadInput(`${server}/broken`)))[0]?.message).toMatch(
      /was answered with status 500\.$/,
    );
  });

  test("a value nested too deeply", async () => {
    const faults = await faultsOf(loadFiles({ "api.json": "[".repeat(5000) + "]".repeat(5000) }));

    expect(faults.map(finding)).toEqual(["input-syntax api.json"]);
  });

  test("a misspelt key: the hint names what was meant", async () => {
    const [fault] = await faultsOf(loadFiles({ "api.yaml": "opanapi: 3.1.0\n" }));

    expect(fault?.hint).toContain('Did you mean "opanapi"?');
  });
});

describe("findings that stop nothing", () => {
  test("two operations with one id", async () => {
    const { findings, diagnostics, root } = await loadFiles({
      "api.yaml": `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /a:
    get: { operationId: list }
  /b:
    get:
      operationId: list
`,
    });

    expect(findings).toEqual(["duplicate-operation-id api.yaml:8:7"]);
    expect(diagnostics[0]).toMatchObject({
      severity: "warning",
      message: 'The operationId "list" of GET /b is also the one of GET /a.',
    });
    expect(root["paths"]).toHaveProperty(["/b", "get"]);
  });

  test("no info, nothing described, a version from the future", async () => {
    const { findings } = await loadFiles({ "api.yaml": "openapi: 3.4.0\n" });

    expect(findings).toEqual([
      "openapi-version-newer api.yaml:1:1",
      "info-missing api.yaml:1:1",
      "paths-missing api.yaml:1:1",
    ]);
  });
});

describe("the hash", () => {
  const files = {
    "api.yaml": `${minimal}components: { schemas: { A: { $ref: "./a.yaml" } } }\n`,
    "a.yaml": "type: string\n",
  };

  test("is the same in another folder", async () => {
    const [first, second] = [await loadFiles(files), await loadFiles(files)];

    expect(first.document.hash).toBe(second.document.hash);
    expect(first.document.files.map((file) => file.name)).toEqual(["a.yaml", "api.yaml"]);
  });

  test("changes with a referenced file, an overlay, and the order of overlays", async () => {
    const overlay = (title: string) =>
      `overlay: 1.0.0\nactions: [{ target: $.info, update: { title: ${title} } }]\n`;
    const all = { ...files, "one.yaml": overlay("One"), "two.yaml": overlay("Two") };
    const hashes = await Promise.all([
      loadFiles(all),
      loadFiles({ ...all, "a.yaml": "type: number\n" }),
      loadFiles(all, { overlays: ["one.yaml"] }),
      loadFiles(all, { overlays: ["one.yaml", "two.yaml"] }),
      loadFiles(all, { overlays: ["two.yaml", "one.yaml"] }),
    ]);

    expect(new Set(hashes.map(({ document }) => document.hash)).size).toBe(hashes.length);
  });

  test("can be had again without parsing, as long as the documents are there", async () => {
    const folder = tempFolder({ ...files, "o.yaml": "overlay: 1.0.0\nactions: []\n" });
    const options = { input: join(folder, "api.yaml"), overlays: [join(folder, "o.yaml")] };
    const { document } = await loadInput(options.input, options);
    const names = document.files.map((file) => file.name);

    expect((await hashFiles(options, names))?.hash).toBe(document.hash);
    expect((await hashFiles({ ...options, overlays: [] }, names))?.hash).not.toBe(document.hash);
    expect(await hashFiles(options, [...names, "gone.yaml"])).toBeNull();
    expect(await hashFiles({ input: "-", overlays: [] }, ["-"])).toBeNull();

    writeFiles(folder, { "a.yaml": "type: number\n" });
    expect((await hashFiles(options, names))?.hash).not.toBe(document.hash);
  });
});

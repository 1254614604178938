/** `specwright samples`: the overlay is applied by our own engine, and what then stands in the document is looked at. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { tempFolder, writeFiles } from "../../support/temp-folder.js";
import { runHere } from "./support/here.js";
import { petsProject } from "./support/pets.js";

interface Sample {
  readonly lang: string;
  readonly label?: string;
  readonly source: string;
}

async function applied(cwd: string, overlay: string): Promise<string> {
  const { stdout } = await runHere(["inspect", "--applied", "--overlay", overlay], { cwd });
  return stdout;
}

function samplesIn(document: string, path: string): readonly Sample[] {
  const { paths } = parse(document) as { paths: Record<string, { get: Record<string, Sample[]> }> };
  return paths[path]?.get["x-codeSamples"] ?? [];
}

test("gives each operation the example of its docs, once, however often it is run", async () => {
  const cwd = tempFolder(petsProject);
  const { code, stdout, stderr } = await runHere(["samples"], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  writeFiles(cwd, { "samples.yaml": stdout });
  const once = await applied(cwd, "samples.yaml");
  const [sample, ...others] = samplesIn(once, "/pets/{id}");
  expect(others).toEqual([]);
  expect(sample).toMatchObject({ lang: "TypeScript", label: "pets" });

  await runHere(["generate"], { cwd });
  expect(readFileSync(join(cwd, "sdk/docs/pets.md"), "utf8")).toContain(
    `\`\`\`ts\n${sample?.source ?? ""}\n\`\`\``,
  );

  writeFiles(cwd, { "pets.yaml": once, "again.yaml": "" });
  const again = await runHere(["samples"], { cwd });
  writeFiles(cwd, { "again.yaml": again.stdout });
  expect(samplesIn(await applied(cwd, "again.yaml"), "/pets/{id}")).toEqual([sample]);
});

test("samples of others stay; an operation behind a reference gets its sample where it stands", async () => {
  const cwd = tempFolder({
    "specwright.config.json": `{ "input": "api.yaml", "output": "sdk" }`,
    "api.yaml": `openapi: 3.1.0
info: { title: Odd paths, version: 1.0.0 }
servers: [{ url: "https://a.example" }]
paths:
  /it's/here:
    get:
      operationId: here
      x-codeSamples: [{ lang: Shell, source: curl }]
      responses: { "204": { description: Done. } }
  /there: { $ref: "#/components/pathItems/There" }
  /far: { $ref: "far.yaml#/Far" }
components:
  pathItems:
    There: { get: { operationId: there, responses: { "204": { description: Done. } } } }
`,
    "far.yaml": `Far: { get: { operationId: far, responses: { "204": { description: Done. } } } }\n`,
  });
  const { stdout, stderr } = await runHere(["samples"], { cwd });
  expect(stderr).toContain("sample-not-placed");
  writeFiles(cwd, { "samples.yaml": stdout });
  const document = await applied(cwd, "samples.yaml");
  expect(samplesIn(document, "/it's/here").map(({ lang }) => lang)).toEqual([
    "Shell",
    "TypeScript",
  ]);
  expect(parse(document)).toMatchObject({
    components: { pathItems: { There: { get: { "x-codeSamples": [{ lang: "TypeScript" }] } } } },
  });
});

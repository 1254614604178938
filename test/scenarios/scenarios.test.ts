import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { extract } from "./extract.js";
import { emit, type Emitted } from "./line.js";
import { readScenarios, record, type Expectation } from "./scenario.js";

/** `RECORD=true npx vitest run test/scenarios` writes what the generator makes now; read the difference before you keep it. */
const isRecording = process.env["RECORD"] === "true";
const folder = fileURLToPath(new URL(".", import.meta.url));

/** What every document needs and no scenario is about; one of Swagger 2.0 has it itself. */
const minimal =
  'openapi: 3.1.0\ninfo: { title: Pet Store, version: 1.0.0 }\nservers: [{ url: "https://api.example.com" }]\n';

for (const name of readdirSync(folder)
  .filter((file) => file.endsWith(".md"))
  .sort()) {
  const markdown = readFileSync(folder + name, "utf8");
  describe(`${name}`, () => {
    const recorded = new Map<Expectation, string>();
    for (const { title, yaml, config, expectations } of readScenarios(markdown)) {
      test(`${title}`, async () => {
        const isWanted = (path: string) =>
          expectations.some(({ info }) => info.split(" ")[1] === path);
        const document = yaml.startsWith("swagger:") ? yaml : minimal + yaml;
        const emitted = await emit(document, isWanted, config);
        for (const expectation of expectations) {
          const got = snippet(emitted, expectation.info);
          if (isRecording) recorded.set(expectation, got);
          else expect(got, expectation.info).toBe(expectation.text);
        }
      });
    }
    afterAll(() => {
      if (isRecording) writeFileSync(folder + name, record(markdown, recorded));
    });
  });
}

function snippet({ files, diagnostics }: Emitted, info: string): string {
  if (info === "diagnostics")
    return diagnostics.map(({ severity, rule }) => `${severity} ${rule}\n`).join("");
  const [, path = "", kind = "", name = "", documented] = info.split(" ");
  const source = files.get(path);
  if (source === undefined) throw new Error(`There is no file ${path}.`);
  return extract(source, kind, name, documented === "documented");
}

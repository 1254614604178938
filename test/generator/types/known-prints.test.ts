/** What a run printed is there for the next one: the same texts, and nothing is printed twice. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { load } from "../../../generator/load/index.js";
import { names } from "../../../generator/names/index.js";
import { type KnownPrints, knownPrints, noPrints } from "../../../generator/types/known-prints.js";
import { survey } from "../../../generator/survey/index.js";
import { types } from "../../../generator/types/index.js";
import { root } from "../../rules/source-files.js";
import { tempFolder } from "../../support/temp-folder.js";
import { resolvedConfig } from "../support/document.js";

const config = resolvedConfig();
const source = join(root, "spec", "kitchen-sink.yaml");

async function typesWith(prints: KnownPrints) {
  const document = survey(await load({ input: source, overlays: [], allowHosts: [] }, () => {}));
  const printed: string[] = [];
  const counting: KnownPrints = {
    ...prints,
    once: (key, make) => prints.once(key, () => (printed.push(key), make())),
  };
  const made = types(
    document,
    names(document, config, () => {}),
    config,
    () => {},
    counting,
  );
  await prints.keep();
  return { made, printed: printed.length };
}

test("the second run prints nothing, and has the same types", async () => {
  const folder = tempFolder();
  const plain = await typesWith(noPrints);
  const first = await typesWith(await knownPrints(source, folder));
  const second = await typesWith(await knownPrints(source, folder));
  const another = await typesWith(await knownPrints("another.yaml", folder));

  expect(first.printed).toBeGreaterThan(50);
  expect(second.printed).toBe(0);
  expect(another.printed).toBe(first.printed);
  for (const { made } of [first, second, another]) expect(made).toEqual(plain.made);
});

test("an entry that a full disk cut off is none", async () => {
  const folder = tempFolder();
  const first = await typesWith(await knownPrints(source, folder));
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/[0-9a-f]{64}$/.test(path)) continue;
    const file = join(folder, path);
    writeFileSync(file, readFileSync(file, "utf8").slice(0, -10));
  }

  const second = await typesWith(await knownPrints(source, folder));

  expect(second).toEqual(first);
});

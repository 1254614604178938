import { mkdirSync, writeFileSync, appendFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { SpecwrightError } from "../generator/contract/index.js";
import { assemble } from "../generator/assemble/index.js";
import { describe } from "../generator/generate.js";
import { everything } from "../generator/load/select/index.js";
import { render } from "../generator/render/index.js";
import { corpusDocuments, unpack } from "./corpus/documents.js";
import { typeCheck } from "./corpus/type-check.js";

const [folder = "", out = "", work = ""] = process.argv.slice(2);
const nothing = { name: null, version: null, description: null, license: null };
mkdirSync(work, { recursive: true });
let batch: string[] = [];
const log = (text: string) => appendFileSync(out, text + "\n");
async function flush() {
  if (batch.length === 0) return;
  try {
    for (const [name, lines] of await typeCheck(work, batch)) log(`TYPES ${name} ${lines.length}\n  ${lines.slice(0, 4).join("\n  ")}`);
  } catch (error) { log(`COMPILER ${batch.join(" ")} ${String(error).slice(0, 300)}`); }
  for (const name of batch) rmSync(join(work, name), { recursive: true, force: true });
  batch = [];
}
for (const document of corpusDocuments(folder)) {
  const start = performance.now();
  const input = unpack(folder, document, join(work, "input", document.id));
  const output = join(work, document.id);
  try {
    const { model, plan, templates, diagnostics } = await describe({
      input, output, templates: null, overlays: [], filter: everything, allowHosts: [],
      package: { ...nothing, author: null, repository: null, homepage: null },
      client: { name: null, envPrefix: null }, retries: null, failOn: "never",
    } as never);
    for (const { path, text } of assemble(render(plan, templates, () => {}), plan)) {
      if (!path.startsWith("src/")) continue;
      mkdirSync(dirname(join(output, path)), { recursive: true });
      writeFileSync(join(output, path), text);
    }
    writeFileSync(join(output, "package.json"), JSON.stringify({ type: "module", name: model.package.name }));
    const rules: Record<string, number> = {};
    for (const { rule, severity } of diagnostics as { rule: string; severity: string }[]) if (severity !== "info") rules[rule] = (rules[rule] ?? 0) + 1;
    log(`ok ${document.id} ${model.operations.length} ops ${Math.round(performance.now() - start)} ms ${JSON.stringify(rules)}`);
    batch.push(document.id);
  } catch (error) {
    if (error instanceof SpecwrightError) log(`refused ${document.id} ${error.message.slice(0, 200).replace(/\n/g, " ")}`);
    else log(`CRASHED ${document.id} ${error instanceof Error ? error.stack : String(error)}`);
  }
  if (batch.length >= 20) await flush();
}
await flush();
log("END");

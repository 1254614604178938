/**
 * Compiles every spec of TypeSpec's suite to OpenAPI in each of the versions. Needs Node.js 22, as the compiler does.
 *
 *   node compile.mjs FOLDER OPENAPI-VERSION ...
 *
 * Writes the documents below FOLDER, and `specs.json`: `{ name, openapi, documents }[]`, the newest version of an API last.
 */
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { compile, createSourceFile, formatDiagnostic, NodeHost } from "@typespec/compiler";
import { getOpenAPI3 } from "@typespec/openapi3";

/** The emitter looks a parameter of this name up in a plain object, and finds `Object`'s own. */
const wordThatBreaksTheEmitter = "constructor";
const standIn = "constructor_stand_in";

const [folder = "", ...openapiVersions] = process.argv.slice(2);
const suite = fileURLToPath(new URL("node_modules/@typespec/http-specs/specs", import.meta.url));
const host = {
  ...NodeHost,
  async readFile(path) {
    const file = await NodeHost.readFile(path);
    if (!path.endsWith("special-words/main.tsp")) return file;
    const call = `@query ${wordThatBreaksTheEmitter}: string`;
    if (!file.text.includes(call)) throw new Error(`${path} no longer has ${call}`);
    return createSourceFile(file.text.replace(call, `@query ${standIn}: string`), path);
  },
};

const entries = readdirSync(suite, { recursive: true }).filter((file) => /main\.tsp$/.test(file));
const specs = [];
for (const entry of entries.sort()) specs.push(...(await compileOne(join(suite, entry))));
writeFileSync(join(folder, "specs.json"), JSON.stringify(specs, null, 2));

async function compileOne(file) {
  const name = relative(suite, dirname(file)).split(sep).join("/");
  const program = await compile(host, file, {
    additionalImports: ["@typespec/spector"],
    noEmit: true,
  });
  if (program.hasError())
    throw new Error(
      `${name}: ${program.diagnostics.map((each) => formatDiagnostic(each)).join("\n")}`,
    );
  const made = [];
  for (const openapi of openapiVersions)
    made.push({ name, openapi, documents: await documentsOf(program, name, openapi) });
  return made;
}

/** Not by emitting: that gives nothing where OpenAPI cannot say a part of the spec. */
async function documentsOf(program, name, openapi) {
  const records = await getOpenAPI3(program, { "openapi-versions": [openapi] });
  return records
    .flatMap((record) => (record.versioned ? record.versions : [record]))
    .map(({ document }, index) => {
      const path = join(folder, openapi, name, `${index}.json`);
      mkdirSync(dirname(path), { recursive: true });
      const text = JSON.stringify(document, null, 2).replaceAll(standIn, wordThatBreaksTheEmitter);
      writeFileSync(path, text);
      return path;
    });
}

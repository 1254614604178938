/** For Node, Bun and Deno: a result a line, then `{"end": true}`; after it the process must end by itself. */
import { createRequire } from "node:module";
import { names, runCase } from "./run-case.mjs";

const [configuration = "{}"] = process.argv.slice(2);
const runtime = { ...JSON.parse(configuration), require: createRequire(import.meta.url) };
for (const name of names) console.log(JSON.stringify(await runCase(name, runtime)));
console.log(JSON.stringify({ end: true }));

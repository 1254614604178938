/** A process that generates, and ends itself by SIGKILL before a change of the folder: `killed.ts DOCUMENT FOLDER CHANGE|never`. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { resolveConfig } from "../../generator/config/index.js";
import { generate } from "../../generator/generate.js";

const [, , input = "", output = "", change = "never"] = process.argv;
const die = (): void => void process.kill(process.pid, "SIGKILL");

let left = change === "never" ? Number.POSITIVE_INFINITY : Number(change);
const counted = <Args extends unknown[], Result>(work: (...args: Args) => Result) => {
  return (...args: Args): Result => {
    left -= 1;
    if (left < 0) die();
    return work(...args);
  };
};
const write = fs.writeFileSync;
fs.renameSync = counted(fs.renameSync);
fs.unlinkSync = counted(fs.unlinkSync);
fs.writeFileSync = counted((...args: Parameters<typeof write>) => {
  const [file, data] = args;
  // This one is cut off in the middle.
  if (left === 0 && typeof data === "string") {
    write(file, data.slice(0, data.length / 2));
    die();
  }
  write(...args);
});
syncBuiltinESMExports();
await generate(await resolveConfig({ input, output }));

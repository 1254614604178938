/**
 * A process that writes a package, then another version of it, and is killed in the middle of that: at the
 * change of the disk (rename or deletion) whose number is the second argument. The first is the output folder.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { write } from "../../../../generator/write/index.js";
import { packageOf } from "./versions.js";

const [, , output = "", number = "0"] = process.argv;
await write(packageOf(1), { output, mode: "write", inputHash: "v1" });

let changes = 0;
function orDie<Args extends unknown[]>(change: (...args: Args) => void): (...args: Args) => void {
  return (...args) => {
    changes += 1;
    if (changes === Number(number)) process.kill(process.pid, "SIGKILL");
    change(...args);
  };
}
fs.renameSync = orDie(fs.renameSync);
fs.unlinkSync = orDie(fs.unlinkSync);
syncBuiltinESMExports();

await write(packageOf(2), { output, mode: "write", inputHash: "v2" });

/** A process that rewrites one package over and over, each time with other texts, until it is killed. Its argument is the output folder. */
import { write } from "../../../../generator/write/index.js";
import { packageOf } from "./versions.js";

const output = process.argv[2] ?? "";
for (let version = 1; ; version++) {
  await write(packageOf(version), { output, mode: "write", inputHash: `v${version}` });
  if (version === 1) process.stdout.write("ready");
}

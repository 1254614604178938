// Before the package is published: nothing that was generated may wait for a person's decision.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const manifest = join(dirname(dirname(fileURLToPath(import.meta.url))), ".specwright.json");
const conflicts = existsSync(manifest) ? conflictsIn(readFileSync(manifest, "utf8")) : [];

for (const line of conflicts) console.error(line);
if (conflicts.length > 0) process.exitCode = 1;

function conflictsIn(text) {
  try {
    const { edits = [] } = JSON.parse(text);
    const open = edits.filter(({ conflict }) => conflict);
    return open.map(
      ({ path, conflict }) =>
        `${path}:${conflict.lines.join(",")}: edited, and generated otherwise than before; decide with specwright resolve.`,
    );
  } catch {
    return [".specwright.json: in conflict itself, or no manifest; run specwright generate."];
  }
}

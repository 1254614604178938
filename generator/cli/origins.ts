/** Which built-in each ejected template was copied from, so that it can be told when that one has changed since. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, SpecwrightError } from "../contract/index.js";

/** Stands in the user's templates folder, so that the templates themselves need no mark. */
const originsName = ".specwright-templates.json";

/** By template id, sha256 (hex) of the built-in's text when it was copied. */
type Origins = Readonly<Record<string, string>>;

function hashTemplate(text: string): string {
  return createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
}

/** @throws {SpecwrightError} `template-origins-unreadable` */
function readOrigins(folder: string): Origins {
  const file = join(folder, originsName);
  if (!existsSync(file)) return {};
  try {
    const content: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isOrigins(content)) return content;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new SpecwrightError([
    {
      rule: "template-origins-unreadable",
      severity: "error",
      message: `${originsName} does not hold an object of template ids and hashes.`,
      hint: "Restore it from version control, or delete it: then nothing is known of where the templates came from.",
      location: { file },
    },
  ]);
}

export function recordOrigin(folder: string, id: string, text: string): void {
  const origins = { ...readOrigins(folder), [id]: hashTemplate(text) };
  const sorted = Object.fromEntries(Object.entries(origins).sort(([a], [b]) => (a < b ? -1 : 1)));
  const file = join(folder, originsName);
  writeFileSync(`${file}.tmp`, `${JSON.stringify(sorted, null, 2)}\n`);
  renameSync(`${file}.tmp`, file);
}

/** A warning for each ejected template in `folder` whose built-in is no longer what was copied. */
export async function movedOrigins(folder: string): Promise<readonly Diagnostic[]> {
  const origins = Object.entries(readOrigins(folder));
  if (origins.length === 0) return [];
  const { loadTemplates } = await import("../plan/templates.js");
  const { templates } = loadTemplates(null);
  return origins.flatMap(([id, hash]): Diagnostic[] => {
    const file = join(folder, id);
    const builtin = templates.get(id);
    if (!existsSync(file) || (builtin && hashTemplate(builtin.text) === hash)) return [];
    return [
      {
        rule: "template-origin-moved",
        severity: "warning",
        message: `The built-in template "${id}" ${builtin ? "has changed" : "is gone"} since it was copied.`,
        hint: builtin
          ? `Move the copy away, run specwright eject ${id}, and make your change in the new copy.`
          : "See the changelog for what took its place, and delete the copy.",
        location: { file },
      },
    ];
  });
}

function isOrigins(value: unknown): value is Origins {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((hash) => typeof hash === "string")
  );
}

/** A package that was made before: what it says of its surface, and its declarations for the compiler. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { SpecwrightError } from "../contract/index.js";
import { readSurfaceRecord, RECORD_PATH, type SurfaceRecord } from "./record.js";

export interface MadePackage extends SurfaceRecord {
  /** By path, such as `src/types.ts`; of a published package with declarations instead of sources, `src/types.d.ts`. */
  readonly files: () => ReadonlyMap<string, string>;
}

/**
 * @param folder the package, as it was written or as npm has unpacked it
 * @param source as the user named it
 * @throws {SpecwrightError} where it is no package that Specwright made.
 */
export function readPackage(folder: string, source: string): MadePackage {
  const file = join(folder, RECORD_PATH);
  if (!existsSync(file))
    throw unknown(`${source} is no package that Specwright made: it has no ${RECORD_PATH}.`);
  const record = readSurfaceRecord(readFileSync(file, "utf8"), source);
  if (record === null)
    throw unknown(`${RECORD_PATH} of ${source} was not written by this version of Specwright.`);
  return { ...record, files: () => declarations(folder) };
}

function unknown(message: string): SpecwrightError {
  const hint =
    "Give a package that this version of Specwright generated, or the document that it was made of.";
  return new SpecwrightError([{ rule: "package-unknown", severity: "error", message, hint }]);
}

/** The sources where they are there; a tarball has what the compiler made of them. */
function declarations(folder: string): ReadonlyMap<string, string> {
  const root = [join(folder, "src"), join(folder, "dist", "esm")].find(existsSync);
  if (root === undefined) return new Map();
  const files = readdirSync(root, { recursive: true, withFileTypes: true });
  return new Map(
    files
      .filter((file) => file.isFile() && file.name.endsWith(".ts"))
      .map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [`src/${relative(root, path).replaceAll("\\", "/")}`, readFileSync(path, "utf8")];
      }),
  );
}

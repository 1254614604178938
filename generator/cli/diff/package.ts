/** A generated package as a side: its folder, or what `npm pack` makes of it. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { SpecwrightError } from "../../contract/index.js";

/** True for a folder, and for what `npm pack` makes. */
export function isPackage(path: string): boolean {
  return existsSync(path) && (statSync(path).isDirectory() || isTarball(path));
}

function isTarball(path: string): boolean {
  return /\.(tgz|tar\.gz)$/.test(path);
}

export interface OpenedPackage {
  readonly package: string;
  /** Where it was named. */
  readonly path: string;
  /** As the user named it. */
  readonly source: string;
  readonly close: () => void;
}

/** @throws {SpecwrightError} where a tarball cannot be unpacked. */
export function openPackage(path: string, source: string): OpenedPackage {
  if (!isTarball(path)) return { package: path, path, source, close: () => {} };
  const folder = mkdtempSync(join(tmpdir(), "specwright-"));
  const close = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    return { package: unpacked(path, source, folder), path, source, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** By the system's tar, which every platform of Node has. */
export function extract(archive: Buffer, folder: string): void {
  execFileSync("tar", ["-xf", "-"], { cwd: folder, input: archive, stdio: "pipe" });
}

/** npm's tarballs have one folder in them, `package`; those of others another one. */
function unpacked(path: string, source: string, folder: string): string {
  try {
    extract(gunzipSync(readFileSync(path)), folder);
  } catch {
    throw new SpecwrightError([
      {
        rule: "package-unreadable",
        severity: "error",
        message: `${source} cannot be unpacked.`,
        hint: "Give a tarball as `npm pack` makes it, or the folder of the package.",
      },
    ]);
  }
  const [only, ...others] = readdirSync(folder);
  return only === undefined || others.length > 0 ? folder : join(folder, only);
}

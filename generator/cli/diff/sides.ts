/** What stands behind `OLD` and `NEW`: a file, a URL, standard input, a package, or a file or a package of a git revision. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { type Diagnostic, SpecwrightError } from "../../contract/index.js";
import { extract, isPackage, openPackage, type OpenedPackage } from "./package.js";

export type OpenedSide = OpenedDocument | OpenedPackage;

export interface OpenedDocument {
  /** What the load stage reads. */
  readonly input: string;
  /** Where the document stands in the working directory, of whatever revision it is. */
  readonly path: string;
  /** As the user named it. */
  readonly source: string;
  /** A folder that paths in diagnostics are relative to, instead of the working directory; `null` for what stands where it is named. */
  readonly folder: string | null;
  readonly close: () => void;
}

/** @throws {SpecwrightError} where git does not know the revision, or it has no such file, or a tarball cannot be unpacked. */
export function openSide(source: string, cwd: string): OpenedSide {
  const revision = revisionIn(source, cwd);
  if (revision !== null) return openRevision(revision, source, cwd);
  const path = resolve(cwd, source);
  if (isPackage(path)) return openPackage(path, source);
  return { input: source, path: source, source, folder: null, close: () => {} };
}

interface Revision {
  readonly name: string;
  readonly path: string;
}

/** `HEAD~1:spec/openapi.yaml`; not `https://...`, nor a file that is there, such as `C:\\openapi.yaml`. */
function revisionIn(source: string, cwd: string): Revision | null {
  const [, name, path] = /^([^:]+):(?!\/\/)(.+)$/.exec(source) ?? [];
  if (name === undefined || path === undefined || existsSync(resolve(cwd, source))) return null;
  return { name, path };
}

/** Every document of the revision is written out, as one may refer to another; of a package, its files. */
function openRevision({ name, path }: Revision, source: string, cwd: string): OpenedSide {
  const root = git(["rev-parse", "--show-toplevel"], cwd, source).toString().trim();
  const commit = git(["rev-parse", "--verify", "--quiet", `${name}^{commit}`], cwd, source)
    .toString()
    .trim();
  // As git has it: relative to the repository, or to the working directory with `./` before it.
  const file = path.startsWith(".")
    ? relative(root, resolve(cwd, path)).replaceAll("\\", "/")
    : path;
  const listed = git(["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit], root, source)
    .toString()
    .split("\0");
  const inside = `${file.replace(/\/$/, "")}/`;
  const isFolder = listed.some((one) => one.startsWith(inside));
  if (!isFolder && !listed.includes(file))
    throw fault(
      "revision-file",
      `${name} has no file ${file}.`,
      "Give its path from the repository's root.",
    );
  const folder = mkdtempSync(join(tmpdir(), "specwright-"));
  const close = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const [input, at] = [join(folder, file), resolve(root, file)];
    if (isFolder) {
      extract(git(["archive", "--format=tar", commit, "--", file], root, source), folder);
      return { package: input, path: at, source, close };
    }
    for (const each of listed.filter((one) => one === file || /\.(ya?ml|json)$/i.test(one))) {
      const to = join(folder, each);
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, git(["show", `${commit}:${each}`], root, source));
    }
    return { input, path: at, source, folder, close };
  } catch (error) {
    close();
    throw error;
  }
}

function git(args: readonly string[], cwd: string, source: string): Buffer {
  try {
    return execFileSync("git", [...args], {
      cwd,
      maxBuffer: 1 << 30,
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch {
    throw fault(
      "revision-unknown",
      `Git cannot read ${source}.`,
      "Give a file, a URL, - for standard input, or REVISION:PATH of the repository that you are in.",
    );
  }
}

function fault(rule: string, message: string, hint: string): SpecwrightError {
  const diagnostic: Diagnostic = { rule, severity: "error", message, hint };
  return new SpecwrightError([diagnostic]);
}

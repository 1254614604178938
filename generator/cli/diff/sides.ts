/** What stands behind `OLD` and `NEW`: a file, a URL, standard input, or a file of a git revision. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { type Diagnostic, SpecwrightError } from "../../contract/index.js";

export interface OpenedSide {
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

/** @throws {SpecwrightError} where git does not know the revision, or it has no such file. */
export function openSide(source: string, cwd: string): OpenedSide {
  const revision = revisionIn(source, cwd);
  if (revision === null)
    return { input: source, path: source, source, folder: null, close: () => {} };
  return openRevision(revision, source, cwd);
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

/** Every document of the revision is written out, as one may refer to another. */
function openRevision({ name, path }: Revision, source: string, cwd: string): OpenedSide {
  const root = git(["rev-parse", "--show-toplevel"], cwd, source).trim();
  const commit = git(["rev-parse", "--verify", "--quiet", `${name}^{commit}`], cwd, source).trim();
  // As git has it: relative to the repository, or to the working directory with `./` before it.
  const file = path.startsWith(".")
    ? relative(root, resolve(cwd, path)).replaceAll("\\", "/")
    : path;
  const listed = git(
    ["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit],
    root,
    source,
  ).split("\0");
  if (!listed.includes(file))
    throw fault(
      "revision-file",
      `${name} has no file ${file}.`,
      "Give its path from the repository's root.",
    );
  const folder = mkdtempSync(join(tmpdir(), "specwright-"));
  for (const each of listed.filter((one) => one === file || /\.(ya?ml|json)$/i.test(one))) {
    const to = join(folder, each);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, git(["show", `${commit}:${each}`], root, source));
  }
  const close = (): void => rmSync(folder, { recursive: true, force: true });
  return { input: join(folder, file), path: resolve(root, file), source, folder, close };
}

function git(args: readonly string[], cwd: string, source: string): string {
  try {
    return execFileSync("git", [...args], {
      cwd,
      encoding: "utf8",
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

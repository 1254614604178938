/** What git knows of a file. */
import { spawnSync } from "node:child_process";
import { hashText } from "./disk.js";

/** More versions of one file are not looked at. */
const MOST = 1000;

/**
 * The version of the file that has this hash, from any branch, a stash or the index; `null` where the folder is in no repository, where
 * there is no git, or where the history that is here does not reach back to it.
 *
 * @param path below `folder`.
 */
export function fromGit(folder: string, path: string, hash: string): string | null {
  const ids = [...indexed(folder, path), ...committed(folder, path)];
  return (
    contents(folder, [...new Set(ids)].slice(0, MOST)).find((text) => hashText(text) === hash) ??
    null
  );
}

function indexed(folder: string, path: string): string[] {
  const lines = git(folder, ["ls-files", "--stage", "--", path])?.toString("utf8") ?? "";
  return [...lines.matchAll(/^\d+ (?<id>[0-9a-f]+) /gm)].map(({ groups }) => groups?.["id"] ?? "");
}

function committed(folder: string, path: string): string[] {
  const args = ["log", "--all", "--raw", "--no-abbrev", "--no-renames", "--format=", "--", path];
  const lines = git(folder, args)?.toString("utf8") ?? "";
  return [...lines.matchAll(/^:\d+ \d+ (?<old>[0-9a-f]+) (?<id>[0-9a-f]+) /gm)]
    .flatMap(({ groups }) => [groups?.["id"] ?? "", groups?.["old"] ?? ""])
    .filter((id) => !/^0*$/.test(id));
}

function contents(folder: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  const output = git(folder, ["cat-file", "--batch"], `${ids.join("\n")}\n`) ?? Buffer.alloc(0);
  const texts: string[] = [];
  for (let at = 0; at < output.length;) {
    const end = output.indexOf("\n", at);
    if (end === -1) break;
    const size = /^[0-9a-f]+ blob (?<size>\d+)$/.exec(output.toString("utf8", at, end))?.groups?.[
      "size"
    ];
    at = end + 1;
    // Of what is missing, that line is all.
    if (size === undefined) continue;
    texts.push(output.toString("utf8", at, at + Number(size)));
    at += Number(size) + 1;
  }
  return texts;
}

/** Set in a hook of git, for the repository that the hook is of; the folder says itself which one it belongs to. */
const OF_HOOKS = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/** Standard output; `null` where git is not there or does not want to. */
function git(folder: string, args: readonly string[], input?: string): Buffer | null {
  const { status, stdout } = spawnSync("git", ["-C", folder, "--literal-pathspecs", ...args], {
    ...(input === undefined ? {} : { input }),
    env: { ...ownEnvironment(), GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" },
    stdio: ["pipe", "pipe", "ignore"],
    maxBuffer: 1 << 29,
    timeout: 60_000,
  });
  return status === 0 ? stdout : null;
}

function ownEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !OF_HOOKS.includes(name));
  return Object.fromEntries(entries);
}

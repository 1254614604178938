/**
 * Installs the packages of a folder when they are missing or older than the lock file; otherwise does nothing, fast.
 * Only Node's own modules: it runs before anything is installed.
 *
 *   node scripts/ensure-install.mjs [folder]
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const FLOOR = [20, 19];
const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = resolve(process.argv[2] ?? ROOT);

checkNode();
if (isStale(folder)) install(folder);

/** vitest 4 and the dependencies' own floors: an older Node fails later with a message that helps nobody. */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > FLOOR[0] || (major === FLOOR[0] && minor >= FLOOR[1])) return;
  stop(`Specwright needs Node.js ${FLOOR.join(".")} or newer; this is ${process.versions.node}.`);
}

/**
 * npm writes `node_modules/.package-lock.json` as the last step of an install: what stands there is really there.
 * Compared by content, not by time: a checkout touches the lock file without changing it.
 */
function isStale(directory) {
  const installed = join(directory, "node_modules", ".package-lock.json");
  if (!existsSync(installed)) return true;
  const present = readPackages(installed);
  const wanted = Object.entries(readPackages(join(directory, "package-lock.json")));
  return wanted.some(
    ([path, { version, optional }]) =>
      path !== "" && optional !== true && present[path]?.version !== version,
  );
}

/** The lock's `packages` table, by path below the folder; the folder's own entry has the path `""`. */
function readPackages(lockFile) {
  return JSON.parse(readFileSync(lockFile, "utf8")).packages;
}

function install(directory) {
  console.error(`Installing packages${directory === ROOT ? "" : ` in ${directory}`} (npm ci) ...`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { status, error } = spawnSync(
    npm,
    ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: directory,
      stdio: ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32",
    },
  );
  if (error !== undefined) stop(`npm could not be started: ${error.message}`);
  if (status !== 0) {
    stop("npm ci failed (see above). It needs the npm registry or a filled npm cache.");
  }
}

function stop(message) {
  console.error(message);
  process.exit(1);
}

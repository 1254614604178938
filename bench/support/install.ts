/** Packages that ours is compared with: installed once, apart from the project's own. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CACHE } from "./processes.js";

/** Gives the folder that has the packages in its `node_modules`. */
export function install(name: string, dependencies: Readonly<Record<string, string>>): string {
  const folder = join(CACHE, `${name}-${Object.values(dependencies).join("-")}`);
  const done = join(folder, "installed");
  if (!existsSync(done)) {
    mkdirSync(folder, { recursive: true });
    const manifest = { private: true, type: "module", dependencies };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--foreground-scripts"], {
      cwd: folder,
      stdio: "ignore",
    });
    writeFileSync(done, "");
  }
  return folder;
}

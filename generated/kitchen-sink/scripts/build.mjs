// Builds the package twice with the TypeScript compiler: dist/esm for `import`, dist/cjs for `require`.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const commonjs = join(root, "dist", "cjs-src");

rmSync(join(root, "dist"), { recursive: true, force: true });
prepareCommonJs();
await Promise.all([compile(root), compile(commonjs)]);
writeJson(join(root, "dist", "cjs", "package.json"), { type: "commonjs" });
rmSync(commonjs, { recursive: true });

/** The compiler takes a file for CommonJS or not by the nearest package.json, so these sources get one of their own. */
function prepareCommonJs() {
  mkdirSync(commonjs, { recursive: true });
  cpSync(join(root, "src"), join(commonjs, "src"), { recursive: true });
  writeJson(join(commonjs, "package.json"), { type: "commonjs" });
  writeJson(join(commonjs, "tsconfig.json"), {
    extends: join(root, "tsconfig.json"),
    compilerOptions: { rootDir: "src", outDir: join(root, "dist", "cjs") },
    include: ["src"],
  });
}

function compile(project) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [compiler, "-p", project], { stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`tsc -p ${project} failed`)),
    );
  });
}

function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** An emitted package as npm and pnpm install it, with declarations only: enough for a compiler. */
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../rules/source-files.js";
import { node, succeed } from "../e2e/support/process.js";

const compiler = join(root, "node_modules", "typescript-7", "bin", "tsc");

export type Layout = "npm" | "pnpm";

/** The declarations of a committed package, by its own settings, in `folder/dist/esm`. */
export async function emitDeclarations(name: string, folder: string): Promise<void> {
  const sdk = join(root, "generated", name);
  mkdirSync(folder, { recursive: true });
  cpSync(join(sdk, "package.json"), join(folder, "package.json"));
  const outDir = join(folder, "dist", "esm");
  await succeed(node([compiler, "-p", sdk, "--emitDeclarationOnly", "--outDir", outDir]));
}

/**
 * Puts a package and what it depends on where the manager would, seen from the project `app` in `folder`; gives the project. pnpm links:
 * what the package depends on cannot be seen from the project.
 */
export function install(sdk: string, name: string, folder: string, layout: Layout): string {
  const app = join(folder, "app");
  const store = join(folder, "node_modules", ".pnpm", `${name}@1.0.0`, "node_modules");
  const modules = layout === "npm" ? join(app, "node_modules") : store;
  cpSync(sdk, join(modules, name), { recursive: true });
  for (const dependency of ["openapi-fetch", "openapi-typescript-helpers", "valibot"])
    cpSync(join(root, "node_modules", dependency), join(modules, dependency), { recursive: true });
  if (layout === "pnpm") {
    mkdirSync(dirname(join(app, "node_modules", name)), { recursive: true });
    symlinkSync(join(store, name), join(app, "node_modules", name));
  }
  writeFileSync(join(app, "package.json"), JSON.stringify({ name: "app", type: "module" }));
  return app;
}

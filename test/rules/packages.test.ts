import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./source-files.js";

interface PackageFile {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const own = readJson<PackageFile>("package.json");
const generated = readJson<PackageFile>("generated/openrouter-rerank/package.json");
const locked = readJson<{ packages: Record<string, LockedPackage> }>("package-lock.json").packages;

describe("the lock file", () => {
  test("names a version and a hash for every package, and no place to get it from", () => {
    const entries = Object.entries(locked).filter(([path]) => path !== "");
    const incomplete = entries.filter(([, entry]) => !entry.version || !entry.integrity);
    expect(incomplete.map(([path]) => path)).toEqual([]);
    expect(entries.filter(([, entry]) => entry.resolved).map(([path]) => path)).toEqual([]);
  });

  // Without an entry for each platform, `npm ci` refuses the whole file, on every platform.
  test("has every platform's binaries", () => {
    const missing = Object.entries(locked).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(name, path))
        .map((name) => `${path} -> ${name}`),
    );
    expect(missing).toEqual([]);
  });
});

describe("docs/dependencies.md", () => {
  const text = readFileSync(join(root, "docs", "dependencies.md"), "utf8");
  const documented = [...text.matchAll(/^\| `([^`]+)` +\|/gm)].map(({ 1: name = "" }) => name);
  const installed = [own.dependencies, own.devDependencies, generated.dependencies].flatMap(
    (section = {}) => Object.keys(section),
  );

  test("has a row for every dependency, and for nothing else", () => {
    expect([...new Set(documented)].sort()).toEqual([...new Set(installed)].sort());
  });

  test("says of each why it is there and what would replace it", () => {
    const rows = text.split("\n").filter((line) => /^\| `/.test(line));
    const thin = rows.filter((row) =>
      row
        .split("|")
        .slice(2, -1)
        .some((cell) => cell.trim() === ""),
    );
    expect(thin).toEqual([]);
  });
});

describe("the generated package", () => {
  test("depends on openapi-fetch only, at an exact version", () => {
    expect(generated.dependencies).toEqual({ "openapi-fetch": expect.stringMatching(/^\d/) });
  });

  test("runs nothing when it is installed", () => {
    const atInstall = ["preinstall", "install", "postinstall", "prepare"];
    expect(Object.keys(generated.scripts ?? {}).filter((key) => atInstall.includes(key))).toEqual(
      [],
    );
  });
});

test("the libraries in maintenance mode stand at exact versions", () => {
  expect(own.peerDependencies?.["openapi-typescript"]).toMatch(/^\d/);
  expect(own.devDependencies?.["openapi-typescript"]).toBe(
    own.peerDependencies?.["openapi-typescript"],
  );
  expect(own.devDependencies?.["openapi-fetch"]).toBe(generated.dependencies?.["openapi-fetch"]);
});

/** npm puts a package's dependency beside it, or in a `node_modules` further up. */
function isLocked(name: string, path: string): boolean {
  const folders = path.split("/node_modules/").map((_, index, all) => all.slice(0, index + 1));
  return [
    `node_modules/${name}`,
    ...folders.map((parts) => `${parts.join("/node_modules/")}/node_modules/${name}`),
  ].some((place) => place in locked);
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(root, path), "utf8")) as T;
}

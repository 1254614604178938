/** From one release to the next: `generate --bump` raises the version and writes the changelog, `release` marks what users have. */
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readFiles, tempFolder, writeFiles } from "../../support/temp-folder.js";
import { runHere } from "./support/here.js";
import { petsProject, petsYaml } from "./support/pets.js";

const withTag = petsYaml.replace(
  "name: { type: string }",
  "name: { type: string }\n        tag: { type: string }",
);
const withNumber = petsYaml.replace("name: { type: string }", "name: { type: number }");
const inOtherWords = petsYaml.replace("One pet", "A pet");

/** What was generated and released once in this file, by its configuration. */
const made = new Map<string, Readonly<Record<string, string>>>();

/** A project whose package was generated and, with `version`, released. */
async function project(version: string | null = "1.0.0", release: object = { bump: true }) {
  const settings = version === null ? {} : { package: { version } };
  const config = JSON.stringify({ input: "pets.yaml", output: "sdk", release, ...settings });
  const known = made.get(config);
  const cwd = tempFolder(known ?? { ...petsProject, "specwright.config.json": config });
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runHere(args, { cwd });
    expect(code, stderr + stdout).toBe(0);
    return stdout + stderr;
  };
  const document = (text: string) => writeFiles(cwd, { "pets.yaml": text });
  const sdk = () => readFiles(join(cwd, "sdk"));
  const text = (path: string) => readFileSync(join(cwd, "sdk", path), "utf8");
  const versionNow = () => (JSON.parse(text("package.json")) as { version: string }).version;
  if (known === undefined) {
    await run("generate");
    if (version !== null) await run("release", "--date", "2026-01-31");
    made.set(config, readFiles(cwd));
  }
  return { cwd, run, document, sdk, text, version: versionNow };
}

describe("generate with release.bump", () => {
  test.each([
    ["a break", withNumber, "2.0.0"],
    ["something new", withTag, "1.1.0"],
    ["other words", inOtherWords, "1.0.1"],
    ["no change", `${petsYaml}\n# a comment\n`, "1.0.0"],
  ])("%s", async (_, changed, wanted) => {
    const { run, document, sdk, version } = await project();
    document(changed);
    await run("generate");
    expect(version()).toBe(wanted);
    const once = sdk();
    await run("generate");
    expect(sdk()).toEqual(once);
    await run("check");
  });

  test("a renamed type is something new, as the old name stays; it ends with the next break", async () => {
    const { run, document, sdk, text, version } = await project();
    const renamed = petsYaml
      .replaceAll("Pet:", "Animal:")
      .replaceAll("schemas/Pet", "schemas/Animal");
    expect(renamed).not.toBe(petsYaml);
    document(renamed);
    await run("generate");
    expect([version(), text("src/types.ts")]).toEqual([
      "1.1.0",
      expect.stringContaining("export type Pet = Animal;"),
    ]);
    await run("release", "--date", "2026-02-01");
    document(renamed.replace("name: { type: string }", "name: { type: number }"));
    await run("generate");
    expect([version(), text("src/types.ts")]).toEqual([
      "2.0.0",
      expect.not.stringContaining("Pet = Animal"),
    ]);
    expect(text("CHANGELOG.md")).toContain("`Pet`");
    const once = sdk();
    await run("generate", "--force");
    expect(sdk()).toEqual(once);
  }, 120_000);

  test("below 1.0.0 a break raises the minor number", async () => {
    const { run, document, version } = await project("0.3.1");
    document(withNumber);
    await run("generate");
    expect(version()).toBe("0.4.0");
  });

  test("before the first release the version stays", async () => {
    const { run, document, sdk, version } = await project(null);
    document(withNumber);
    await run("generate");
    expect(version()).toBe("0.1.0");
    expect(sdk()["CHANGELOG.md"]).toBeUndefined();
  });

  test("the flag does what the configuration does, and a run without it keeps the version", async () => {
    const { run, document, version } = await project("1.0.0", {});
    document(withTag);
    await run("generate");
    expect(version()).toBe("1.0.0");
    expect(await run("generate", "--bump")).toContain("version 1.1.0, minor since 1.0.0");
    await run("generate");
    expect(version()).toBe("1.1.0");
  });

  test("a change that is taken back takes back its version and its entry", async () => {
    const { run, document, sdk } = await project();
    await run("generate");
    const before = sdk();
    document(withNumber);
    await run("generate");
    document(petsYaml);
    await run("generate");
    expect(sdk()).toEqual(before);
  });

  test("works in a copy without a repository, and gives the same bytes there", async () => {
    const { cwd, run, document, sdk } = await project();
    document(withTag);
    const copy = tempFolder(readFiles(cwd));
    expect((await runHere(["generate"], { cwd: copy })).code).toBe(0);
    await run("generate");
    expect(readFiles(join(copy, "sdk"))).toEqual(sdk());
  });
});

describe("names that were released", () => {
  const renamed = petsYaml.replace("operationId: getPet", "operationId: fetchPet");

  test("stay with their things where something new would take them", async () => {
    const { run, document, text, version } = await project();
    document(
      `${petsYaml}    GetPetRequest: { type: object, properties: { size: { type: number } } }\n`,
    );
    await run("generate");
    expect(version()).toBe("1.1.0");
    expect(text("src/operations/get-pet.ts")).toContain("GetPetRequest");
    expect(text("src/types.ts")).not.toMatch(/interface GetPetRequest\b/);
  });

  test("are those of the release: what came and went since then leaves no alias", async () => {
    const { run, document, text, version } = await project();
    document(renamed);
    await run("generate");
    document(petsYaml);
    await run("generate");
    expect(version()).toBe("1.0.0");
    expect(text("etc/api.txt")).not.toContain("fetchPet");
  });
});

describe("a version that was raised by hand", () => {
  test("with npm version is kept, and is no edit", async () => {
    const { cwd, run, document, version } = await project();
    document(withTag);
    await run("generate");
    execFileSync("npm", ["version", "3.0.0", "--no-git-tag-version"], {
      cwd: join(cwd, "sdk"),
      stdio: "ignore",
    });
    const said = await run("generate");
    expect(said).not.toContain("file-edited");
    expect(version()).toBe("3.0.0");
    document(withNumber);
    await run("generate");
    expect(version()).toBe("3.0.0");
    await run("check");
    await run("release");
    document(petsYaml);
    await run("generate");
    expect(version()).toBe("4.0.0");
  });

  test("is kept without release.bump, too", async () => {
    const { cwd, run, version } = await project(null, {});
    const file = join(cwd, "sdk", "package.json");
    writeFiles(cwd, {
      "sdk/package.json": readFileSync(file, "utf8").replace('"0.1.0"', '"0.2.0"'),
    });
    expect(await run("generate")).not.toContain("file-edited");
    expect(version()).toBe("0.2.0");
  });

  test("is told where changes ask for more", async () => {
    const { cwd, run, document, text, version } = await project();
    writeFiles(cwd, { "sdk/package.json": text("package.json").replace('"1.0.0"', '"1.0.5"') });
    document(withNumber);
    expect(await run("generate")).toMatch(/version-too-low .* 1\.0\.5 .* 2\.0\.0/);
    expect(version()).toBe("1.0.5");
  });
});

describe("the changelog", () => {
  test("says what breaks and what to do, by resource, with links to pages that are there", async () => {
    const { run, document, text, sdk } = await project();
    document(withNumber);
    await run("generate");
    const changelog = text("CHANGELOG.md");
    expect(changelog).toContain("## [Unreleased]");
    expect(changelog).toMatch(
      /### Breaking changes\n\n#### \[`client\.pets`\]\(docs\/pets\.md\)\n\n- .*`Pet\.name`/,
    );
    expect(changelog).toContain("  Migration: ");
    const links = [...changelog.matchAll(/\]\((docs\/[^)#]+)(?:#[^)]+)?\)/g)].map(
      ([, path = ""]) => path,
    );
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((path) => sdk()[path] === undefined)).toEqual([]);
  });

  test("has one list for several runs between two releases", async () => {
    const { run, document, text } = await project();
    document(withTag);
    await run("generate");
    document(withNumber);
    await run("generate");
    const changelog = text("CHANGELOG.md");
    expect(changelog.match(/## \[Unreleased\]/g)).toHaveLength(1);
    expect(changelog).not.toContain("`Pet.tag`");
  });

  test("gets its version and date from release, and keeps what people wrote", async () => {
    const { cwd, run, document, text } = await project();
    const mine =
      "# Changelog\n\nOurs.\n\n## [Unreleased]\n\n### Fixed\n\n- Mine.\n\n## [1.0.0] - 2026-01-31\n\n- First.\n";
    writeFiles(cwd, { "sdk/CHANGELOG.md": mine });
    document(withTag);
    await run("generate");
    await run("release", "--date", "2026-03-01");
    const changelog = text("CHANGELOG.md");
    expect(changelog).toMatch(
      /^# Changelog\n\nOurs\.\n\n## \[1\.1\.0\] - 2026-03-01\n\n### Added\n/,
    );
    expect(changelog).toContain("### Fixed\n\n- Mine.\n\n## [1.0.0] - 2026-01-31\n\n- First.\n");
    expect(changelog).not.toContain("specwright:");
    await run("check");
    document(withNumber);
    await run("generate");
    expect(text("CHANGELOG.md")).toMatch(
      /Ours\.\n\n## \[Unreleased\]\n[\S\s]*### Breaking changes[\S\s]*\n## \[1\.1\.0\]/,
    );
  });

  test("is no changed file where a person edited it, and is written again where it is gone", async () => {
    const { cwd, run, document, text } = await project();
    document(withTag);
    await run("generate");
    const edited = text("CHANGELOG.md").replace(/- .*`Pet\.tag`.*/, "- Pets have tags.");
    writeFiles(cwd, { "sdk/CHANGELOG.md": edited });
    await run("check");
    await run("generate", "--verbose");
    expect(text("CHANGELOG.md")).toBe(edited);
    rmSync(join(cwd, "sdk", "CHANGELOG.md"));
    await run("generate", "--verbose");
    expect(text("CHANGELOG.md")).toContain("`Pet.tag`");
  });

  test("is not written without release.changelog", async () => {
    const { run, document, sdk, version } = await project("1.0.0", {
      bump: true,
      changelog: false,
    });
    document(withTag);
    await run("generate");
    expect(version()).toBe("1.1.0");
    expect(sdk()["CHANGELOG.md"]).toBeUndefined();
  });
});

describe("release", () => {
  const failing = async (cwd: string, ...args: string[]) => {
    const { code, stderr } = await runHere(args, { cwd });
    expect(code).toBe(2);
    return stderr;
  };

  test("of the same version twice marks once", async () => {
    const { run, sdk } = await project();
    const once = sdk();
    expect(await run("release")).toContain("1.0.0 was released already");
    expect(sdk()).toEqual(once);
  });

  test("refuses a package that is stale", async () => {
    const { cwd, document, sdk } = await project();
    const before = sdk();
    document(withTag);
    expect(await failing(cwd, "release")).toContain("release-stale");
    expect(sdk()).toEqual(before);
  });

  test("refuses another content for a version that is released", async () => {
    const { cwd, run, document } = await project("1.0.0", {});
    document(withTag);
    await run("generate");
    expect(await failing(cwd, "release")).toContain("release-version");
  });

  test("refuses a version that is not the package's, and a day that is none", async () => {
    const { cwd } = await project();
    expect(await failing(cwd, "release", "9.9.9")).toContain("release-version");
    expect(await failing(cwd, "release", "--date", "soon")).toContain("usage");
  });

  test("that cannot be read is told, and nothing is written", async () => {
    const { cwd, document, sdk } = await project();
    writeFiles(cwd, { "sdk/.specwright/release.json": "<<<<<<< HEAD\n" });
    document(withTag);
    const before = sdk();
    expect(await failing(cwd, "generate")).toContain("release-unreadable");
    expect(sdk()).toEqual(before);
  });
});

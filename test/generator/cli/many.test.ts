/** A configuration with several packages: side by side, the same bytes and lines in any number of threads, and silence where nothing is to do. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readFiles, tempFolder, writeFiles } from "../../support/temp-folder.js";
import { runHere } from "./support/here.js";
import { petsYaml } from "./support/pets.js";
import { useProgram } from "./support/program.js";

/** As it ships: threads that run from the sources have to compile them first. */
const specwright = useProgram();

const names = ["ants", "bees", "cats"];
/** Has notes that say the same of two places. */
const documentOf = (name: string) =>
  petsYaml.replace("title: Pets", `title: ${name}`).replace(
    "components:",
    `  /a: { get: { responses: { "200": { description: A }, default: { description: B } } } }
  /b: { get: { responses: { "200": { description: A }, default: { description: B } } } }
components:`,
  );
/** Has a warning, too. */
const odd = (name: string) => documentOf(name).replace("type: string", "type: strin");

const configOf = (settings: object = {}) =>
  JSON.stringify(
    names.map((name) => ({ input: `${name}.yaml`, output: `sdks/${name}`, ...settings })),
  );

function files(): Record<string, string> {
  const documents = names.map((name) => [`${name}.yaml`, odd(name)]);
  return { ...Object.fromEntries(documents), "specwright.config.json": configOf() };
}

/** Generated once in this file. */
let made: Readonly<Record<string, string>> | null = null;
async function project(): Promise<string> {
  if (made !== null) return tempFolder(made);
  const cwd = tempFolder(files());
  expect((await specwright(["generate", "--jobs", "2"], { cwd })).code).toBe(0);
  made = readFiles(cwd);
  return cwd;
}

const withoutTimes = (text: string) => text.replaceAll(/\([\d.]+ m?s\)/g, "");

describe("generate", () => {
  test("gives the same bytes, lines and warnings in one thread as in several", async () => {
    const [one, several] = [tempFolder(files()), tempFolder(files())];
    const alone = await specwright(["generate", "--jobs", "1"], { cwd: one });
    const beside = await specwright(["generate", "--jobs", "2"], { cwd: several });
    expect(withoutTimes(beside.stdout)).toBe(withoutTimes(alone.stdout));
    expect(beside.stderr).toBe(alone.stderr);
    expect(beside.stdout.split("\n").map((line) => line.split(":")[0])).toEqual([
      ...names.map((name) => `sdks/${name}`),
      "",
    ]);
    expect(readFiles(several)).toEqual(readFiles(one));
  });

  test("--json and --verbose tell all in threads, too", async () => {
    const cwd = await project();
    const one = await specwright(["generate", "--json", "--jobs", "1"], { cwd });
    const two = await specwright(["generate", "--json", "--jobs", "2"], { cwd });
    const { diagnostics, targets } = JSON.parse(two.stdout);
    expect(targets).toHaveLength(names.length);
    expect(diagnostics).toEqual(JSON.parse(one.stdout).diagnostics);
    expect(diagnostics.length).toBeGreaterThanOrEqual(names.length);
  });

  test("says nothing of what has not changed, and warns of what has", async () => {
    const cwd = await project();
    const idle = await specwright(["generate"], { cwd });
    expect(idle).toEqual({ code: 0, stdout: "3 packages up to date\n", stderr: "" });

    writeFiles(cwd, { "cats.yaml": odd("cats").replace("One pet", "One cat") });
    const busy = await specwright(["generate"], { cwd });
    expect(busy.stdout).toMatch(/^sdks\/cats: .* updated.*\n2 packages up to date\n$/);
    expect(busy.stderr).toContain("cats.yaml");
    expect(busy.stderr).not.toMatch(/(ants|bees)\.yaml/);
  });

  test("one that fails stops no other, and an error that fails the run is told again", async () => {
    const cwd = await project();
    writeFiles(cwd, {
      "bees.yaml": "nothing: here\n",
      "cats.yaml": odd("cats").replace("One pet", "One cat"),
    });
    const { code, stdout, stderr } = await specwright(["generate", "--jobs", "2"], { cwd });
    expect(code).toBe(2);
    expect(stdout).toMatch(/^sdks\/cats: .*\n1 package up to date\n$/);
    expect(stderr).toContain("bees.yaml");

    writeFiles(cwd, {
      "bees.yaml": odd("bees"),
      "specwright.config.json": configOf({ failOn: "warning" }),
    });
    const failing = await specwright(["generate"], { cwd });
    expect(failing.code).toBe(1);
    expect(failing.stderr).toContain("3 places");
  });

  test("shows one line of progress to a person", async () => {
    const cwd = await project();
    writeFiles(cwd, { "ants.yaml": documentOf("ants"), "cats.yaml": documentOf("cats") });
    const { stderr } = await runHere(["generate", "--jobs", "1"], { cwd, interactive: true });
    expect(stderr.split("\r\u001B[2K").map((line) => line.split(/ {2}|\n/)[0])).toEqual(
      expect.arrayContaining(["0 of 2", "1 of 2", "2 of 2"]),
    );
    expect(stderr).not.toContain("render");
  });
});

test("check lists what is stale and counts the rest", async () => {
  const cwd = await project();
  writeFiles(cwd, { "cats.yaml": documentOf("cats") });
  const { code, stdout } = await specwright(["check"], { cwd });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^sdks\/cats: stale/);
  expect(stdout).toMatch(/\n2 packages up to date\n$/);
});

test("a package of its own is written by a thread as by the command", async () => {
  const cwd = await project();
  const alone = tempFolder({ "ants.yaml": odd("ants") });
  await specwright(["generate", "ants.yaml", "-o", "sdk"], { cwd: alone });
  expect(readFiles(join(cwd, "sdks", "ants"))).toEqual(readFiles(join(alone, "sdk")));
});

/** action.yml: it says only what GitHub documents, and its script does in a shell what it says. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../../rules/source-files.js";
import { readFiles, tempFolder, writeFiles } from "../../support/temp-folder.js";
import { petsProject, petsYaml } from "./support/pets.js";
import { buildProgram } from "./support/program.js";

interface Step {
  readonly run: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly id: string;
}

interface Action {
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly default: string }>
  >;
  readonly outputs: Readonly<
    Record<string, { readonly description: string; readonly value: string }>
  >;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const text = readFileSync(join(root, "action.yml"), "utf8");
const action = parse(text) as Action;
const [step] = action.runs.steps;

/** @see https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax */
const KEYS = {
  action: ["name", "author", "description", "inputs", "outputs", "runs", "branding"],
  input: ["description", "required", "default", "deprecationMessage"],
  output: ["description", "value"],
  runs: ["using", "steps"],
  step: [
    "name",
    "id",
    "if",
    "run",
    "shell",
    "env",
    "working-directory",
    "uses",
    "with",
    "continue-on-error",
  ],
  branding: ["icon", "color"],
};

const unknown = (value: object, known: readonly string[]) =>
  Object.keys(value).filter((key) => !known.includes(key));

describe("action.yml", () => {
  test("has the keys that GitHub documents, and no others", () => {
    expect(unknown(action, KEYS.action)).toEqual([]);
    expect(unknown(action.runs, KEYS.runs)).toEqual([]);
    expect(action.runs.using).toBe("composite");
    expect(Object.values(action.inputs).flatMap((input) => unknown(input, KEYS.input))).toEqual([]);
    expect(Object.values(action.outputs).flatMap((output) => unknown(output, KEYS.output))).toEqual(
      [],
    );
    expect(action.runs.steps.flatMap((each) => unknown(each, KEYS.step))).toEqual([]);
    expect(action.runs.steps.map(({ shell }) => shell)).toEqual(["bash"]);
  });

  test("uses each input, and no other; an expression never stands in a script, where its value would be run", () => {
    const used = [...text.matchAll(/\$\{\{ inputs\.([\w-]+) \}\}/g)].map(([, name]) => name);
    expect([...new Set(used)].sort()).toEqual(Object.keys(action.inputs).sort());
    expect(action.runs.steps.filter(({ run }) => run.includes("${{"))).toEqual([]);
  });

  test("gives each output, from a step that writes it", () => {
    for (const [name, { value }] of Object.entries(action.outputs)) {
      expect(value).toBe(`\${{ steps.${step?.id ?? ""}.outputs.${name} }}`);
      expect(step?.run).toMatch(new RegExp(`echo "${name}(=|<<)`));
    }
  });

  test("is valid in every shell that it names", () => {
    for (const { run } of action.runs.steps) execFileSync("bash", ["-n", "-c", run]);
  });
});

let program = { file: "", remove: (): void => {} };
beforeAll(async () => {
  program = await buildProgram();
}, 60_000);
afterAll(() => program.remove());

const git = (cwd: string, ...args: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd });

/** What was generated and committed once in this file, without its history. */
let made: Readonly<Record<string, string>> | null = null;
function project(files: Readonly<Record<string, string>> = {}): string {
  const cwd = tempFolder(made ?? petsProject);
  if (made === null) {
    execFileSync(process.execPath, [program.file, "generate"], { cwd });
    made = readFiles(cwd);
  }
  git(cwd, "init", "-q");
  git(cwd, "add", "-A");
  git(cwd, "commit", "-qm", "a");
  writeFiles(cwd, files);
  return cwd;
}

/** The script as a runner starts it: inputs in its environment, npx in the place of the registry. */
function run(cwd: string, given: Readonly<Record<string, string>> = {}) {
  const temp = tempFolder({ output: "", summary: "" });
  const bin = join(temp, "bin");
  mkdirSync(bin);
  const script = `#!/bin/sh\n[ "$1" = --yes ] && echo "$2" >> "${temp}/asked" && shift 2\nexec "${process.execPath}" "${program.file}" "$@"\n`;
  writeFiles(bin, { npx: script });
  chmodSync(join(bin, "npx"), 0o755);
  const valueOf = (expression: string): string => {
    const [, name = ""] = /^\$\{\{ (.+) \}\}$/.exec(expression) ?? [];
    if (name === "github.action_path") return root;
    if (name === "runner.temp") return temp;
    const input = name.replace("inputs.", "");
    return given[input] ?? action.inputs[input]?.default ?? "";
  };
  const env = Object.fromEntries(
    Object.entries(step?.env ?? {}).map(([name, value]) => [name, valueOf(value)]),
  );
  const { PATH = "", HOME } = process.env;
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["--noprofile", "--norc", "-eo", "pipefail", "-c", step?.run ?? ""],
    {
      cwd,
      encoding: "utf8",
      env: {
        ...env,
        HOME,
        PATH: `${bin}${delimiter}${PATH}`,
        CI: "true",
        GITHUB_OUTPUT: join(temp, "output"),
        GITHUB_STEP_SUMMARY: join(temp, "summary"),
      },
    },
  );
  const { output = "", summary = "", asked = "" } = readFiles(temp);
  const outputs = Object.fromEntries(
    [...output.matchAll(/^([\w-]+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
  const [, , markdown = ""] = /^markdown<<(\S+)\n([\S\s]*)\n\1\n$/m.exec(output) ?? [];
  return { status, said: stdout + stderr, outputs, markdown, summary, asked };
}

const breaking = {
  "pets.yaml": petsYaml.replace("name: { type: string }", "name: { type: number }"),
};

describe("the script", () => {
  test("generates, and says what that changes", () => {
    const cwd = project(breaking);
    const { status, said, outputs, markdown, summary, asked } = run(cwd);
    expect(status, said).toBe(0);
    expect(outputs).toMatchObject({ bump: "major", changed: "true" });
    expect(markdown).toContain("## SDK changes: major");
    expect(markdown).toContain("Pet.name");
    expect(summary.trim()).toBe(markdown.trim());
    expect(readFileSync(outputs["markdown-file"] ?? "", "utf8").trim()).toBe(markdown.trim());
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      version: string;
    };
    expect(new Set(asked.trim().split("\n"))).toEqual(new Set([`specwright@${version}`]));
  });

  test("says that nothing has changed", () => {
    const { status, outputs } = run(project(), { version: "9.9.9" });
    expect({ status, ...outputs }).toMatchObject({ status: 0, bump: "none", changed: "false" });
  });

  test("fails where the changes ask for too much, after it has said what they are", () => {
    const { status, said, outputs } = run(project(breaking), { "fail-on": "major" });
    expect(status).toBe(1);
    expect(said).toContain("::error::The changes ask for a major version.");
    expect(outputs).toMatchObject({ bump: "major" });
    const minor = petsYaml.replace(
      "name: { type: string }",
      "name: { type: string }\n        tag: { type: string }",
    );
    expect(run(project({ "pets.yaml": minor }), { "fail-on": "major" }).status).toBe(0);
  });

  test("only checks, with mode check", () => {
    const cwd = project(breaking);
    const before = readFiles(join(cwd, "sdk"));
    expect(run(cwd, { mode: "check" }).status).toBe(1);
    expect(readFiles(join(cwd, "sdk"))).toEqual(before);
    expect(run(project(), { mode: "check" }).status).toBe(0);
  });

  test("takes the configuration that it is given, and what comes from outside as text", () => {
    const name = "my $(touch pwned) config.json";
    const cwd = project({ [name]: '{ "input": "pets.yaml", "output": "other sdk" }\n' });
    const { status, said, outputs, markdown } = run(cwd, { config: name });
    expect(status, said).toBe(0);
    expect(outputs).toMatchObject({ bump: "minor", changed: "true" });
    expect(markdown).toContain("## New package: `other sdk`");
    expect(Object.keys(readFiles(cwd))).not.toContain("pwned");
  });

  test("uses what the project has installed", () => {
    const cwd = project();
    writeFiles(cwd, {
      "node_modules/.bin/specwright": `#!/bin/sh\nexec "${process.execPath}" "${program.file}" "$@"\n`,
    });
    chmodSync(join(cwd, "node_modules", ".bin", "specwright"), 0o755);
    expect(run(cwd)).toMatchObject({ status: 0, asked: "" });
  });

  test("refuses a mode or a limit that there is not", () => {
    expect(run(project(), { mode: "wipe" }).status).toBe(2);
    expect(run(project(), { "fail-on": "huge" }).status).toBe(2);
  });
});

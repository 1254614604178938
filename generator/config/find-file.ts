import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { SpecwrightError } from "../contract/index.js";

/** File names that are looked for. */
const configFileNames = [
  "specwright.config.ts",
  "specwright.config.mjs",
  "specwright.config.json",
] as const;

/**
 * The configuration file in force: the one that `explicit` names, or the nearest one from `cwd` upwards, or `null`.
 *
 * @throws {SpecwrightError} `config-not-found` where the named one does not exist, `config-ambiguous` where a folder
 * has two.
 */
export function findConfigFile(cwd: string, explicit: string | undefined): string | null {
  if (explicit !== undefined) return existing(resolve(cwd, explicit), explicit);

  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const found = configFilesIn(folder);
    if (found.length > 1) throw ambiguous(found);
    if (found[0] !== undefined) return found[0];
    if (folder === dirname(folder)) return null;
  }
}

function configFilesIn(folder: string): string[] {
  const names = configFileNames.filter((name) => existsSync(join(folder, name)));
  return names.map((name) => join(folder, name));
}

function existing(file: string, asGiven: string): string {
  if (existsSync(file) && /\.(ts|mjs|json)$/.test(file)) return file;
  const wrongKind = existsSync(file);
  throw new SpecwrightError([
    {
      rule: "config-not-found",
      severity: "error",
      message: wrongKind
        ? `"${asGiven}" is not a configuration file: its name ends in neither .ts, .mjs nor .json.`
        : `There is no configuration file "${asGiven}".`,
      hint: `Give --config the path of one, or leave it out: ${configFileNames.join(", ")} are found from the working directory upwards.${neighbours(file)}`,
      location: { file },
    },
  ]);
}

/** Other configuration files in the folder that was named, to save a look. */
function neighbours(file: string): string {
  const folder = dirname(file);
  if (!existsSync(folder)) return "";
  const names = readdirSync(folder).filter(
    (name) => /\.config\.(ts|mjs|json)$/.test(name) && name !== basename(file),
  );
  return names.length === 0 ? "" : ` That folder has ${names.sort().join(", ")}.`;
}

function ambiguous(files: readonly string[]): SpecwrightError {
  const names = files.map((file) => basename(file));
  return new SpecwrightError([
    {
      rule: "config-ambiguous",
      severity: "error",
      message: `There are ${files.length} configuration files in one folder: ${names.join(", ")}.`,
      hint: "Keep one of them, or name the one to use with --config.",
      location: { file: files[0] ?? "" },
    },
  ]);
}

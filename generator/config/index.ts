/** From the command line and the configuration file to what the stages take. */
import { basename, dirname, resolve } from "node:path";
import type { ResolvedConfig } from "../contract/index.js";
import { SpecwrightError } from "../contract/index.js";
import { didYouMean } from "../lib/nearest.js";
import type { SpecwrightConfig } from "./define-config.js";
import { findConfigFile } from "./find-file.js";
import type { ParsedFlags } from "./flags.js";
import { options } from "./options.js";
import { readConfigFile } from "./read-file.js";
import { resolveSources, valueOf } from "./resolve.js";
import { validateConfigs } from "./validate.js";

export { defineConfig, type SpecwrightConfig } from "./define-config.js";

export interface ConfigRequest {
  /** Where to look for the configuration file from, and what paths in flags are relative to. */
  readonly cwd: string;
  readonly flags: ParsedFlags;
  /** The configuration file, as `--config` names it. */
  readonly file?: string | undefined;
  /** Only the package whose output folder has this name. */
  readonly target?: string | undefined;
}

const noFlags: ParsedFlags = { values: new Map(), positionals: [] };

/**
 * One configuration for each package to make, in the order of the file.
 *
 * @throws {SpecwrightError} where the file or a value in it cannot be used.
 */
export async function loadConfigs(request: ConfigRequest): Promise<readonly ResolvedConfig[]> {
  const { flags, cwd } = request;
  const { configs, configFile, configFolder } = await readConfigs(request);
  if (configs.length > 1) refuseSharedFlags(flags);
  const resolved = configs.map((config) =>
    resolveSources({ flags, cwd, config, configFolder, configFile }),
  );
  refuseSharedOutput(resolved, configFile);
  return resolved;
}

/**
 * The configuration that documents beside the configured one are compared under: that of the package which one of
 * `paths` is the document or the folder of, or of the only package; otherwise the defaults.
 *
 * @param input the document to read instead of the configured one
 * @throws {SpecwrightError} as `loadConfigs`.
 */
export async function loadConfigFor(
  request: ConfigRequest,
  input: string,
  paths: readonly string[],
): Promise<ResolvedConfig> {
  const { flags, cwd } = request;
  const { configs, configFile, configFolder } = await readConfigs(request);
  const wanted = new Set(paths.map((path) => resolve(cwd, path)));
  const own = configs.find(({ input: document, output = options.output.default }) =>
    [document, output].some(
      (path) => path !== undefined && wanted.has(resolve(configFolder, path)),
    ),
  );
  const config = own ?? (configs.length === 1 ? configs[0] : undefined) ?? {};
  const values = new Map(flags.values).set(options.input.flag, input);
  return resolveSources({ flags: { ...flags, values }, cwd, config, configFolder, configFile });
}

/**
 * The folder of the user's templates, for a command that needs no document; `null` where none is named.
 *
 * @throws {SpecwrightError} as `loadConfigs`.
 */
export async function loadTemplatesFolder(request: ConfigRequest): Promise<string | null> {
  const { configs, configFile, configFolder } = await readConfigs(request);
  for (const config of configs) {
    const { flags, cwd } = request;
    const folder = valueOf(options.templates, { flags, cwd, config, configFolder, configFile });
    if (folder !== undefined) return folder;
  }
  return null;
}

interface ConfigsInFile {
  readonly configs: readonly SpecwrightConfig[];
  readonly configFile: string | null;
  readonly configFolder: string;
}

async function readConfigs({ cwd, file, target }: ConfigRequest): Promise<ConfigsInFile> {
  const configFile = findConfigFile(cwd, file);
  if (configFile === null) return { configs: [{}], configFile, configFolder: cwd };
  const configs = await validateConfigs(await readConfigFile(configFile), configFile);
  const configFolder = dirname(configFile);
  return {
    configs: target === undefined ? configs : [selected(configs, target, configFolder)],
    configFile,
    configFolder,
  };
}

/**
 * A configuration given in code, with its defaults.
 *
 * @param cwd folder that its paths are relative to. Default: the working directory.
 * @throws {SpecwrightError} where a key is unknown, a value is of the wrong type, or `input` is missing.
 */
export async function resolveConfig(
  config: SpecwrightConfig,
  cwd: string = process.cwd(),
): Promise<ResolvedConfig> {
  await validateConfigs(config, null);
  return resolveSources({ flags: noFlags, cwd, config, configFolder: cwd, configFile: null });
}

/** With several packages, a flag that names one folder or one document would hit them all. */
function refuseSharedFlags(flags: ParsedFlags): void {
  const single = [options.input, options.output, options.package.name, options.client.name];
  const shared = single.find((option) => flags.values.has(option.flag));
  if (shared === undefined) return;
  throw new SpecwrightError([
    {
      rule: "flag-shared",
      severity: "error",
      message: `--${shared.flag} does not say which of the configuration's packages it is for.`,
      hint: "Choose one with --target, the name of its output folder.",
    },
  ]);
}

function refuseSharedOutput(configs: readonly ResolvedConfig[], configFile: string | null): void {
  const outputs = configs.map((config) => config.output);
  const twice = outputs.find((output, index) => outputs.indexOf(output) !== index);
  if (twice === undefined) return;
  throw new SpecwrightError([
    {
      rule: "config-output-twice",
      severity: "error",
      message: `Two packages of the configuration have the same output folder, "${basename(twice)}".`,
      hint: "Give each its own output folder.",
      ...(configFile === null ? {} : { location: { file: configFile } }),
    },
  ]);
}

function selected(
  configs: readonly SpecwrightConfig[],
  target: string,
  folder: string,
): SpecwrightConfig {
  const nameOf = ({ output = options.output.default }: SpecwrightConfig): string =>
    basename(resolve(folder, output));
  const config = configs.find((candidate) => nameOf(candidate) === target);
  if (config !== undefined) return config;
  const names = configs.map(nameOf);
  throw new SpecwrightError([
    {
      rule: "target-unknown",
      severity: "error",
      message: `No package of the configuration has an output folder named "${target}".`,
      hint: `Known: ${names.join(", ")}.${didYouMean(target, names)}`,
    },
  ]);
}

/** `specwright files`: what each package is made from, and what is written, for tools that cache and distribute the work. */
import { dirname, join, resolve } from "node:path";
import { loadConfigs } from "../config/index.js";
import { findConfigFile } from "../config/find-file.js";
import { flagValue } from "../config/flags.js";
import type { ResolvedConfig } from "../contract/index.js";
import { documentsRead } from "../generate.js";
import { changelogFile, releaseFile } from "../release/index.js";
import type { CommandContext, RunCommand } from "./command.js";
import { localName } from "./diagnostics.js";
import { exitCodes } from "./exit-codes.js";
import { configFlag } from "./flags.js";
import { configRequest } from "./targets/index.js";

interface PackageFiles {
  readonly output: string;
  /** Files and URLs; `DIR/**` for all below a folder. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Of the outputs, what the next run reads again: what is ours in the folder, and what was released. */
  readonly state: readonly string[];
}

export const runFiles: RunCommand = async (context) => {
  const packages: PackageFiles[] = [];
  for (const config of await loadConfigs(configRequest(context)))
    packages.push(await filesOf(config, context));
  return {
    exitCode: exitCodes.ok.code,
    diagnostics: [],
    text: packages.map(textOf).join(""),
    data: { targets: packages },
  };
};

async function filesOf(
  config: ResolvedConfig,
  { cwd, flags }: CommandContext,
): Promise<PackageFiles> {
  const { input, output, templates, release } = config;
  const named = (path: string): string => localName(path, cwd);
  const configFile = findConfigFile(cwd, flagValue(flags, configFlag));
  const documents = (await documentsRead(config)).map((name) =>
    isFile(name) ? named(resolve(isFile(input) ? dirname(input) : cwd, name)) : name,
  );
  const state = [
    ".specwright.json",
    "etc/surface.json",
    "package.json",
    releaseFile,
    ...(release.bump && release.changelog ? [changelogFile] : []),
  ];
  return {
    output: named(output),
    inputs: [
      ...(configFile === null ? [] : [named(configFile)]),
      ...documents,
      ...(templates === null ? [] : [`${named(templates)}/**`]),
    ],
    outputs: [`${named(output)}/**`],
    state: state.map((path) => named(join(output, path))),
  };
}

function isFile(name: string): boolean {
  return name !== "-" && !/^https?:/i.test(name);
}

function textOf({ output, inputs, outputs, state }: PackageFiles): string {
  const lines = [
    ...inputs.map((path) => `  in     ${path}`),
    ...outputs.map((path) => `  out    ${path}`),
    ...state.map((path) => `  state  ${path}`),
  ];
  return `${[output, ...lines].join("\n")}\n`;
}

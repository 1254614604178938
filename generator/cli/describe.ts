import { loadConfigs } from "../config/index.js";
import { type ResolvedConfig, SpecwrightError } from "../contract/index.js";
import { type Description, describe } from "../generate.js";
import type { CommandContext } from "./command.js";
import { configRequest } from "./targets/index.js";

/**
 * The line up to the plan, for a command that shows one package.
 *
 * @throws {SpecwrightError} as `oneTarget`.
 */
export async function describeTarget(context: CommandContext): Promise<Description> {
  return describe(await oneTarget(context));
}

/**
 * The configuration of the one package that a command shows.
 *
 * @throws {SpecwrightError} `target-missing` where the configuration has several.
 */
export async function oneTarget(context: CommandContext): Promise<ResolvedConfig> {
  const [config, second] = await loadConfigs(configRequest(context));
  if (config === undefined || second !== undefined) {
    throw new SpecwrightError([
      {
        rule: "target-missing",
        severity: "error",
        message: "The configuration has several packages.",
        hint: "Choose one with --target, the name of its output folder.",
      },
    ]);
  }
  return config;
}

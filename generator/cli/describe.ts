import { loadConfigs } from "../config/index.js";
import { type ResolvedConfig, SpecwrightError } from "../contract/index.js";
import { type Description, describe, keptNames } from "../generate.js";
import type { CommandContext } from "./command.js";
import { configRequest } from "./targets/index.js";

/**
 * The line up to the plan, for a command that shows one package, with the names that its users know.
 *
 * @throws {SpecwrightError} as `oneTarget`.
 */
export async function describeTarget(context: CommandContext): Promise<Description> {
  const config = await oneTarget(context);
  return describe(config, await keptNames(config.output));
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

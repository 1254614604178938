import type { Option } from "./option.js";
import type { options } from "./options.js";

type ConfigOf<Table> = {
  readonly [Key in keyof Table]?:
    (Table[Key] extends Option<infer Value> ? Value : ConfigOf<Table[Key]>) | undefined;
};

/**
 * What a configuration file holds, for one package. Every key is optional there, because each is also a flag.
 * Paths are relative to the configuration file.
 */
export type SpecwrightConfig = ConfigOf<typeof options>;

/**
 * Gives a configuration file its types:
 *
 * ```ts
 * import { defineConfig } from "specwright";
 *
 * export default defineConfig({ input: "openapi.yaml", output: "sdk" });
 * ```
 *
 * A list makes several packages, one for each entry.
 */
export function defineConfig(config: SpecwrightConfig): SpecwrightConfig;
export function defineConfig(configs: readonly SpecwrightConfig[]): readonly SpecwrightConfig[];
export function defineConfig(
  config: SpecwrightConfig | readonly SpecwrightConfig[],
): SpecwrightConfig | readonly SpecwrightConfig[] {
  return config;
}

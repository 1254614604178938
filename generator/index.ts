/** What `import ... from "specwright"` gives. */
export { defineConfig, resolveConfig, type SpecwrightConfig } from "./config/index.js";
export * from "./contract/index.js";
export {
  describe,
  generate,
  type Description,
  type GenerateOptions,
  type GenerateResult,
  type StageTime,
} from "./generate.js";

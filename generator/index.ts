/** What `import ... from "specwright"` gives. */
export * from "./contract/index.js";
export {
  describe,
  generate,
  type Description,
  type GenerateOptions,
  type GenerateResult,
  type StageTime,
} from "./generate.js";

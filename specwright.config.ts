/** The packages of generated/, as `npm run generate` makes them. */
import { defineConfig } from "./generator/config/index.js";

export default defineConfig([
  {
    input: "spec/openrouter-rerank.yaml",
    output: "generated/openrouter-rerank",
    package: {
      name: "openrouter-rerank",
      description: "TypeScript client for OpenRouter's rerank API.",
      license: "MIT",
    },
    client: { name: "OpenRouter", envPrefix: "OPENROUTER" },
    openapiTypes: true,
  },
  {
    input: "spec/kitchen-sink.yaml",
    output: "generated/kitchen-sink",
    package: { name: "kitchen-sink", license: "MIT" },
    validation: true,
  },
]);

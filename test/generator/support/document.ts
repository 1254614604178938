/** A loaded document made by hand, and its survey, for tests of the stages after `load`. */
import type {
  JsonObject,
  LoadedDocument,
  ResolvedConfig,
  Survey,
} from "../../../generator/contract/index.js";
import { everything } from "../../../generator/load/select/index.js";
import { lookupsIn } from "../../../generator/lib/pointer.js";
import { survey } from "../../../generator/survey/index.js";

/** Fills in what every document has; `root` wins. */
export function loaded(root: JsonObject): LoadedDocument {
  const whole: JsonObject = {
    openapi: "3.1.0",
    info: { title: "Test API", version: "1.0.0" },
    paths: {},
    ...root,
  };
  return {
    source: "test.yaml",
    declaredVersion: "3.1.0",
    root: whole,
    hash: "0".repeat(64),
    files: [],
    exactIntegers: {},
    diagnostics: [],
    locate: (pointer) => ({ file: "test.yaml", line: 1, column: 1, pointer }),
    ...lookupsIn(whole),
  };
}

export function surveyed(root: JsonObject): Survey {
  return survey(loaded(root));
}

export function resolvedConfig(overrides: Partial<ResolvedConfig> = {}): ResolvedConfig {
  return {
    input: "test.yaml",
    output: "out",
    templates: null,
    overlays: [],
    allowHosts: [],
    filter: everything,
    package: {
      name: null,
      version: null,
      description: null,
      license: null,
      author: null,
      repository: null,
      homepage: null,
    },
    client: { name: null, envPrefix: null },
    types: { dates: "string", int64: "number" },
    retries: null,
    validation: false,
    openapiTypes: false,
    release: { bump: false, changelog: true },
    dropAliases: false,
    failOn: "never",
    ...overrides,
  };
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { KeptNames, LoadedDocument, ResolvedConfig, TemplateSet } from "../contract/index.js";

/** Version of the program, from its own package.json. */
export const generatorVersion: string = (
  JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  }
).version;

/**
 * sha256 (hex) over everything that decides the output: the program, the document, the templates, the settings that
 * shape it, and the names that its users know: those that a run leaves are those that the next one makes. Folders do not count: the same inputs in another place make the same package. `version` is what the version
 * follows from beside them, `null` where that is nothing.
 */
export function hashInputs(
  document: Pick<LoadedDocument, "hash">,
  templates: Pick<TemplateSet, "hash">,
  config: ResolvedConfig,
  version: string | null,
  names: KeptNames,
): string {
  const {
    filter,
    package: packageSettings,
    client,
    types,
    retries,
    validation,
    openapiTypes,
    dropAliases,
  } = config;
  return createHash("sha256")
    .update(JSON.stringify([generatorVersion, document.hash, templates.hash]))
    .update(
      JSON.stringify([
        filter,
        packageSettings,
        client,
        types,
        retries,
        validation,
        openapiTypes,
        dropAliases,
      ]),
    )
    .update(version === null ? "" : JSON.stringify(version))
    .update(JSON.stringify(names))
    .digest("hex");
}

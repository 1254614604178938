import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { Diagnostic, Severity, SourceLocation } from "../contract/index.js";
import { generatorVersion } from "../lib/input-hash.js";

const levels: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

/**
 * The diagnostics as a log that code scanning services read.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(diagnostics: readonly Diagnostic[]): object {
  const rules = [...new Set(diagnostics.map(({ rule }) => rule))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Specwright",
            semanticVersion: generatorVersion,
            rules: rules.map((id) => ({ id })),
          },
        },
        results: diagnostics.map((diagnostic) => ({
          ruleId: diagnostic.rule,
          ruleIndex: rules.indexOf(diagnostic.rule),
          level: levels[diagnostic.severity],
          message: { text: `${diagnostic.message} ${diagnostic.hint}` },
          ...(diagnostic.location === undefined
            ? {}
            : { locations: [locationOf(diagnostic.location)] }),
          ...(diagnostic.overlay === undefined
            ? {}
            : {
                properties: {
                  overlay: diagnostic.overlay,
                  overlayKind: diagnostic.overlayKind,
                },
              }),
        })),
      },
    ],
  };
}

function locationOf({ file, line, column, pointer }: SourceLocation): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      ...(line === undefined
        ? {}
        : {
            region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) },
          }),
    },
    ...(pointer === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: pointer }] }),
  };
}

/** Relative where the file is, so that a service finds it in the checkout. */
function uriOf(file: string): string {
  if (/^https?:/.test(file)) return file;
  return isAbsolute(file) ? pathToFileURL(file).href : encodeURI(file);
}

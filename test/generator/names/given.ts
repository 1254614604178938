/** Short ways to write documents for tests of names. */
import type {
  Diagnostic,
  JsonObject,
  NameTable,
  ResolvedConfig,
} from "../../../generator/contract/index.js";
import { names } from "../../../generator/names/index.js";
import { resolvedConfig, surveyed } from "../support/document.js";

export interface Named extends NameTable {
  readonly findings: readonly Diagnostic[];
}

export function nameDocument(root: JsonObject, config: Partial<ResolvedConfig> = {}): Named {
  const findings: Diagnostic[] = [];
  return {
    ...names(surveyed(root), resolvedConfig(config), (finding) => findings.push(finding)),
    findings,
  };
}

/** `{ "GET /pets": { operationId: "listPets" } }` as `paths`. */
export function pathsOf(operations: Readonly<Record<string, JsonObject>>): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const [line, operation] of Object.entries(operations)) {
    const [method = "", path = ""] = line.split(" ");
    paths[path] = { ...paths[path], [method.toLowerCase()]: { responses: {}, ...operation } };
  }
  return paths;
}

/** `client.` and the call, of each operation in order. */
export function callsOf(table: NameTable): readonly string[] {
  return Object.values(table.operations).map(({ group, method }) => [...group, method].join("."));
}

export function functionsOf(table: NameTable): readonly string[] {
  return Object.values(table.operations).map((operation) => operation.function);
}

export function json(schema: JsonObject | boolean): JsonObject {
  return { description: "", content: { "application/json": { schema } } };
}

export const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

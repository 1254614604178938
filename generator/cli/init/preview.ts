/** What the package of a document would look like, before anything is written. */
import type { Operation, Resource } from "../../contract/index.js";
import type { Description } from "../../generate.js";
import { countOf, groupedByRule, ofSeverity } from "../../lib/diagnostics.js";
import { paint, type Terminal } from "../terminal.js";

/** Groups and methods that are shown before the rest is counted. */
const GROUPS = 12;
const METHODS = 8;

export function preview({ model, diagnostics }: Description, terminal: Terminal): string {
  const { client, api, operations, resources } = model;
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const groups = resources.flatMap((resource) => withChildren(resource));
  const own = operations
    .filter(({ names }) => names.group.length === 0)
    .map(({ names }) => names.method);
  const lines = [
    `${paint(terminal, "bold", api.title)} ${api.version}: ${operations.length} operations, ${model.types.length} types, ${model.errors.length} classes of errors`,
    "",
    `  const ${client.variableName} = new ${paint(terminal, "bold", client.className)}();`,
    ...(own.length > 0 ? [`  ${client.variableName}  ${listed(own)}`] : []),
    ...groups.slice(0, GROUPS).map(({ path, operations: ids }) => {
      const methods = ids.flatMap((id) => methodOf(byId.get(id)));
      return `  ${[client.variableName, ...path].join(".")}  ${listed(methods)}`;
    }),
    ...(groups.length > GROUPS ? [`  and ${groups.length - GROUPS} more groups`] : []),
    "",
    ...findings(diagnostics, terminal),
  ];
  return `${lines.join("\n")}\n`;
}

function withChildren(resource: Resource): readonly Resource[] {
  return [resource, ...resource.children.flatMap(withChildren)].filter(
    ({ operations }) => operations.length > 0,
  );
}

function methodOf(operation: Operation | undefined): readonly string[] {
  return operation === undefined ? [] : [operation.names.method];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, METHODS).join(", ");
  return names.length > METHODS ? `${shown} and ${names.length - METHODS} more` : shown;
}

function findings(diagnostics: Description["diagnostics"], terminal: Terminal): readonly string[] {
  const told = ofSeverity(diagnostics, "error", "warning");
  if (told.length === 0) return ["Nothing of the document had to be left out or repaired."];
  const lines = groupedByRule(told).map(({ severity, rule, message, count = 1 }) => {
    const places = count === 1 ? "" : ` (${count} places)`;
    return `  ${paint(terminal, severity === "error" ? "red" : "yellow", severity)} ${rule}${places}: ${message}`;
  });
  return [
    `${countOf(told)} findings, which \`specwright generate\` tells with their places:`,
    ...lines,
  ];
}

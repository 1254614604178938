/** Any version that is read, to the shape of OpenAPI 3.1. 3.2 is a superset of it and passes through. */
import type { Report } from "../../contract/index.js";
import type { Bundled } from "../references/bundle.js";
import { rootOf, type Origins } from "../references/origins.js";
import type { Inventory } from "../references/inventory.js";
import type { SourceFile } from "../read/source-file.js";
import { isNode, own, type Node } from "../value.js";
import type { DeclaredVersion } from "../version.js";
import { isEventSchema, upgradeEvents } from "./event-streams.js";
import { mergePathItems } from "./path-items.js";
import type { SchemaContext } from "./context.js";
import { upgradeSchema } from "./schema.js";
import { reportAtPlaces } from "./report-at.js";

/** In place. Gives the schemas and references of the document as it is then. */
export async function upgrade(
  file: SourceFile,
  bundled: Bundled,
  { family }: DeclaredVersion,
  origins: Origins,
  report: Report,
): Promise<Inventory> {
  const root = file.value as Node;
  const reportAt = reportAtPlaces(report);
  let found: Inventory = bundled;
  if (family === "2.0") {
    const { upgradeSwagger2 } = await import("./swagger2/index.js");
    found = upgradeSwagger2(file, bundled.local, origins, reportAt);
  }
  if (family === "3.0") upgradeThreeZero(root, file, origins);
  upgradeInfo(root);
  const context: SchemaContext = {
    origins,
    legacy: family === "2.0" || family === "3.0",
    reportAt,
  };
  for (const { schema, place } of found.schemas) upgradeSchema(schema, place, context);
  for (const { schema, place } of found.itemSchemas)
    if (isEventSchema(place)) upgradeEvents(schema, place, { root, origins, local: bundled.local });
  mergePathItems(root, found.references, bundled, origins);
  return found;
}

/** An unquoted `version: 1.0` is a number in YAML. */
function upgradeInfo(root: Node): void {
  const info = own(root, "info");
  if (!isNode(info)) return;
  for (const key of ["title", "version"]) {
    const value = own(info, key);
    if (typeof value === "number" || typeof value === "boolean") info[key] = String(value);
  }
}

function upgradeThreeZero(root: Node, file: SourceFile, origins: Origins): void {
  root["openapi"] = "3.1.1";
  const webhooks = own(root, "x-webhooks");
  if (!isNode(webhooks) || own(root, "webhooks") !== undefined) return;
  origins.set(webhooks, origins.placeOf(rootOf(file), "x-webhooks", webhooks));
  root["webhooks"] = webhooks;
  delete root["x-webhooks"];
}

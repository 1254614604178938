/**
 * Swagger 2.0 to the shape of OpenAPI 3.1, in place. Schemas stay as they are: they are upgraded one by one afterwards.
 * @see https://spec.openapis.org/oas/v2.0
 */
import { child, pointerOfRef } from "../../../lib/pointer.js";
import { localRef } from "../../references/bundle.js";
import { rootOf, type Origins, type Place } from "../../references/origins.js";
import { inventoryOf, type Inventory } from "../../references/inventory.js";
import type { SourceFile } from "../../read/source-file.js";
import { become, isNode, own, put, type Node } from "../../value.js";
import type { ReportAt } from "../report-at.js";
import { nodeAt, Swagger2Context } from "./context.js";
import { mapDiscriminatorValues } from "./discriminators.js";
import { upgradeParameter } from "./parameters.js";
import { isBodyPart, upgradePathItem } from "./path-items.js";
import { upgradeResponse } from "./responses.js";
import { upgradeSecurityScheme } from "./security.js";
import { serversOf } from "./servers.js";

/** References lead to where their targets are afterwards. */
export function upgradeSwagger2(
  file: SourceFile,
  local: WeakSet<object>,
  origins: Origins,
  reportAt: ReportAt,
): Inventory {
  const root = file.value as Node;
  const context = new Swagger2Context(root, origins, local, reportAt);
  const inputId = file.address.id;
  mergeMicrosoftPaths(root, file, context);
  mapDiscriminatorValues(nodeAt(root, "definitions"));
  eachOf(root, "paths", file, context, (item, place, name) =>
    upgradePathItem(item, place, child("/paths", name), inputId, context),
  );
  const components = nodeAt(root, "components");
  const parts = nodeAt(components, "pathItems");
  const partsPlace: Place = { file, base: file, pointer: "/components/pathItems" };
  for (const [name, item] of Object.entries(parts)) {
    if (isNode(item))
      upgradePathItem(
        item,
        origins.placeOf(partsPlace, name, item),
        child("/components/pathItems", name),
        inputId,
        context,
      );
  }
  moveSections(root, components, file, context);
  const servers = serversOf(root, inputId);
  finishRoot(root, components, servers);
  const found = inventoryOf(file, origins);
  for (const reference of found.references)
    reference.set(localRef(context.newPointer(pointerOfRef(reference.ref))));
  return found;
}

/** Paths that differ in their query only have a place of their own in Microsoft's documents. */
function mergeMicrosoftPaths(root: Node, file: SourceFile, { origins }: Swagger2Context): void {
  const more = own(root, "x-ms-paths");
  const paths = own(root, "paths");
  if (!isNode(more) || !isNode(paths)) return;
  const place = origins.placeOf(rootOf(file), "x-ms-paths", more);
  for (const [path, item] of Object.entries(more)) {
    if (own(paths, path) !== undefined) continue;
    origins.set(item, origins.placeOf(place, path, item));
    put(paths, path, item);
  }
  delete root["x-ms-paths"];
}

function moveSections(
  root: Node,
  components: Node,
  file: SourceFile,
  context: Swagger2Context,
): void {
  const { origins } = context;
  moveSection("definitions", "schemas");
  moveSection("securityDefinitions", "securitySchemes");
  for (const scheme of Object.values(nodeAt(components, "securitySchemes")))
    if (isNode(scheme)) upgradeSecurityScheme(scheme);
  const produces = context.mediaTypes(null, "produces");
  eachOf(root, "responses", file, context, (response, place, name) => {
    if (typeof response["$ref"] === "string") return;
    upgradeResponse(
      response,
      produces,
      place,
      child("/responses", name),
      child("/components/responses", name),
      context,
    );
  });
  moveSection("responses", "responses");
  const parameters = own(root, "parameters");
  eachOf(root, "parameters", file, context, (parameter, place, name) => {
    // Operations have taken what they need of these.
    if (isBodyPart(parameter)) delete (parameters as Node)[name];
    else upgradeParameter(parameter, place, context);
  });
  moveSection("parameters", "parameters");

  function moveSection(from: string, to: string): void {
    const section = own(root, from);
    delete root[from];
    if (!isNode(section) || Object.keys(section).length === 0) return;
    origins.set(section, { file, base: file, pointer: `/${from}` });
    put(components, to, { ...nodeAt(components, to), ...section });
    origins.set(components[to] ?? null, { file, base: file, pointer: `/${from}` });
    context.moved(`/${from}`, `/components/${to}`);
  }
}

function eachOf(
  root: Node,
  key: string,
  file: SourceFile,
  { origins }: Swagger2Context,
  act: (node: Node, place: Place, name: string) => void,
): void {
  const section = own(root, key);
  if (!isNode(section)) return;
  const place = origins.placeOf(rootOf(file), key, section);
  for (const [name, member] of Object.entries(section)) {
    if (isNode(member) && !(key === "paths" && name.startsWith("x-")))
      act(member, origins.placeOf(place, name, member), name);
  }
}

const gone = [
  "swagger",
  "openapi",
  "host",
  "basePath",
  "schemes",
  "consumes",
  "produces",
  "x-ms-parameterized-host",
  "servers",
  "components",
];

function finishRoot(root: Node, components: Node, servers: Node[]): void {
  const rest: Node = {};
  for (const [key, value] of Object.entries(root)) if (!gone.includes(key)) put(rest, key, value);
  become(root, {
    openapi: "3.1.1",
    ...rest,
    ...(servers.length > 0 ? { servers } : {}),
    ...(Object.keys(components).length > 0 ? { components } : {}),
  });
}

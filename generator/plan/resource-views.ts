/** Groups of methods, as their classes and the client show them. */
import type { Resource, SdkModel } from "../contract/index.js";
import type { FormerViews } from "./former-views.js";
import type { OperationView, ResourceLink, ResourceView } from "./contexts.js";

/** With those in them. */
export function allResources(resources: readonly Resource[]): readonly Resource[] {
  return resources.flatMap((resource) => [resource, ...allResources(resource.children)]);
}

export function resourceLink(
  resource: Resource,
  { client: { variableName } }: Pick<SdkModel, "client">,
): ResourceLink {
  const { property, className, description, file, replacement } = resource;
  return {
    property,
    className,
    description,
    fileName: file,
    replacement: replacement === null ? null : [variableName, ...replacement].join("."),
  };
}

export function resourceViews(
  model: SdkModel,
  byId: (ids: readonly string[]) => readonly OperationView[],
  former: FormerViews,
): readonly ResourceView[] {
  return allResources(model.resources).map((resource) =>
    resourceView(resource, model, [
      ...byId(resource.operations),
      ...resource.aliases.flatMap(({ operation, method }) =>
        byId([operation]).map((view) => aliasView(view, resource, method, model)),
      ),
      ...former.methodsOf(resource.path),
    ]),
  );
}

function resourceView(
  resource: Resource,
  model: SdkModel,
  operations: ResourceView["operations"],
): ResourceView {
  return {
    ...resourceLink(resource, model),
    title: resource.title,
    access: [model.client.variableName, ...resource.path].join("."),
    operations,
    children: resource.children.map((child) => resourceLink(child, model)),
  };
}

/** The method as another group has it, too. What else can be got of the operation stays at its home. */
function aliasView(
  view: OperationView,
  { path }: Resource,
  method: string,
  model: SdkModel,
): OperationView {
  const access = [model.client.variableName, ...path, method].join(".");
  // A method that streams where its request says so is one method; a second one for the stream is not repeated.
  const stream =
    view.stream === null || view.streamFlag === null
      ? null
      : { ...view.stream, methodName: method, access };
  return {
    ...view,
    methodName: method,
    access,
    receiver: "this.#client",
    stream,
    alternatives: [],
  };
}

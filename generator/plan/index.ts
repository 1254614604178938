import type {
  Plan,
  PlannedFile,
  Resource,
  Samples,
  SdkModel,
  TemplateSet,
} from "../contract/index.js";
import { holds } from "../lib/conversion.js";
import { namesIn } from "../lib/type.js";
import { clientView } from "./client-view.js";
import type {
  CommonContext,
  OperationContext,
  OperationView,
  PackageContext,
  PageContext,
  PageView,
  ResourceContext,
  ResourceLink,
  ResourceView,
} from "./contexts.js";
import {
  conversionScope,
  conversionValue,
  lateConstantIn,
  type ConversionScope,
} from "./conversions.js";
import { docsPages, type DocsPage } from "./docs.js";
import { errorViews } from "./errors-view.js";
import { featuredOf } from "./featured.js";
import { operationView, type OperationScope } from "./operation-view.js";
import { requestDefaults } from "./request-defaults.js";
import { collectSymbols } from "./symbols.js";
import { BUILTIN_PREFIX, EXTRA_PREFIX } from "./templates.js";
import { validationView } from "./validation-view.js";
import { webhooksView } from "./webhooks-view.js";
import { xmlConstants, xmlContentViews } from "./xml.js";

export type * from "./contexts.js";

/**
 * Which files to make, from which template, with which context. Nothing is rendered yet. `openapi` is what openapi-typescript makes of
 * the document; `null` where nobody asked for it.
 *
 * Paths below `templates/package/` are the paths of the generated package, without `.hbs`; `[operation]`, `[resource]` and
 * `[page]` stand for one file each.
 */
export function plan(
  model: SdkModel,
  samples: Samples,
  templates: TemplateSet,
  openapi: string | null = null,
): Plan {
  const views = makeViews(model, samples, openapi);
  const files = [...templates.templates.keys()].sort().flatMap((id) => plannedFiles(id, views));
  return {
    files,
    samples: plannedSamples(templates, views),
    symbols: collectSymbols(model, views.package, views.resources, templates),
  };
}

/** What the file names' placeholders stand for, with the context of each kind of template. */
interface Views {
  readonly common: CommonContext;
  readonly package: PackageContext;
  readonly resources: readonly ResourceView[];
}

function makeViews(model: SdkModel, samples: Samples, openapi: string | null): Views {
  const pages = docsPages(model);
  const scope: OperationScope = {
    declarations: new Map(model.types.map((type) => [type.name, type])),
    taken: typeNames(model),
    functions: new Set(model.operations.map(({ names }) => names.function)),
    methods: methodNames(model),
    conversions: conversionsOf(model),
    xml: xmlConstants(model, constantsTaken(model)),
    samples,
  };
  const operations = new Map(
    model.operations.map((operation) => {
      const docs = pages.links.get(operation.id) ?? "README.md";
      return [operation.id, operationView(operation, model, scope, docs)] as const;
    }),
  );
  const byId = (ids: readonly string[]) => ids.flatMap((id) => operations.get(id) ?? []);
  const resources = resourceViews(model, byId);
  const common: CommonContext = {
    package: model.package,
    api: model.api,
    client: clientView(model.client, model.operations, scope.conversions),
  };
  const all = [...operations.values()];
  const clientOperations = byId(
    model.operations.filter(({ names }) => names.group.length === 0).map(({ id }) => id),
  );
  return {
    common,
    resources,
    package: {
      ...common,
      topResources: model.resources.map(link),
      clientOperations,
      operations: all,
      errors: errorViews(model, scope),
      types: model.types,
      conversions: conversionViews(scope.conversions),
      xmlContents: xmlContentViews(model, scope.xml),
      pages: pages.pages.map((page) => pageView(page, byId(page.operations))),
      openapi,
      webhooks: webhooksView(model, scope.conversions),
      validation: validationView(model),
      featured: featuredOf(model, all),
      requestDefaults: requestDefaults(model, all),
      uses: usesOf(model, all, scope.conversions),
    },
  };
}

/** Every file of an operation may name the constants beside its own function, and the runtime's. */
function conversionsOf(model: SdkModel): ConversionScope {
  return conversionScope(model, constantsTaken(model));
}

function constantsTaken(model: SdkModel): ReadonlySet<string> {
  const functions = model.operations.map(({ names }) => names.function);
  return new Set([...typeNames(model), ...functions]);
}

function conversionViews(scope: ConversionScope): PackageContext["conversions"] {
  return [...scope.named].map(([typeName, conversion]) => ({
    typeName,
    name: scope.constants.get(typeName) ?? "",
    value: conversionValue(conversion, scope, lateConstantIn),
  }));
}

function usesOf(
  model: SdkModel,
  all: readonly OperationView[],
  { named }: ConversionScope,
): PackageContext["uses"] {
  const used = new Set([
    ...model.types.flatMap(({ type }) => [...namesIn(type)]),
    ...all.flatMap(({ response, stream, request }) =>
      [
        response.type,
        ...(stream === null ? [] : [stream.type]),
        ...[request, ...request.variants].flatMap(({ members }) => members.map(({ type }) => type)),
      ].flatMap(({ type }) => [...namesIn(type)]),
    ),
  ]);
  return {
    files: used.has("Uploadable") || used.has("BinaryResponse"),
    resources: model.resources.length > 0,
    unmappedTags: used.has("UnmappedTag"),
    streams: used.has("Stream"),
    pages: all.some(({ paging }) => paging !== null),
    conversions: named.size > 0,
    xml: usesXml(model),
    xmlContents: model.xmlContents.length > 0,
    dates: [...named.values()].some((conversion) => holds(conversion, "dateTime", named)),
    int64: [...named.values()].some((conversion) => holds(conversion, "int64", named)),
  };
}

/** Some body is a structure in XML. */
function usesXml({ operations, errors }: SdkModel): boolean {
  const contents = operations.flatMap(({ body, successes }) => [
    ...(body?.contents ?? []),
    ...successes.flatMap(({ contents: [primary], alternatives }) => [primary, ...alternatives]),
  ]);
  return [...contents, ...errors].some((each) => each !== undefined && each.xml !== null);
}

/** What the plan's own names must keep clear of. */
function typeNames({ types, operations, errors, client }: SdkModel): Set<string> {
  return new Set([
    ...types.map(({ name }) => name),
    ...errors.map(({ name }) => name),
    ...operations.flatMap(({ names }) => [names.requestType, names.responseType, names.errorType]),
    client.className,
    client.coreName,
    client.optionsName,
    client.baseErrorName,
  ]);
}

/** `group.method`, and `group.property` for the groups in it. */
function methodNames({ operations, resources }: SdkModel): Set<string> {
  const methods = operations.map(({ names }) => `${names.group.join(".")}.${names.method}`);
  const groups = flatten(resources).map(
    ({ path, property }) => `${path.slice(0, -1).join(".")}.${property}`,
  );
  const aliases = flatten(resources).flatMap(({ path, aliases: own }) =>
    own.map(({ method }) => `${path.join(".")}.${method}`),
  );
  return new Set([...methods, ...groups, ...aliases]);
}

function flatten(resources: readonly Resource[]): readonly Resource[] {
  return resources.flatMap((resource) => [resource, ...flatten(resource.children)]);
}

function link({ property, className, description }: Resource): ResourceLink {
  return { property, className, description };
}

function resourceViews(
  model: SdkModel,
  byId: (ids: readonly string[]) => readonly OperationView[],
): readonly ResourceView[] {
  return flatten(model.resources).map((resource) =>
    resourceView(resource, model, [
      ...byId(resource.operations),
      ...resource.aliases.flatMap(({ operation, method }) =>
        byId([operation]).map((view) => aliasView(view, resource, method, model)),
      ),
    ]),
  );
}

function resourceView(
  resource: Resource,
  model: SdkModel,
  operations: ResourceView["operations"],
): ResourceView {
  return {
    ...link(resource),
    fileName: resource.file,
    title: resource.title,
    access: [model.client.variableName, ...resource.path].join("."),
    operations,
    children: resource.children.map(link),
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

function pageView(
  { fileName, title, description, access }: DocsPage,
  operations: PageView["operations"],
): PageView {
  return { fileName, path: `docs/${fileName}.md`, title, description, access, operations };
}

function plannedFiles(id: string, views: Views): readonly PlannedFile[] {
  const path = packagePath(id);
  if (path === null) return [];
  const target = path.replace(/\.hbs$/, "");
  if (target === "src/node.ts" && !views.package.uses.files) return [];
  if (target === path) return [{ path: target, templateId: id, context: null }];
  if (isLeftOut(target, views.package)) return [];
  const { common } = views;
  const each = <T extends { readonly fileName: string }>(
    placeholder: string,
    items: readonly T[],
    context: (item: T) => OperationContext | ResourceContext | PageContext,
  ) =>
    items.map((item) => ({
      path: target.replaceAll(placeholder, item.fileName),
      templateId: id,
      context: context(item),
    }));
  if (target.includes("[operation]")) {
    return each("[operation]", views.package.operations, (operation) => ({ ...common, operation }));
  }
  if (target.includes("[resource]")) {
    return each("[resource]", views.resources, (resource) => ({ ...common, resource }));
  }
  if (target.includes("[page]")) {
    return each("[page]", views.package.pages, (page) => ({ ...common, page }));
  }
  return [{ path: target, templateId: id, context: views.package }];
}

/** Templates of samples make one text for each operation, in the order of the document. */
function plannedSamples(
  { templates }: TemplateSet,
  { common, package: all }: Views,
): PlannedFile[] {
  const ids = [...templates.keys()].filter((id) => id.startsWith("samples/")).sort();
  return ids.flatMap((templateId) =>
    all.operations.map((operation) => ({
      path: templateId.replace("[operation]", operation.fileName).replace(/\.hbs$/, ""),
      templateId,
      context: { ...common, operation },
    })),
  );
}

/** Entries that a package has only where there is something in them. */
function isLeftOut(
  target: string,
  { openapi, webhooks, validation, uses }: PackageContext,
): boolean {
  if (target === "src/openapi.ts") return openapi === null;
  if (target === "src/core/conversions.ts") return !uses.conversions;
  if (target === "src/core/xml-contents.ts") return !uses.xmlContents;
  if (target === "src/webhooks.ts") return webhooks === null;
  return (target === "src/validation.ts" || target === "src/schemas.ts") && validation === null;
}

/** Where in the package a template ends up, or `null` for partials and hidden built-ins. */
function packagePath(id: string): string | null {
  if (id.startsWith(BUILTIN_PREFIX)) return null;
  const path = id.startsWith(EXTRA_PREFIX) ? id.slice(EXTRA_PREFIX.length) : id;
  return path.startsWith("package/") ? path.slice("package/".length) : null;
}

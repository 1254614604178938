import type { Plan, PlannedFile, Samples, SdkModel, TemplateSet } from "../contract/index.js";
import { clientView } from "./client-view.js";
import type { CommonContext, OperationView, PackageContext, PageView } from "./contexts.js";
import {
  conversionScope,
  conversionValue,
  lateConstantIn,
  type ConversionScope,
} from "./conversions.js";
import { docsPages, type DocsPage } from "./docs.js";
import { errorViews } from "./errors-view.js";
import { formerViews } from "./former-views.js";
import { featuredOf } from "./featured.js";
import { packageFiles, type Views } from "./files.js";
import { operationView } from "./operation-view.js";
import { policiesOf, withPolicies, withPolicy } from "./policies.js";
import { requestDefaults } from "./request-defaults.js";
import { resourceLink, resourceViews } from "./resource-views.js";
import type { OperationScope } from "./scope.js";
import { exportsOf } from "./symbols.js";
import { constantNames, methodNames, typeNames } from "./taken-names.js";
import { usesOf } from "./uses.js";
import { validationView } from "./validation-view.js";
import { webhooksView } from "./webhooks-view.js";
import { xmlConstants, xmlContentViews } from "./xml.js";

export type * from "./contexts.js";

/**
 * Which files to make, from which template, with which context. Nothing is rendered yet. `openapi` is what openapi-typescript makes of
 * the document; `null` where nobody asked for it.
 *
 * Paths below `templates/package/` are the paths of the generated package, without `.hbs`; `[operation]`, `[former]`,
 * `[resource]` and `[page]` stand for one file each. What else is so of a file, its template says: see `front-matter.ts`.
 *
 * @throws {SpecwrightError} `template-front-matter` where a template says of itself what its context does not have.
 */
export function plan(
  model: SdkModel,
  samples: Samples,
  templates: TemplateSet,
  openapi: string | null = null,
): Plan {
  const views = makeViews(model, samples, openapi);
  const { files, symbols } = packageFiles(templates, views);
  return {
    files,
    samples: plannedSamples(templates, views),
    // What the document names wins over what the runtime names: the stage of names keeps the two apart, except where no file needs both.
    symbols: new Map([...exportsOf(templates), ...symbols]),
  };
}

function makeViews(model: SdkModel, samples: Samples, openapi: string | null): Views {
  const pages = docsPages(model);
  const scope = scopeOf(model, samples);
  const views = model.operations.map((operation) =>
    operationView(operation, model, scope, pages.links.get(operation.id) ?? "README.md"),
  );
  const client = clientView(model.client, model.operations, scope.conversions);
  const defaults = requestDefaults(model, views, scope);
  const { errors, security } = defaults;
  const holders = [...views, { errors, security, retries: client.retries }];
  const policies = policiesOf(holders, constantNames(model));
  const all = views.map((view) => withPolicies(view, policies));
  const operations = new Map(all.map((view) => [view.id, view]));
  const byId = (ids: readonly string[]) => ids.flatMap((id) => operations.get(id) ?? []);
  const former = formerViews(model, scope, operations);
  const resources = resourceViews(model, byId, former);
  const common: CommonContext = {
    package: model.package,
    api: model.api,
    client: withPolicy(client, policies),
  };
  const clientOperations = [
    ...byId(model.operations.filter(({ names }) => names.group.length === 0).map(({ id }) => id)),
    ...former.methodsOf([]),
  ];
  return {
    common,
    resources,
    package: {
      ...common,
      topResources: model.resources.map((resource) => resourceLink(resource, model)),
      clientOperations,
      operations: all,
      errors: errorViews(model, scope),
      errorAliases: model.errorAliases,
      formerOperations: former.modules,
      types: model.types,
      conversions: conversionViews(scope.conversions),
      xmlContents: xmlContentViews(model, scope.xml),
      pages: pages.pages.map((page) => pageView(page, byId)),
      openapi,
      webhooks: webhooksView(model, scope.conversions),
      validation: validationView(model),
      featured: featuredOf(model, all),
      requestDefaults: {
        ...defaults,
        errorTable: policies.errorsOf(defaults.errors),
        securityConstant: policies.securityOf(defaults.security),
      },
      policies: policies.view,
      uses: usesOf(model, all, scope.conversions),
    },
  };
}

function scopeOf(model: SdkModel, samples: Samples): OperationScope {
  return {
    declarations: new Map(model.types.map((type) => [type.name, type])),
    taken: typeNames(model),
    functions: new Set(
      model.operations.flatMap(({ names }) =>
        [names, ...names.former].map((each) => each.function),
      ),
    ),
    methods: methodNames(model),
    conversions: conversionsOf(model),
    xml: xmlConstants(model, constantNames(model)),
    samples,
  };
}

/** Every file of an operation may name the constants beside its own function, and the runtime's. */
function conversionsOf(model: SdkModel): ConversionScope {
  return conversionScope(model, constantNames(model));
}

function conversionViews(scope: ConversionScope): PackageContext["conversions"] {
  return [...scope.named].map(([typeName, conversion]) => ({
    typeName,
    name: scope.constants.get(typeName) ?? "",
    value: conversionValue(conversion, scope, lateConstantIn),
  }));
}

function pageView(
  { fileName, title, description, access, operations, aliases }: DocsPage,
  byId: (ids: readonly string[]) => readonly OperationView[],
): PageView {
  return {
    fileName,
    path: `docs/${fileName}.md`,
    title,
    description,
    access,
    operations: byId(operations),
    aliases: aliases.flatMap(({ operation, method }) =>
      byId([operation]).map((home) => ({
        methodName: method,
        access: `${access}.${method}`,
        home: home.access,
        href: home.docs.replace(/^docs\//, ""),
        docs: home.docs,
        summary: home.summary,
      })),
    ),
  };
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

/** The stage `model`: what the generated package is, before any text. */
import type {
  ClientModel,
  Conversions,
  NameTable,
  Operation,
  OperationSite,
  Report,
  ResolvedConfig,
  SdkModel,
  Survey,
  Types,
} from "../contract/index.js";
import { texts } from "../lib/read.js";
import { camelCase } from "../lib/words.js";
import type { ModelContext } from "./context.js";
import { createErrorCollector } from "./response/error.js";
import { globalsOf } from "./operation/globals.js";
import { apiModel, packageModel } from "./api/info.js";
import { operationOf } from "./operation/operation.js";
import { CLIENT_OPTION_NAMES } from "./reserved.js";
import { resourcesOf } from "./api/resource.js";
import { retriesOf } from "./operation/retries.js";
import { securityOf, type Security } from "./security/security.js";
import { errorAliases, typeAliases } from "./aliases.js";
import { sensitiveNames } from "./security/sensitive.js";
import { clientServers } from "./api/server.js";
import { webhooksOf } from "./api/webhook.js";
import { createXmlReader } from "./xml/index.js";

/**
 * Pure: the same input gives the same model. Every operation that `names` has a name for comes out; what cannot be represented
 * exactly is reported.
 */
export function model(
  survey: Survey,
  names: NameTable,
  types: Types,
  config: ResolvedConfig,
  report: Report,
): SdkModel {
  const { document } = survey;
  const conversions = conversionsIn(types);
  const reported = new Set<string>();
  const context: ModelContext = {
    survey,
    document,
    names,
    types,
    conversions,
    config,
    xml: createXmlReader(survey, names, config),
    report,
    reported,
  };
  const sites = survey.operations.filter(
    (site) => site.kind === "operation" && names.operations[site.pointer] !== undefined,
  );
  const options = new Set(CLIENT_OPTION_NAMES);
  const servers = clientServers(context);
  const security = securityOf(context, sites, servers, options);
  const globals = globalsOf(context, options, envOf(security));
  const retries = retriesOf(context, document.root, "");
  const errors = createErrorCollector(context, `${names.client}DefaultError`);
  const shared = { servers, retries, globals, security, errors };
  const operations = uniqueIds(
    sites.flatMap((site) => {
      const own = names.operations[site.pointer];
      return own === undefined ? [] : [operationOf(context, site, own, shared)];
    }),
  );
  const api = apiModel(context);
  return {
    package: packageModel(context, api),
    api,
    client: clientModel(names, {
      servers,
      retries,
      securitySchemes: security.schemes,
      globals: globals.list,
      sensitive: sensitiveNames(context),
    }),
    resources: resourcesOf(context, operations, tagsOf(sites, operations)),
    operations,
    errors: errors.all(),
    errorAliases: errorAliases(names),
    webhooks: webhooksOf(context),
    webhookConversion: types.webhookConversion,
    types: [...types.declarations, ...typeAliases(names, types)],
    xmlContents: context.xml.contents(),
    validates: config.validation,
  };
}

function envOf({ schemes }: Security): ReadonlySet<string> {
  return new Set(
    schemes.flatMap(({ options, oauth2 }) =>
      [...options, ...(oauth2?.parameters ?? [])].map(({ env }) => env),
    ),
  );
}

function conversionsIn({ declarations }: Types): Conversions {
  return new Map(
    declarations.flatMap(({ name, conversion }) =>
      conversion === undefined ? [] : [[name, conversion]],
    ),
  );
}

type Derived = Pick<
  ClientModel,
  "servers" | "securitySchemes" | "globals" | "retries" | "sensitive"
>;

function clientModel(names: NameTable, derived: Derived): ClientModel {
  return {
    className: names.client,
    variableName: camelCase(names.client),
    coreName: `${names.client}Core`,
    optionsName: `${names.client}Options`,
    baseErrorName: `${names.client}Error`,
    defaultErrorName: `${names.client}DefaultError`,
    envPrefix: names.envPrefix,
    ...derived,
  };
}

/** An id that two operations share would be ambiguous; the later ones take their function's name, which is unique. */
function uniqueIds(operations: readonly Operation[]): readonly Operation[] {
  const seen = new Set<string>();
  return operations.map((operation) => {
    const id = seen.has(operation.id) ? operation.names.function : operation.id;
    seen.add(id);
    return id === operation.id ? operation : { ...operation, id };
  });
}

function tagsOf(
  sites: readonly OperationSite[],
  operations: readonly Operation[],
): ReadonlyMap<string, readonly string[]> {
  return new Map(operations.map(({ id }, index) => [id, texts(sites[index]?.operation["tags"])]));
}

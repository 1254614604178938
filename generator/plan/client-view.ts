import type { ClientModel, Operation } from "../contract/index.js";
import type { ClientView } from "./contexts.js";
import { retryView, serverDefinition, serverView } from "./operation-view.js";
import { choosesServer } from "../lib/servers.js";
import type { ConversionScope } from "./conversions.js";
import { shownDefault } from "./shown-default.js";
import { securityReference } from "./security.js";

/** What the client's file says about the API as a whole. `operations` may have servers of their own. */
export function clientView(
  client: ClientModel,
  operations: readonly Operation[],
  conversions: ConversionScope,
): ClientView {
  const isChoice = choosesServer([client.servers, ...operations.map(({ servers }) => servers)]);
  const credentials = client.securitySchemes.flatMap(({ options, oauth2 }) => [
    ...options.map(({ role, ...option }) => ({ ...option, isSecret: role !== "tokenUrl" })),
    ...(oauth2?.parameters ?? []).map(({ name, env, description }) => ({
      name,
      env,
      description,
      isSecret: false,
    })),
  ]);
  const servers = client.servers.map((server) => serverView(server, isChoice));
  return {
    className: client.className,
    variableName: client.variableName,
    coreName: client.coreName,
    optionsName: client.optionsName,
    baseErrorName: client.baseErrorName,
    errorGuardName: `is${client.baseErrorName}`,
    defaultErrorName: client.defaultErrorName,
    envPrefix: client.envPrefix,
    servers,
    serverDefinitions: servers.map(serverDefinition),
    choosesServer: isChoice,
    // Two schemes may share an option, such as one key that is sent as a header here and in the query there.
    credentials: [...new Map(credentials.map((option) => [option.name, option])).values()],
    fetchesTokens: credentials.some(({ isSecret }) => !isSecret),
    security: client.securitySchemes.map((scheme) => ({
      id: scheme.id,
      reference: securityReference(scheme),
    })),
    globals: client.globals.map((global) => ({
      property: global.property,
      env: global.env,
      type: global.type,
      description: global.description,
      facts: global.facts,
      default: shownDefault(global, conversions),
      hidden: global.hidden,
      in: global.in,
      wireName: global.wireName,
    })),
    sensitive: client.sensitive,
    retries: retryView(client.retries),
  };
}

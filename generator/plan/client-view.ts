import type { ClientModel } from "../contract/index.js";
import type { ClientView } from "./contexts.js";
import { retryView } from "./operation-view.js";
import { securityReference } from "./serializers.js";

export function clientView(client: ClientModel): ClientView {
  const credentials = client.securitySchemes.flatMap(({ options }) => options);
  return {
    className: client.className,
    variableName: client.variableName,
    coreName: client.coreName,
    optionsName: client.optionsName,
    baseErrorName: client.baseErrorName,
    errorGuardName: `is${client.baseErrorName}`,
    defaultErrorName: client.defaultErrorName,
    envPrefix: client.envPrefix,
    servers: client.servers.map((server) => ({
      ...server,
      isPlain: server.id === null && server.variables.length === 0,
    })),
    // Two schemes may share an option, such as one key that is sent as a header here and in the query there.
    credentials: [...new Map(credentials.map((option) => [option.name, option])).values()],
    security: client.securitySchemes.map((scheme) => ({
      id: scheme.id,
      reference: securityReference(scheme),
    })),
    globals: client.globals.map(({ property, env, type, description, wireName, in: place }) => ({
      property,
      env,
      type,
      description,
      in: place,
      wireName,
    })),
    retries: retryView(client.retries),
  };
}

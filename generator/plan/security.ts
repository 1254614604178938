import type { SecurityScheme, TokenParameter } from "../contract/index.js";
import {
  literal,
  object,
  reference,
  type RuntimeArgument,
  type RuntimeReference,
} from "./runtime-reference.js";

type Role = SecurityScheme["options"][number]["role"];

/** How a scheme signs a request. */
export function securityReference(scheme: SecurityScheme): RuntimeReference {
  const secret = option(scheme, "secret");
  switch (scheme.kind) {
    case "basic": {
      const [username, password] = [option(scheme, "username"), option(scheme, "password")];
      return reference("basic", [object({ username: given(username), password: given(password) })]);
    }
    case "apiKey":
      return reference("apiKey", [
        object({ ...secret, in: literal(scheme.in), name: literal(scheme.wireName) }),
      ]);
    case "http":
      return reference("http", [object({ ...secret, scheme: literal(scheme.scheme) })]);
    case "mutualTLS":
      return reference("noCredential");
    case "oauth2":
      return clientCredentials(scheme) ?? reference("bearer", [object(secret ?? {})]);
    case "bearer":
    case "openIdConnect":
      return reference("bearer", [object(secret ?? {})]);
  }
}

function clientCredentials(scheme: SecurityScheme): RuntimeReference | null {
  const clientId = option(scheme, "clientId");
  const settings = scheme.oauth2;
  if (clientId === null || settings === null || settings.tokenUrl === null) return null;
  return reference("oauth2", [
    object({
      token: given(option(scheme, "secret")),
      clientId: object(clientId),
      clientSecret: given(option(scheme, "clientSecret")),
      tokenUrl: object({
        ...option(scheme, "tokenUrl"),
        url: literal(settings.tokenUrl),
        followsServer: settings.followsServer ? literal(true) : null,
      }),
      scopes: literal(settings.scopes),
      parameters: tokenParameters(settings.parameters),
    }),
  ]);
}

/** By the name that the token endpoint knows; `null` where it is told nothing else. */
function tokenParameters(parameters: readonly TokenParameter[]): RuntimeArgument | null {
  if (parameters.length === 0) return null;
  const entries = parameters.map(({ wireName, name, env, default: value }) => ({
    key: wireName,
    value: object({
      option: literal(name),
      env: literal(env),
      value: value === null ? null : literal(value),
    }),
  }));
  return { kind: "object", entries };
}

type Option = Readonly<Record<"option" | "env", RuntimeArgument>>;

function option(scheme: SecurityScheme, role: Role): Option | null {
  const found = scheme.options.find((each) => each.role === role);
  return found === undefined ? null : { option: literal(found.name), env: literal(found.env) };
}

function given(value: Option | null): RuntimeArgument | null {
  return value === null ? null : object(value);
}

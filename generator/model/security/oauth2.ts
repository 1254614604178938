/**
 * OAuth 2.0: client credentials are exchanged for a token by the SDK; of the other flows it takes the resulting token.
 * @see https://spec.openapis.org/oas/v3.1.1#oauth-flows-object
 */
import type { JsonObject, Pointer, SecurityScheme, Server } from "../../contract/index.js";
import { child } from "../../lib/pointer.js";
import { object, text } from "../../lib/read.js";
import { report, type ModelContext } from "../context.js";

const FLOWS = [
  "clientCredentials",
  "authorizationCode",
  "deviceAuthorization",
  "password",
  "implicit",
] as const;

export interface OAuth2 {
  readonly flow: NonNullable<SecurityScheme["oauth2"]>;
  readonly clientCredentials: boolean;
}

export function oauth2Of(
  context: ModelContext,
  scheme: JsonObject,
  pointer: Pointer,
  servers: readonly Server[],
): OAuth2 {
  const flows = object(scheme["flows"]);
  const name = FLOWS.find((candidate) => flows[candidate] !== undefined);
  const flow = object(name === undefined ? undefined : flows[name]);
  const tokenUrl = text(flow["tokenUrl"])?.trim() ?? null;
  const clientCredentials = name === "clientCredentials" && tokenUrl !== null;
  if (!clientCredentials) {
    report(context, child(pointer, "flows"), {
      rule: "oauth2-token-from-caller",
      severity: "info",
      message:
        "The SDK sends the access token that it is given (a text or a function); it does not run this OAuth flow.",
      hint: "Nothing to do; add a `clientCredentials` flow if the API has one.",
      fix: {
        update: {
          clientCredentials: { tokenUrl: "https://auth.example.com/token", scopes: {} },
        },
        template: true,
      },
    });
  }
  return {
    flow: {
      tokenUrl,
      followsServer: tokenUrl !== null && isOnServer(tokenUrl, servers),
      authorizationUrl: text(flow["authorizationUrl"]),
      refreshUrl: text(flow["refreshUrl"]),
      scopes: Object.keys(object(flow["scopes"])),
    },
    clientCredentials,
  };
}

/**
 * Whether the token comes from a host of the document's servers, as `https://api.example.com/oauth/token` does beside the server
 * `https://api.example.com/v1`. Such a URL follows a `baseURL`, or another server: the secret must not go to a host that the user has
 * replaced. One on a host of its own, such as `https://login.example.com`, does not.
 */
function isOnServer(url: string, servers: readonly Server[]): boolean {
  const host = hostOf(url);
  return host !== null && servers.some((server) => hostOf(withDefaults(server)) === host);
}

function hostOf(url: string): string | null {
  return /^(https?:)?\/\//i.test(url) && URL.canParse(url, "https://x")
    ? new URL(url, "https://x").hostname
    : null;
}

function withDefaults({ url, variables }: Server): string {
  return url.replace(
    /\{([^{}]+)\}/g,
    (match, name: string) => variables.find((variable) => variable.name === name)?.default ?? match,
  );
}

/**
 * OAuth 2.0: client credentials are exchanged for a token by the SDK; of the other flows it takes the resulting token.
 * @see https://spec.openapis.org/oas/v3.1.1#oauth-flows-object
 */
import type { Json, JsonObject, Pointer, SecurityScheme } from "../../contract/index.js";
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

export function oauth2Of(context: ModelContext, scheme: JsonObject, pointer: Pointer): OAuth2 {
  const flows = object(scheme["flows"]);
  const name = FLOWS.find((candidate) => flows[candidate] !== undefined);
  const flow = object(name === undefined ? undefined : flows[name]);
  const tokenUrl = text(flow["tokenUrl"]);
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
      tokenUrl: tokenUrl === null ? null : absolute(context, tokenUrl),
      authorizationUrl: text(flow["authorizationUrl"]),
      refreshUrl: text(flow["refreshUrl"]),
      scopes: Object.keys(object(flow["scopes"])),
    },
    clientCredentials,
  };
}

/** The specification wants absolute URLs; a relative one is meant from the first server. */
function absolute({ document }: ModelContext, url: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return url;
  const servers = document.root["servers"];
  const server = Array.isArray(servers) ? text(object(servers[0] as Json)["url"]) : null;
  try {
    return new URL(url, server ?? document.source).href;
  } catch {
    return url;
  }
}

/**
 * OAuth 2.0: client credentials are exchanged for a token by the SDK; of the other flows it takes the resulting token.
 * @see https://spec.openapis.org/oas/v3.1.1#oauth-flows-object
 */
import type {
  JsonObject,
  Pointer,
  SecurityScheme,
  Server,
  TokenParameter,
} from "../../contract/index.js";
import { child, isObject } from "../../lib/pointer.js";
import { object, prose, text } from "../../lib/read.js";
import { camelCase } from "../../lib/words.js";
import { report, type ModelContext } from "../context.js";
import { envName } from "../operation/globals.js";
import { takeName } from "./option-name.js";

const FLOWS = [
  "clientCredentials",
  "authorizationCode",
  "deviceAuthorization",
  "password",
  "implicit",
] as const;

export interface OAuth2 {
  readonly flow: Omit<NonNullable<SecurityScheme["oauth2"]>, "parameters">;
  /** `audience` and the like, as schemas by name. */
  readonly additional: JsonObject;
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
    additional: object(flow["x-speakeasy-token-endpoint-additional-properties"]),
    clientCredentials,
  };
}

/** @see https://www.speakeasy.com/docs/sdks/customize/authentication/oauth */
export function tokenParametersOf(
  context: ModelContext,
  { additional, clientCredentials }: OAuth2,
  id: string,
  taken: Set<string>,
): readonly TokenParameter[] {
  if (!clientCredentials) return [];
  return Object.entries(additional).flatMap(([wireName, value]) => {
    if (!isObject(value)) return [];
    const option = camelCase(wireName);
    const name = takeName([option, camelCase(`${id} ${wireName}`)], taken);
    const fixed = value["default"] ?? value["const"] ?? null;
    return [
      {
        name,
        env: envName(context, name),
        description:
          prose(value["description"]) ?? `Sent to the token endpoint as \`${wireName}\`.`,
        wireName,
        default: fixed === null || typeof fixed === "object" ? null : String(fixed),
      },
    ];
  });
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

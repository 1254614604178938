/**
 * Credentials: the schemes that operations ask for, and the client options that hold them.
 * @see https://spec.openapis.org/oas/v3.1.1#security-scheme-object
 */
import type {
  Json,
  JsonObject,
  OperationSite,
  Pointer,
  SecurityScheme,
  Server,
} from "../../contract/index.js";
import { child, follow, isObject } from "../../lib/pointer.js";
import { list, namedEntries, object, prose, text } from "../../lib/read.js";
import { camelCase, capitalise } from "../../lib/words.js";
import { report, type ModelContext } from "../context.js";
import { envName } from "../operation/globals.js";
import { oauth2Of, tokenParametersOf, type OAuth2 } from "./oauth2.js";
import { takeName } from "./option-name.js";
import { withRequiredKeys } from "./required-keys.js";

const ANONYMOUS: readonly (readonly string[])[] = [[]];

export interface Security {
  /** Those that an operation asks for, in document order. */
  readonly schemes: readonly SecurityScheme[];
  /** @see https://spec.openapis.org/oas/v3.1.1#security-requirement-object */
  requirementsOf(site: OperationSite): readonly (readonly string[])[];
}

/** `taken` grows by the names of the options that are given here. */
export function securityOf(
  context: ModelContext,
  sites: readonly OperationSite[],
  servers: readonly Server[],
  taken: Set<string>,
): Security {
  const declared = new Map(
    namedEntries(object(context.document.root["components"])["securitySchemes"]),
  );
  const bySite = new Map(
    sites.map((site) => {
      const asked = requirements(context, site, declared);
      return [site, withRequiredKeys(context, site, asked, declared)] as const;
    }),
  );
  const used = new Set([...bySite.values()].flat(2));
  const schemes = [...declared.keys()].flatMap((id) =>
    used.has(id) ? schemeOf(context, id, declared.get(id), { servers, taken }) : [],
  );
  reportUnused(
    context,
    [...declared.keys()].filter((id) => !used.has(id)),
    sites.length,
  );
  return { schemes, requirementsOf: (site) => bySite.get(site) ?? ANONYMOUS };
}

/**
 * The operation's own take the place of the document's; an empty list and an empty alternative both mean: no credential needed.
 * The empty one goes last, wherever it stands: a credential that the caller has is sent.
 */
function requirements(
  context: ModelContext,
  site: OperationSite,
  declared: ReadonlyMap<string, Json>,
): readonly (readonly string[])[] {
  const own = site.operation["security"];
  const value = own ?? context.document.root["security"];
  const pointer = own === undefined ? "/security" : child(site.canonical, "security");
  const alternatives = list(value).flatMap((alternative, index) => {
    const ids = Object.keys(object(alternative)).map((id) =>
      id.replace(/^#\/components\/securitySchemes\//, ""),
    );
    const unknown = ids.filter((id) => !isObject(declared.get(id)));
    for (const id of unknown) reportUnknown(context, id, child(pointer, index));
    return unknown.length > 0 ? [] : [ids];
  });
  const [needy, free] = [
    alternatives.filter((ids) => ids.length > 0),
    alternatives.filter((ids) => ids.length === 0),
  ];
  return alternatives.length > 0 ? [...needy, ...free.slice(0, 1)] : ANONYMOUS;
}

function reportUnknown(context: ModelContext, id: string, pointer: Pointer): void {
  report(context, pointer, {
    rule: "security-scheme-unknown",
    severity: "warning",
    message: `\`security\` asks for the scheme "${id}", which \`components.securitySchemes\` does not have; that alternative is left out.`,
    hint: "Declare the scheme, or correct its name.",
    fix: {
      at: "",
      update: { components: { securitySchemes: { [id]: { type: "http", scheme: "bearer" } } } },
      template: true,
    },
  });
}

function reportUnused(context: ModelContext, ids: readonly string[], operationCount: number): void {
  if (operationCount === 0) return;
  for (const id of ids) {
    report(context, child("/components/securitySchemes", id), {
      rule: "security-scheme-unused",
      severity: "info",
      message: `No operation asks for the security scheme "${id}", so the SDK has no option for it.`,
      hint: `Add \`security: [{ ${id}: [] }]\` to the document or to the operations that need it.`,
      fix: { remove: true, template: true },
    });
  }
}

function schemeOf(
  context: ModelContext,
  id: string,
  value: Json | undefined,
  { servers, taken }: { readonly servers: readonly Server[]; readonly taken: Set<string> },
): readonly SecurityScheme[] {
  const pointer = child("/components/securitySchemes", id);
  const placed = follow(context.document, value, pointer);
  const scheme = placed?.value ?? {};
  const kind = kindOf(scheme);
  if (kind === null) {
    report(context, pointer, {
      rule: "security-scheme-invalid",
      severity: "warning",
      message: `The security scheme "${id}" has no known \`type\`; nothing is sent for it.`,
      hint: "Use apiKey, http, oauth2, openIdConnect or mutualTLS.",
      fix: { update: { type: "http", scheme: "bearer" }, template: true },
    });
  }
  const oauth2 = kind === "oauth2" ? oauth2Of(context, scheme, pointer, servers) : null;
  const roles = rolesOf(kind ?? "mutualTLS", oauth2?.clientCredentials ?? false);
  const options = roles.map((role) =>
    optionOf(context, { id, role, scheme, kind, flow: oauth2?.flow }, taken),
  );
  return [
    {
      id,
      kind: kind ?? "mutualTLS",
      options,
      in: kind === "apiKey" ? keyLocation(scheme) : null,
      wireName: kind === "apiKey" ? (text(scheme["name"]) ?? id) : null,
      scheme:
        kind === "http" || kind === "bearer" || kind === "basic"
          ? (text(scheme["scheme"]) ?? kind)
          : null,
      oauth2: oauth2 && {
        ...oauth2.flow,
        parameters: tokenParametersOf(context, oauth2, id, taken),
      },
      description: prose(scheme["description"]),
    },
  ];
}

function kindOf(scheme: JsonObject): SecurityScheme["kind"] | null {
  const type = scheme["type"];
  if (type === "apiKey" || type === "oauth2" || type === "openIdConnect" || type === "mutualTLS")
    return type;
  if (type !== "http") return null;
  const name = text(scheme["scheme"])?.toLowerCase();
  return name === "bearer" || name === "basic" ? name : "http";
}

function keyLocation(scheme: JsonObject): "header" | "query" | "cookie" {
  const location = scheme["in"];
  return location === "query" || location === "cookie" ? location : "header";
}

type Role = SecurityScheme["options"][number]["role"];

function rolesOf(kind: SecurityScheme["kind"], clientCredentials: boolean): readonly Role[] {
  if (kind === "mutualTLS") return [];
  if (kind === "basic") return ["username", "password"];
  return kind === "oauth2" && clientCredentials
    ? ["secret", "clientId", "clientSecret", "tokenUrl"]
    : ["secret"];
}

interface OptionSource {
  readonly id: string;
  readonly role: Role;
  readonly scheme: JsonObject;
  readonly kind: SecurityScheme["kind"] | null;
  readonly flow: OAuth2["flow"] | undefined;
}

function optionOf(
  context: ModelContext,
  source: OptionSource,
  taken: Set<string>,
): SecurityScheme["options"][number] {
  const { id, role, scheme, kind, flow } = source;
  // `x-fern-bearer`, `x-fern-header` and `x-fern-basic` name the option and its environment variable.
  const fern = object(
    object(scheme["x-fern-basic"])[role] ?? scheme["x-fern-bearer"] ?? scheme["x-fern-header"],
  );
  const short = role === "secret" ? secretName(id, kind) : role;
  const long = role === "secret" ? camelCase(id) : camelCase(`${id} ${role}`);
  const name = takeName([text(fern["name"]) ?? short, long], taken);
  return {
    name,
    env: text(fern["env"]) ?? envName(context, name),
    description: role === "tokenUrl" ? describeTokenUrl(flow) : describe(role, scheme),
    role,
  };
}

/** `apiKey` for what is called a key, `token` for what is just called bearer or auth, else the scheme's own name. */
function secretName(id: string, kind: SecurityScheme["kind"] | null): string {
  if (/api[_-]?key|^key$|^x-.*key$/i.test(id)) return "apiKey";
  if (kind === "oauth2" || kind === "openIdConnect") return "accessToken";
  const isPlain =
    /^(http|default)?[_-]?(bearer|jwt|token|auth|authorization|oauth2?|access[_-]?token)?[_-]?(auth|authorization|authentication|token|jwt|key|format|http|scheme)?$/i.test(
      id,
    );
  if (isPlain) return kind === "apiKey" ? "apiKey" : "token";
  return camelCase(id);
}

const ROLE_WORDS: Readonly<Record<Exclude<Role, "secret" | "tokenUrl">, string>> = {
  username: "Username",
  password: "Password",
  clientId: "OAuth client id",
  clientSecret: "OAuth client secret",
};

function describeTokenUrl(flow: OAuth2["flow"] | undefined): string {
  const url = flow?.tokenUrl ?? "";
  const isAbsolute = /^(https?:)?\/\//i.test(url);
  const base = isAbsolute ? "" : ", relative to the base URL";
  const host = flow?.followsServer ? ", at the host of the base URL" : base;
  return `Where the OAuth client id and secret are exchanged for a token. The API's own is \`${url}\`${host}.`;
}

function describe(role: Exclude<Role, "tokenUrl">, scheme: JsonObject): string {
  if (role !== "secret") return `${ROLE_WORDS[role]}.`;
  const own = prose(scheme["description"]);
  if (own !== null) return own;
  if (scheme["type"] === "apiKey")
    return `API key, sent as the ${keyLocation(scheme)} parameter \`${text(scheme["name"]) ?? ""}\`.`;
  if (scheme["type"] === "http") {
    const name = capitalise(text(scheme["scheme"])?.toLowerCase() ?? "bearer");
    return `Credential, sent as \`Authorization: ${name} ...\`.`;
  }
  return "Access token, sent as `Authorization: Bearer ...`.";
}

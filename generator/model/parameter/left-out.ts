/** Parameters that are no arguments: the document, the client or the platform says what is sent. */
import type { Located, OperationSite, Parameter } from "../../contract/index.js";
import { isIgnored } from "../../lib/extensions.js";
import type { Fix } from "../../lib/overlay.js";
import { object } from "../../lib/read.js";
import { report, type ModelContext } from "../context.js";
import { isImpliedByPath, isSameName } from "./shape.js";
import type { Security } from "../security/security.js";

interface Declared {
  readonly placed: Located;
  readonly location: Parameter["in"];
  readonly name: string;
}

/** Without what stands in its path there is no request: that is always an argument. */
export function isLeftOut(
  context: ModelContext,
  site: OperationSite,
  declared: Declared,
  security: Security,
): boolean {
  const { location, name, placed } = declared;
  if (location === "path") return false;
  if (isIgnored(placed.value) || isIgnored(object(placed.value["schema"]))) return true;
  if (location === "query" && isImpliedByPath(site.path, name)) return true;
  return (
    (location === "header" && isMeaningless(context, site, declared, security)) ||
    isCredential(context, site, declared, security)
  );
}

/** The specification: a header parameter of these names "shall be ignored", because other fields of the document set them. */
const SENT_ELSEWHERE: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

/** They are about the connection or the length of the body, which only the platform knows; `fetch` refuses most of them. */
const SET_BY_PLATFORM: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

function isMeaningless(
  context: ModelContext,
  site: OperationSite,
  { placed: { pointer }, name }: Declared,
  security: Security,
): boolean {
  const key = name.toLowerCase();
  const isElsewhere = SENT_ELSEWHERE.has(key);
  if (!isElsewhere && !SET_BY_PLATFORM.has(key)) return false;
  if (key === "authorization" && security.requirementsOf(site).flat().length === 0) {
    reportUndescribed(context, site, pointer);
    return true;
  }
  const why = isElsewhere
    ? "OpenAPI describes it by other means"
    : "the platform's `fetch` sets it";
  report(context, pointer, {
    rule: "header-parameter-ignored",
    severity: "info",
    message: `The header parameter "${name}" has no effect: ${why}.`,
    hint: isElsewhere
      ? "Describe credentials by `security`, and media types by the `content` of bodies and responses."
      : "Nothing to do; it says nothing that a caller could decide.",
    ...removal(pointer),
  });
  return true;
}

const AUTHORIZATION = "Authorization";

/** Of the first operation only: where one is so, mostly all are. */
function reportUndescribed(context: ModelContext, site: OperationSite, pointer: string): void {
  if (context.reported.has(AUTHORIZATION)) return;
  context.reported.add(AUTHORIZATION);
  report(context, pointer, {
    rule: "authorization-not-described",
    severity: "warning",
    message: `${site.method.toUpperCase()} ${site.path} has a header parameter "Authorization", which OpenAPI ignores, and no \`security\`; the SDK sends no credentials.`,
    hint: "Describe them by a security scheme; until then the SDK's user gives the header by the client's option `headers`.",
    ...(site.canonical.startsWith("/paths/") ? { fix: bearerFor(site) } : {}),
  });
}

function bearerFor({ path, method }: OperationSite): Fix {
  return {
    at: "",
    update: {
      components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
      paths: { [path]: { [method]: { security: [{ bearer: [] }] } } },
    },
    template: true,
  };
}

/** An API key that every alternative of the operation asks for: the client has it. */
function isCredential(
  context: ModelContext,
  site: OperationSite,
  { placed: { pointer }, location, name }: Declared,
  security: Security,
): boolean {
  const scheme = security.schemes.find(
    (each) => each.in === location && isSameName(location, each.wireName, name),
  );
  const alternatives = security.requirementsOf(site).filter((ids) => ids.length > 0);
  if (scheme === undefined || alternatives.length === 0) return false;
  if (!alternatives.every((ids) => ids.includes(scheme.id))) return false;
  report(context, pointer, {
    rule: "parameter-is-credential",
    severity: "info",
    message: `The ${location} parameter "${name}" of ${site.method.toUpperCase()} ${site.path} is what the security scheme "${scheme.id}" describes; the client sends it.`,
    hint: "Nothing to do; remove the parameter, or the scheme from the operation's `security` if each call is to say it.",
    ...removal(pointer),
  });
  return true;
}

/** What a component is referred to by would lead nowhere. */
function removal(pointer: string): { readonly fix?: { readonly remove: true } } {
  return pointer.startsWith("/paths/") ? { fix: { remove: true } } : {};
}

/** Whether a request carries one of the alternatives that the document asks for. */
import type { SeenRequest } from "./server.js";
import { data, type Source, type SourceOperation, type SourceParameter } from "./source.js";

const given = /-given$/;

/** What is missing; empty where one alternative is met, or where none is asked for. */
export function judgeCredentials(
  seen: SeenRequest,
  operation: SourceOperation,
  source: Source,
): string[] {
  // Every credential is given, so a call goes without one only where none is asked for.
  const alternatives = operation.security.filter((each) => Object.keys(each).length > 0);
  if (alternatives.length === 0) return [];
  const isMet = alternatives.some((alternative) =>
    Object.keys(alternative).every((scheme) => carries(seen, data(source.schemes[scheme]))),
  );
  return isMet
    ? []
    : [
        `no credentials for ${JSON.stringify(operation.security)}: ${seen.headers["authorization"] ?? "no Authorization header"}`,
      ];
}

/** A parameter that is the API key of a scheme that the operation asks for: the client has it. */
export function isCredential(
  source: Source,
  { security }: SourceOperation,
  parameter: SourceParameter,
): boolean {
  const schemes = security.flatMap((each) => Object.keys(each)).map((id) => source.schemes[id]);
  const name = parameter.name.toLowerCase();
  return schemes
    .map(data)
    .some((each) => each["in"] === parameter.in && String(each["name"]).toLowerCase() === name);
}

/** Query names that hold credentials. */
export function credentialNames(source: Source): Set<string> {
  const schemes = Object.values(source.schemes).map(data);
  return new Set(
    schemes.filter((each) => each["in"] === "query").map((each) => String(each["name"])),
  );
}

function carries(seen: SeenRequest, scheme: ReturnType<typeof data>): boolean {
  const authorization = seen.headers["authorization"] ?? "";
  const kind = scheme["type"] === "http" ? String(scheme["scheme"]).toLowerCase() : scheme["type"];
  const name = String(scheme["name"]);
  switch (kind) {
    case "basic": {
      const [user = "", password = ""] = Buffer.from(authorization.replace(/^Basic /, ""), "base64")
        .toString()
        .split(":");
      return authorization.startsWith("Basic ") && given.test(user) && given.test(password);
    }
    case "apiKey":
      if (scheme["in"] === "header") return given.test(seen.headers[name.toLowerCase()] ?? "");
      if (scheme["in"] === "query")
        return given.test(new URLSearchParams(seen.query).get(name) ?? "");
      return (seen.headers["cookie"] ?? "")
        .split("; ")
        .some((pair) => pair.startsWith(`${name}=`) && given.test(pair));
    case "bearer":
    case "oauth2":
    case "openIdConnect":
      return /^Bearer .+-given$/.test(authorization);
    case "mutualTLS":
    // A requirement that names a scheme which the document does not define says nothing.
    case undefined:
      return true;
    default:
      return (
        authorization.toLowerCase().startsWith(`${String(kind)} `) && given.test(authorization)
      );
  }
}

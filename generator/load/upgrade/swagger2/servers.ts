/** `host`, `basePath` and `schemes`: to server URLs. @see https://spec.openapis.org/oas/v2.0#fixed-fields */
import { isUrl } from "../../read/address.js";
import { isNode, own, type Node, type Value } from "../../value.js";

/** `inputId`: what was read; a document without a host means the host that it came from. */
export function serversOf(
  root: Node,
  inputId: string,
  schemes: Value | undefined = own(root, "schemes"),
): Node[] {
  const base = text(own(root, "basePath")) ?? "";
  const template = own(root, "x-ms-parameterized-host");
  const origin = isUrl(inputId) ? new URL(inputId) : null;
  if (isNode(template))
    return [templatedServer(template, schemesOf(schemes, origin, "")[0] ?? "https", base)];
  const host = text(own(root, "host")) ?? origin?.host ?? null;
  if (host === null) return base === "" ? [] : [{ url: base }];
  return schemesOf(schemes, origin, host).map((scheme) => ({
    url: `${scheme}://${host}${base === "/" ? "" : base}`,
  }));
}

/** Without a scheme the one that the document came by counts; of a file nobody knows, and everyone has https. */
function schemesOf(schemes: Value | undefined, origin: URL | null, host: string): string[] {
  const given = Array.isArray(schemes)
    ? schemes.filter((scheme): scheme is string => typeof scheme === "string")
    : [];
  const http = given
    .filter((scheme) => /^https?$/i.test(scheme))
    .sort()
    .reverse();
  if (http.length > 0) return http;
  if (given.length > 0) return given;
  if (origin !== null) return [origin.protocol.replace(":", "")];
  return [/^(?:localhost|127\.|\[::1\])/.test(host) ? "http" : "https"];
}

/** Microsoft's extension for a host with variables in it. */
function templatedServer(template: Node, scheme: string, base: string): Node {
  const host = text(own(template, "hostTemplate")) ?? "";
  const variables: Node = {};
  const parameters = own(template, "parameters");
  for (const parameter of Array.isArray(parameters) ? parameters : []) {
    if (!isNode(parameter) || typeof parameter["name"] !== "string") continue;
    const values = own(parameter, "enum");
    const first = Array.isArray(values) ? values[0] : undefined;
    variables[parameter["name"]] = {
      default: String(own(parameter, "default") ?? first ?? ""),
      ...(Array.isArray(values) ? { enum: values.map(String) } : {}),
      ...(typeof parameter["description"] === "string"
        ? { description: parameter["description"] }
        : {}),
    };
  }
  const prefix = template["useSchemePrefix"] === false ? "" : `${scheme}://`;
  return { url: `${prefix}${host}${base}`, variables };
}

function text(value: Value | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** Security schemes. @see https://spec.openapis.org/oas/v2.0#security-scheme-object */
import { become, isNode, own, put, type Node } from "../../value.js";

const flowNames: Readonly<Record<string, string>> = {
  implicit: "implicit",
  password: "password",
  application: "clientCredentials",
  accessCode: "authorizationCode",
};

/** In place. An API key looks the same in both versions. */
export function upgradeSecurityScheme(scheme: Node): void {
  if (scheme["type"] === "basic") {
    become(scheme, { ...rest(scheme, ["type"]), type: "http", scheme: "basic" });
  } else if (scheme["type"] === "oauth2" && !isNode(own(scheme, "flows"))) {
    const flow: Node = {};
    for (const key of ["authorizationUrl", "tokenUrl"]) {
      const url = own(scheme, key);
      if (url !== undefined) flow[key] = url;
    }
    flow["scopes"] = own(scheme, "scopes") ?? {};
    const name = flowNames[String(own(scheme, "flow"))] ?? "implicit";
    become(scheme, {
      ...rest(scheme, ["flow", "authorizationUrl", "tokenUrl", "scopes"]),
      flows: { [name]: flow },
    });
  }
}

function rest(scheme: Node, taken: readonly string[]): Node {
  const kept: Node = {};
  for (const [key, value] of Object.entries(scheme))
    if (!taken.includes(key)) put(kept, key, value);
  return kept;
}

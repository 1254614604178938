import type { ParameterSerializer } from "../../core/operation.js";
import { expand, identity } from "./expand.js";

/**
 * `style: simple` in a header: `blue,black`, without a space after the comma and without percent-encoding.
 * OpenAPI 3.1, Style Values and appendix D (Serializing Headers and Cookies).
 */
export function headerSimple({
  explode = false,
}: { readonly explode?: boolean } = {}): ParameterSerializer {
  const how = {
    first: "",
    separator: ",",
    named: false,
    ifEmpty: "",
    explode,
    encode: identity,
  } as const;
  return (name, value) => expand(name, value, how);
}

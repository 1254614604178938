import type { ParameterSerializer } from "../../core/operation.js";
import { type Expansion, expand, identity, SIMPLE } from "./expand.js";

/**
 * `style: simple` in a header: `blue,black`, without a space after the comma and without percent-encoding.
 * OpenAPI 3.1, Style Values and appendix D (Serializing Headers and Cookies).
 */
export function headerSimple({
  explode = false,
}: { readonly explode?: boolean } = {}): ParameterSerializer {
  const how: Expansion = { ...SIMPLE, explode, encode: identity };
  return (name, value) => expand(name, value, how);
}

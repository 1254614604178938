import type { ParameterSerializer } from "../../core/operation.js";
import { encode, encodePathReserved } from "./encode.js";
import { type Expansion, expand, LABEL } from "./expand.js";
import type { PathStyle } from "./simple.js";

/** `style: label` in a path: `.blue,black`, exploded `.blue.black`. OpenAPI 3.1, Style Values, RFC 6570 section 3.2.5. */
export function label({
  explode = false,
  allowReserved = false,
}: PathStyle = {}): ParameterSerializer {
  const how: Expansion = { ...LABEL, explode, encode: allowReserved ? encodePathReserved : encode };
  return (name, value) => expand(name, value, how);
}

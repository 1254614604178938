import type { ParameterSerializer } from "../../core/operation.js";
import { encode, encodePathReserved } from "./encode.js";
import { type Expansion, expand, MATRIX } from "./expand.js";
import type { PathStyle } from "./simple.js";

/** `style: matrix` in a path: `;color=blue,black`, exploded `;color=blue;color=black`. OpenAPI 3.1, Style Values, RFC 6570 section 3.2.7. */
export function matrix({
  explode = false,
  allowReserved = false,
}: PathStyle = {}): ParameterSerializer {
  const how: Expansion = {
    ...MATRIX,
    explode,
    encode: allowReserved ? encodePathReserved : encode,
  };
  return (name, value) => expand(name, value, how);
}

import type { ParameterSerializer } from "../../core/operation.js";
import { encode, encodePathReserved } from "./encode.js";
import { expand } from "./expand.js";
import type { PathStyle } from "./simple.js";

/** `style: label` in a path: `.blue,black`, exploded `.blue.black`. OpenAPI 3.1, Style Values, RFC 6570 section 3.2.5. */
export function label({
  explode = false,
  allowReserved = false,
}: PathStyle = {}): ParameterSerializer {
  const how = {
    first: ".",
    separator: ".",
    named: false,
    ifEmpty: "",
    explode,
    encode: allowReserved ? encodePathReserved : encode,
  } as const;
  return (name, value) => expand(name, value, how);
}

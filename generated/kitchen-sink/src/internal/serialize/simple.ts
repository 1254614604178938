import type { ParameterSerializer } from "../../core/operation.js";
import { encode, encodePathReserved } from "./encode.js";
import { type Expansion, expand, SIMPLE } from "./expand.js";

export interface PathStyle {
  /** `R=100,G=200` instead of `R,100,G,200`. Default false. */
  readonly explode?: boolean;
  /** Default false. */
  readonly allowReserved?: boolean;
}

/** `style: simple` in a path: `blue,black`. OpenAPI 3.1, Style Values, RFC 6570 section 3.2.2. */
export function simple({
  explode = false,
  allowReserved = false,
}: PathStyle = {}): ParameterSerializer {
  const how: Expansion = {
    ...SIMPLE,
    explode,
    encode: allowReserved ? encodePathReserved : encode,
  };
  return (name, value) => expand(name, value, how);
}

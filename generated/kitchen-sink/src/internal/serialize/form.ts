import type { ParameterSerializer } from "../../core/operation.js";
import { encode, encodeQueryReserved } from "./encode.js";
import { type Expansion, expand, FORM } from "./expand.js";

export interface QueryStyle {
  /** One `name=value` for each member. */
  readonly explode?: boolean;
  /** `:/?[]@!$'()*,;=` are sent as they are. Default false. */
  readonly allowReserved?: boolean;
}

export interface FormStyle extends QueryStyle {
  /** Null, an empty list and an empty object are sent as `name=`, instead of not at all. Default false. */
  readonly allowEmptyValue?: boolean;
}

/** `style: form` in a query: `color=blue&color=black`, not exploded `color=blue,black`. OpenAPI 3.1, Style Values, RFC 6570 section 3.2.8. */
export function form({
  explode = true,
  allowReserved = false,
  allowEmptyValue = false,
}: FormStyle = {}): ParameterSerializer {
  const how: Expansion = { ...FORM, explode, encode: allowReserved ? encodeQueryReserved : encode };
  return (name, value) => {
    const sent = expand(name, value, how);
    return sent === "" && allowEmptyValue && value !== undefined ? `${encode(name)}=` : sent;
  };
}

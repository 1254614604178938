import type { ParameterSerializer } from "../../core/operation.js";
import { encode, encodeQueryReserved } from "./encode.js";
import { type Expansion, expand, FORM } from "./expand.js";
import type { QueryStyle } from "./form.js";

/** `style: spaceDelimited` in a query: `color=blue%20black`. OpenAPI 3.1, Style Values. */
export function spaceDelimited(style?: QueryStyle): ParameterSerializer {
  return delimited("%20", style);
}

/** `style: pipeDelimited` in a query: `color=blue%7Cblack`; the bar is no character of a URI, so it is encoded. OpenAPI 3.1, Style Values. */
export function pipeDelimited(style?: QueryStyle): ParameterSerializer {
  return delimited("%7C", style);
}

/** `collectionFormat: tsv` in a query: `color=blue%09black`. Swagger 2.0, Parameter Object. */
export function tabDelimited(style?: QueryStyle): ParameterSerializer {
  return delimited("%09", style);
}

/** Exploded, which the specification leaves open, they are what `form` is. */
function delimited(
  delimiter: string,
  { explode = false, allowReserved = false }: QueryStyle = {},
): ParameterSerializer {
  const how: Expansion = {
    ...FORM,
    explode,
    encode: allowReserved ? encodeQueryReserved : encode,
    delimiter,
  };
  return (name, value) => expand(name, value, how);
}

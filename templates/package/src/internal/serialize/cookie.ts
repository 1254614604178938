import type { ParameterSerializer } from "../../core/operation.js";
import { encode } from "./encode.js";
import { expand, identity } from "./expand.js";

interface CookieOptions {
  /** One pair for each member. Default true. */
  readonly explode?: boolean;
}

/**
 * `style: form` in a cookie: `color=blue,black`, exploded `color=blue; color=black`: pairs of a cookie are parted by `; `, which the
 * `&` of RFC 6570 would not do. OpenAPI 3.1, Style Values and appendix D (Serializing Headers and Cookies).
 */
export function cookieForm(options?: CookieOptions): ParameterSerializer {
  return cookies(encode, options);
}

/** `style: cookie` of OpenAPI 3.2 (Style Values): as `form`, without percent-encoding. */
export function cookieStyle(options?: CookieOptions): ParameterSerializer {
  return cookies(identity, options);
}

function cookies(
  encoder: (text: string) => string,
  { explode = true }: CookieOptions = {},
): ParameterSerializer {
  const how = {
    first: "",
    separator: "; ",
    named: true,
    ifEmpty: "=",
    explode,
    encode: encoder,
  } as const;
  return (name, value) => expand(name, value, how);
}

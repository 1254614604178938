import { InvalidRequestError } from "../../core/errors.js";
import type { ParameterSerializer } from "../../core/operation.js";
import { encode } from "./encode.js";
import { type Expansion, expand, identity, COOKIE } from "./expand.js";
import { members } from "./members.js";

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

/**
 * `style: cookie` of OpenAPI 3.2 (Style Values): as `form`, without percent-encoding. What would end the cookie, or the header, is refused.
 * @see https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1
 */
export function cookieStyle(options?: CookieOptions): ParameterSerializer {
  const write = cookies(identity, options);
  return (name, value) => {
    const texts = members(value)?.entries.flat() ?? [];
    if (texts.every((text) => /^[\x20-\x3a\x3c-\x7e\x80-\xff]*$/.test(text)))
      return write(name, value);
    throw new InvalidRequestError(name, `\`${name}\` has a character that a cookie cannot carry`);
  };
}

function cookies(
  encoder: (text: string) => string,
  { explode = true }: CookieOptions = {},
): ParameterSerializer {
  const how: Expansion = { ...COOKIE, explode, encode: encoder };
  return (name, value) => expand(name, value, how);
}

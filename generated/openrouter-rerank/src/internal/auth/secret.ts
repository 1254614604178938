import { InvalidRequestError } from "../../core/errors.js";
import type { Secret, SecurityContext } from "../../core/security.js";

/**
 * The value of a client option that is a secret; `undefined` (or empty) when it is not set. A failing supplier names its option. Whatever
 * it throws is its own failure, also the error of another SDK's call: this call would not be tried again because of it.
 */
export function secretValue(
  context: SecurityContext,
  option: string,
): string | undefined | Promise<string | undefined> {
  const secret = context.values[option] as Secret | undefined;
  return typeof secret === "function" ? supplied(secret, context, option) : checked(secret, option);
}

/** As a text, an object would be sent as `[object Object]`, and the answer would be no more than a 401. */
function checked<T>(secret: T, option: string): T {
  if (typeof secret !== "object" || secret === null) return secret;
  throw new InvalidRequestError(option, `\`${option}\` is no text`);
}

async function supplied(
  supplier: Exclude<Secret, string>,
  context: SecurityContext,
  option: string,
): Promise<string> {
  let secret: string;
  try {
    secret = await supplier(context);
  } catch (cause) {
    throw new InvalidRequestError(option, `the supplier of \`${option}\` failed`, { cause });
  }
  return checked(secret, option);
}

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
  return typeof secret === "function" ? supplied(secret, context, option) : secret;
}

async function supplied(
  supplier: Exclude<Secret, string>,
  context: SecurityContext,
  option: string,
): Promise<string> {
  try {
    return await supplier(context);
  } catch (cause) {
    throw new InvalidRequestError(option, `the supplier of \`${option}\` failed`, { cause });
  }
}

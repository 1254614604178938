import { InvalidRequestError } from "../../core/errors.js";
import type { Secret, SecurityContext } from "../../core/security.js";

/**
 * The value of a client option that is a secret; `undefined` (or empty) when it is not set. A failing supplier names its option. Whatever
 * it throws is its own failure, also the error of another SDK's call: this call would not be tried again because of it.
 */
export async function secretValue(
  context: SecurityContext,
  option: string,
): Promise<string | undefined> {
  const secret = context.values[option] as Secret | undefined;
  if (typeof secret !== "function") return secret;
  try {
    return await secret(context);
  } catch (cause) {
    throw new InvalidRequestError(option, `the supplier of \`${option}\` failed`, { cause });
  }
}

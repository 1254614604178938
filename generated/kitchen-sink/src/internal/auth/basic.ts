import { InvalidRequestError } from "../../core/errors.js";
import type { SecuritySchemeSpec } from "../../core/security.js";
import { base64 } from "./base64.js";
import type { OptionSpec } from "./option.js";
import { secretValue } from "./secret.js";

/**
 * `Authorization: Basic <base64 of username:password>` in UTF-8. A missing password is empty, as with keys that are sent as a username.
 * OpenAPI 3.1 section 4.8.27 (Security Scheme Object, `http` `basic`), RFC 7617.
 */
export function basic({
  username,
  password,
}: {
  readonly username: OptionSpec;
  readonly password: OptionSpec;
}): SecuritySchemeSpec {
  return {
    options: { [username.option]: username.env, [password.option]: password.env },
    async credentials(context) {
      const user = await secretValue(context, username.option);
      const secret = await secretValue(context, password.option);
      if (user === undefined && secret === undefined) return undefined;
      if (user?.includes(":"))
        throw new InvalidRequestError(
          username.option,
          `\`${username.option}\` contains a colon, which ends a username`,
        );
      return { headers: { Authorization: `Basic ${base64(`${user ?? ""}:${secret ?? ""}`)}` } };
    },
  };
}

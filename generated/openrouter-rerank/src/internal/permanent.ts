/**
 * What would fail in the same way again: a certificate that is refused, a port that `fetch` does not connect to, a server that speaks no TLS,
 * a redirect that the caller ruled out. Node and Bun say it by a code (`DEPTH_ZERO_SELF_SIGNED_CERT`), Deno and workerd in words ("invalid peer certificate").
 */
const PERMANENT =
  /CERT|ERR_(TLS|INVALID)|UNABLE_TO_VERIFY|peer('s)? certificate|^bad port$|wrong version|redirect/;

/** Whether what kept a response from coming is of that kind. */
export function isPermanent(error: unknown): boolean {
  const { code, message, cause } = Object(error) as Partial<Record<string, unknown>>;
  const texts = [code, message].filter((text) => typeof text === "string");
  return texts.some((text) => PERMANENT.test(text)) || (!!cause && isPermanent(cause));
}

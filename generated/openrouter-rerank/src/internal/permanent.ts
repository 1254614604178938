import { entriesIn } from "./own.js";
import { withCauses } from "./read.js";

/**
 * What would fail in the same way again: a certificate that is refused, a port that `fetch` does not connect to, a server that speaks no TLS,
 * a redirect that the caller ruled out. Node and Bun say it by a code (`DEPTH_ZERO_SELF_SIGNED_CERT`), Deno and workerd in words ("invalid peer certificate").
 */
const PERMANENT = [
  "CERT",
  "UNABLE_TO_VERIFY",
  "peer certificate",
  "peer's certificate",
  "ERR_TLS",
  "ERR_INVALID",
  "wrong version",
  "redirect",
  "bad port",
];

/** Whether what kept a response from coming is of that kind. */
export function isPermanent(error: unknown): boolean {
  return withCauses(error).some((each) => {
    const { code, message } = entriesIn(each);
    return PERMANENT.some((words) => [code, message].some((text) => String(text).includes(words)));
  });
}

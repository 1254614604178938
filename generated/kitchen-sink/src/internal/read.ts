/** What can be said of a failed response, and the start of long bodies. */
import { entriesIn } from "./own.js";
import { ConnectionError } from "../core/errors.js";

/** Causes that lie deeper than this say nothing new, or lead back to themselves. */
const DEEPEST_CAUSE = 8;

/** An error and what caused it, the outermost first. */
export function withCauses(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let each = error; each && chain.length <= DEEPEST_CAUSE; each = entriesIn(each)["cause"])
    chain.push(each);
  return chain;
}

/** The system's own words, which fetch hides one or two causes deep. */
export function explain(error: unknown): string {
  const first = withCauses(error).at(-1);
  const { code, message } = entriesIn(first);
  return String(message || code || first);
}

/** No response came, or it cannot be read to its end. */
export function noAnswer(
  id: string,
  response: Response | undefined,
  cause: unknown,
): ConnectionError {
  const what = response ? "the response broke off" : "no response";
  return new ConnectionError(`${id}: ${what} (${explain(cause)})`, { response, cause });
}

/** The first `limit` bytes; the rest is not downloaded. Ends quietly where the body breaks off: what arrived is worth more. */
export async function readStart({ body }: Response, limit: number): Promise<string> {
  if (!body) return "";
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let left = limit; left > 0;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value.subarray(0, left), { stream: true });
      left -= value.length;
    }
  } catch {
    // It broke off.
  }
  reader.cancel().catch(() => {});
  return text;
}

/** The value of a JSON text; `undefined` for any other text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

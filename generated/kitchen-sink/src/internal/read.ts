/** What can be said of a failed response, and the start of long bodies. */
import { ConnectionError } from "../core/errors.js";

/** The system's own words, which fetch hides one or two causes deep. */
export function explain(error: unknown): string {
  const { cause, code, message } = (error ?? {}) as {
    cause?: unknown;
    code?: unknown;
    message?: unknown;
  };
  return cause ? explain(cause) : String(message || code || error);
}

/** For a body that cannot be read to its end. */
export function brokenOff(
  id: string,
  response: Response | undefined,
  cause: unknown,
): ConnectionError {
  return new ConnectionError(`${id}: the response broke off (${explain(cause)})`, {
    response,
    cause,
  });
}

/** The first `limit` bytes; the rest is not downloaded, nor kept behind a part of a string. Ends quietly where the body breaks off: what arrived is worth more. */
export async function readStart({ body }: Response, limit: number): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let part; limit > 0 && (part = await reader?.read())?.value; limit -= part.value.length)
      text += decoder.decode(part.value.subarray(0, limit), { stream: true });
  } catch {}
  reader?.cancel().catch(() => {});
  return text;
}

/** What can be said of a response and its failures, and the start of long bodies. */

/** What an error says of the response that it is about. */
export function responseInfo({ status, headers }: Response): { status: number; headers: Headers; requestId: string | undefined } {
  return { status, headers, requestId: headers.get("x-request-id") ?? headers.get("request-id") ?? undefined };
}

/** The system's own words, which fetch hides one or two causes deep. */
export function explain(error: unknown): string {
  const { cause, code, message } = (error ?? {}) as { cause?: unknown; code?: unknown; message?: unknown };
  return cause ? explain(cause) : String(message || code || error);
}

/** The first `limit` characters; the rest is not downloaded. Ends quietly where the body breaks off: what arrived is worth more. */
export async function readStart({ body }: Response, limit: number): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let part = await reader?.read(); part && !part.done && text.length < limit; part = await reader?.read()) {
      text += decoder.decode(part.value, { stream: true });
    }
  } catch {}
  reader?.cancel().catch(() => {});
  return text.slice(0, limit);
}

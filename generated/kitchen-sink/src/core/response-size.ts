/** A limit for the size of responses, as a middleware: nobody pays for it who does not use it. */
import { checkNumber } from "../internal/numbers.js";
import { bare } from "../internal/own.js";
import { webStream } from "../internal/web-stream.js";
import { type ResponseHead, SdkError } from "./errors.js";
import type { Middleware } from "./contract.js";

/** What a `ResponseTooLargeError` is made of. */
export interface ResponseTooLargeErrorInit {
  readonly response: ResponseHead;
  readonly limitBytes: number;
  readonly seenBytes: number;
}

/** The response is larger than `limitResponseSize` allows. The connection has been given up. */
export class ResponseTooLargeError extends SdkError {
  readonly limitBytes: number;
  /** What the server announced, or what had arrived when the limit was passed. */
  readonly seenBytes: number;

  constructor(message: string, { limitBytes, seenBytes, response }: ResponseTooLargeErrorInit) {
    super(message, { response });
    this.limitBytes = limitBytes;
    this.seenBytes = seenBytes;
  }

  override get name(): string {
    return "ResponseTooLargeError";
  }
}

/**
 * Ends a call whose response has more bytes, after decompression, than allowed; a stream and a download too, when they pass the limit.
 * Such a call is not repeated. Of an error's body at most 32 kB are read anyway, so it is left alone.
 *
 * @throws {InvalidRequestError} at once, where `bytes` is no number of bytes
 *
 * @example
 * ```ts
 * const client = new OpenRouter({ middleware: [limitResponseSize({ bytes: 10_000_000 })] });
 * ```
 */
export function limitResponseSize(options: { readonly bytes: number }): Middleware {
  const { bytes = NaN } = bare<{ readonly bytes?: number }>(options);
  checkNumber("bytes", bytes);
  return async (request, next, { operation }) => {
    const response = await next(request);
    const { body, headers, ok } = response;
    if (!body || !ok) return response;
    const refusal = (seenBytes: number) =>
      new ResponseTooLargeError(`${operation.id}: the response has more than ${bytes} bytes`, {
        response,
        limitBytes: bytes,
        seenBytes,
      });
    // Of what is compressed, the size on the way is announced, which says little.
    const announced = headers.has("content-encoding") ? 0 : Number(headers.get("content-length"));
    if (announced > bytes) {
      body.cancel().catch(() => {});
      throw refusal(announced);
    }
    let seen = 0;
    let refused: ResponseTooLargeError | undefined;
    const reader = body.getReader();
    const counted = webStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        seen += value.byteLength;
        if (seen <= bytes) return controller.enqueue(value);
        controller.error((refused = refusal(seen)));
        reader.cancel(refused).catch(() => {});
      },
      cancel: (reason) => reader.cancel(reason),
    });
    const { url, redirected, type } = response;
    const limited = new Response(counted, response);
    // A `Response` that is made from another one has none of these.
    for (const [name, value] of Object.entries({ url, redirected, type }))
      Object.defineProperty(limited, name, bare({ value }));
    return withCause(limited, () => refused);
  };
}

const READERS = ["arrayBuffer", "blob", "bytes", "formData", "json", "text"] as const;

/** Chromium only says "Failed to fetch" of a body that ends with an error of ours: then that error is what its readers reject with. */
function withCause(response: Response, cause: () => Error | undefined): Response {
  for (const name of READERS) {
    const read = Reflect.get(response, name) as (() => Promise<unknown>) | undefined; // not all are everywhere
    if (read === undefined) continue;
    const value = async () => {
      try {
        return await read.call(response);
      } catch (error) {
        throw cause() ?? error;
      }
    };
    Object.defineProperty(response, name, bare({ value }));
  }
  return response;
}

/** How far an upload is, as a middleware: nobody pays for it who does not use it. */
import { bare } from "../internal/own.js";
import { webStream } from "../internal/web-stream.js";
import type { Middleware } from "./contract.js";
import type { FetchBody } from "./operation.js";

export interface UploadProgress {
  /** Bytes of the body that the platform has taken. The last of them may still wait in its buffers. */
  readonly sent: number;
  /** Bytes of the whole body; `undefined` for one that holds a stream, and for `FormData`. */
  readonly total: number | undefined;
}

/**
 * Tells how far the body of a request is, once for each piece; from 0 again for each attempt.
 *
 * A page in a browser sends a body whole: browsers send one in pieces over HTTP/2 only, some never, and fail otherwise. There, the only
 * report is the last one, when the response has come. `stream: true` is for who knows that browser and server can.
 *
 * A middleware that changes the body belongs after this one.
 *
 * @example
 * ```ts
 * const onProgress = ({ sent, total }: UploadProgress) => console.log(`${sent} of ${total ?? "?"} bytes`);
 * await client.images.upload({ image }, { middleware: [uploadProgress(onProgress)] });
 * ```
 */
export function uploadProgress(
  onProgress: (progress: UploadProgress) => void,
  options: { readonly stream?: boolean } = {},
): Middleware {
  const { stream = !isBrowser() } = bare(options);
  return async (request, next, { body }) => {
    const total = body === undefined ? 0 : sizeOf(body);
    if (!request.body || !stream) {
      const response = await next(request);
      if (body !== undefined) onProgress({ sent: total ?? 0, total });
      return response;
    }
    let sent = 0;
    const pieces = inPieces(request.body, (bytes) => onProgress({ sent: (sent += bytes), total }));
    const init: RequestInit & { duplex: "half" } = { body: pieces, duplex: "half" };
    const counted = new Request(request, bare(init));
    // A stream has no length of its own; with this, the server gets the body as it would have, not in chunks.
    if (total !== undefined && !request.headers.has("content-encoding"))
      counted.headers.set("content-length", String(total));
    return next(counted);
  };
}

/** Some platforms read a Blob of any size at once: without these pieces there would be one report. */
const PIECE_BYTES = 65_536;

function inPieces(
  body: ReadableStream<Uint8Array>,
  taken: (bytes: number) => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let rest: Uint8Array = new Uint8Array();
  return webStream<Uint8Array>({
    async pull(controller) {
      if (rest.length === 0) {
        const next = await reader.read();
        if (next.done) return controller.close();
        rest = next.value;
      }
      const piece = rest.subarray(0, PIECE_BYTES);
      rest = rest.subarray(PIECE_BYTES);
      controller.enqueue(piece);
      taken(piece.length);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** Where fetch sends a stream over HTTP/1, too, there is no such name. */
function isBrowser(): boolean {
  const { navigator } = globalThis as { readonly navigator?: { readonly userAgent?: string } };
  return /^Mozilla\//.test(navigator?.userAgent ?? "");
}

function sizeOf(body: FetchBody): number | undefined {
  if (typeof body === "string" || body instanceof URLSearchParams)
    return new TextEncoder().encode(body.toString()).length;
  if (body instanceof Blob) return body.size;
  return body instanceof ArrayBuffer || ArrayBuffer.isView(body) ? body.byteLength : undefined;
}

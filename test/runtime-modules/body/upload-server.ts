/** A server on loopback that says what arrived of each upload, and whether all of it did. */
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Arrival {
  readonly contentType: string;
  readonly contentLength: string | undefined;
  readonly bytes: Buffer;
  /** The request was sent to its end; a server hands no other to its application. */
  readonly isComplete: boolean;
}

export interface UploadServer {
  readonly url: string;
  /** The next upload that ends, in whatever way; ask before it is sent. */
  next(): Promise<Arrival>;
  close(): Promise<void>;
}

export async function startUploadServer(): Promise<UploadServer> {
  const waiting: ((arrival: Arrival) => void)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", () => {}); // the client breaks it off
    request.on("close", () => {
      const { headers, complete: isComplete } = request;
      waiting.shift()?.({
        contentType: headers["content-type"] ?? "",
        contentLength: headers["content-length"],
        bytes: Buffer.concat(chunks),
        isComplete,
      });
    });
    request.on("end", () => {
      response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: () => new Promise((resolve) => waiting.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The contents of the parts of a multipart body. */
export function partsOf({ bytes, contentType }: Arrival): Buffer[] {
  const delimiter = `--${/boundary=(\w+)/.exec(contentType)?.[1] ?? "none"}`;
  const starts = positions(bytes, delimiter);
  return starts.slice(0, -1).map((start, index) => {
    const part = bytes.subarray(start, (starts[index + 1] ?? 0) - "\r\n".length);
    return part.subarray(part.indexOf("\r\n\r\n") + "\r\n\r\n".length);
  });
}

function positions(bytes: Buffer, text: string): number[] {
  const found: number[] = [];
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) found.push(at);
  return found;
}

/** A loopback server that keeps the request as it came and gives the answer that it was told to. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface SeenRequest {
  readonly method: string;
  /** Encoded, without the query. */
  readonly path: string;
  /** Encoded, without `?`. */
  readonly query: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string | Buffer;
}

export interface RecordingServer {
  readonly url: string;
  answer: Answer;
  /** Requests since it was last emptied. */
  readonly seen: SeenRequest[];
  close(): void;
}

export async function startServer(): Promise<RecordingServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = request.url ?? "/";
      const mark = url.indexOf("?");
      const headers = Object.entries(request.headers).map(([name, value]) => [
        name,
        [value].flat().join(", "),
      ]);
      seen.push({
        method: request.method ?? "",
        path: mark < 0 ? url : url.slice(0, mark),
        query: mark < 0 ? "" : url.slice(mark + 1),
        headers: Object.fromEntries(headers) as Record<string, string>,
        body: Buffer.concat(chunks),
      });
      const { status, contentType, body } = recording.answer;
      response.writeHead(status, contentType === null ? {} : { "Content-Type": contentType });
      response.end(request.method === "HEAD" || status === 204 ? undefined : body);
    });
  });
  // Judging a call may take longer than a connection is kept, and the next call would run into its end.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const recording: RecordingServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: { status: 204, contentType: null, body: "" },
    seen,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return recording;
}

/** A real HTTP server on loopback that misbehaves as told: each request takes the next fault, the last one repeats. */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from "node:net";

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query as sent, below the URL of the server. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** What `body` is the text of. */
  readonly bytes: Buffer;
}

/** Answers one request, or fails to. */
export type Fault = (response: ServerResponse, socket: Socket, request: IncomingMessage) => void;

export interface FaultServer {
  /** Another one after each `play`: a late request of an aborted call must not use up the next test's fault. */
  readonly url: string;
  /** Since the last `play`. */
  readonly requests: readonly ReceivedRequest[];
  /** Starts over with these faults, at a new `url`. */
  play(...faults: Fault[]): void;
  /** Connections that are open now. */
  openConnections(): Promise<number>;
  close(): Promise<void>;
}

interface Scene {
  /** The first part of the path of its requests. */
  readonly prefix: string;
  readonly faults: readonly Fault[];
  readonly requests: ReceivedRequest[];
}

export async function startFaultServer(...faults: Fault[]): Promise<FaultServer> {
  let scene: Scene = { prefix: "/1", faults, requests: [] };
  const server = createServer((request, response) => {
    const { prefix, faults: script, requests } = scene;
    response.on("error", () => {});
    request.on("error", () => {}); // the client may hang up in the middle
    if (!request.url?.startsWith(`${prefix}/`)) return void request.socket.destroy();
    request.url = request.url.slice(prefix.length);
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const bytes = Buffer.concat(chunks);
      requests.push({ method, url, headers, bytes, body: bytes.toString() });
      const fault =
        script[Math.min(requests.length, script.length) - 1] ?? reply(500, "no fault was told");
      fault(response, request.socket, request);
    });
  });
  await listen(server);
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    get url() {
      return origin + scene.prefix;
    },
    get requests() {
      return scene.requests;
    },
    play(...next) {
      scene = { prefix: `/${+scene.prefix.slice(1) + 1}`, faults: next, requests: [] };
    },
    openConnections: () =>
      new Promise((resolve) => server.getConnections((_error, count) => resolve(count))),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
}

/** Takes connections and says nothing, nor does it read: the client waits in TLS (`https:`), or with a long body half sent (`http:`). */
export async function startSilentServer(): Promise<{ address: string; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createTcpServer({ pauseOnConnect: true }, (socket) => {
    sockets.add(socket.on("error", () => {}));
  });
  await listen(server);
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      sockets.forEach((socket) => socket.destroy());
    },
  };
}

/** A URL that nobody listens to. */
export async function refusingUrl(): Promise<string> {
  const server = await startFaultServer();
  await server.close();
  return server.url;
}

type Headers = Record<string, string | string[]>;

/** An ordinary answer; an object is sent as JSON. */
export function reply(status: number, body: unknown = "", headers: Headers = {}): Fault {
  const isText = typeof body === "string" || Buffer.isBuffer(body);
  return (response) => {
    response.writeHead(status, {
      ...(isText ? {} : { "Content-Type": "application/json" }),
      ...headers,
    });
    response.end(isText ? body : JSON.stringify(body));
  };
}

/** Bytes as they are: a head that node:http would not write. */
export function raw(text: string): Fault {
  return (_response, socket) => void socket.end(text);
}

/** The connection is reset before anything was answered. */
export const reset: Fault = (_response, socket) => void socket.resetAndDestroy();

/** Status and headers, then a reset. */
export const resetAfterHead: Fault = resetInBody(200, "");

/** Status and headers, a part of the body, then a reset. */
export function resetInBody(status = 200, part = '{"model": "m", "resu'): Fault {
  return beginning(status, part, (socket) => socket.resetAndDestroy());
}

/** Announces more than it sends, then ends the connection in good order. */
export function truncate(status = 200, part = '{"model": "m", "resu'): Fault {
  return raw(
    head(status, { "Content-Type": "application/json", "Content-Length": `${part.length + 100}` }) +
      part,
  );
}

/** A chunked body that ends in good order, but without the chunk that says so. */
export function truncateChunks(part = '{"model": "m", "resu', type = "application/json"): Fault {
  const chunk = `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`;
  return raw(head(200, { "Content-Type": type, "Transfer-Encoding": "chunked" }) + chunk);
}

/** Never answers. */
export const stall: Fault = () => {};

/** Stops in the middle of the headers. */
export const stallInHead: Fault = (_response, socket) =>
  void socket.write("HTTP/1.1 200 OK\r\nContent-Ty");

/** Answers status and headers, and then nothing. */
export const stallAfterHead: Fault = (response) => response.writeHead(200).flushHeaders();

/** Answers status, headers and a part of the body, and then nothing. */
export function stallInBody(status = 200, part = '{"model": "m", "resu'): Fault {
  return beginning(status, part, () => {});
}

/** Sends a whole body, a piece at a time. */
export function drip(body: string, everyMs: number, status = 200): Fault {
  return (response) => {
    response.writeHead(status, { "Content-Type": "application/json" });
    const pieces = [...body];
    const timer = setInterval(() => {
      const piece = pieces.shift();
      if (piece !== undefined) response.write(piece);
      else {
        clearInterval(timer);
        response.end();
      }
    }, everyMs);
    response.on("close", () => clearInterval(timer));
  };
}

/** A body without end, until the client hangs up; `sent` is told how much went out. */
export function flood(status: number, sent: (bytes: number) => void = () => {}): Fault {
  const block = Buffer.alloc(64 * 1024, "x");
  return (response) => {
    let bytes = 0;
    let open = true;
    response.on("close", () => {
      open = false;
      sent(bytes);
    });
    response.writeHead(status, { "Content-Type": "text/html" });
    const pump = () => {
      bytes += block.length;
      if (open && response.write(block)) setImmediate(pump);
    };
    response.on("drain", pump);
    pump();
  };
}

/** To another place; a path is relative to that of the request. */
export function redirect(to: string, status = 302): Fault {
  return reply(status, "", { Location: to });
}

function beginning(status: number, part: string, then: (socket: Socket) => void): Fault {
  return (response, socket) => {
    response.writeHead(status, { "Content-Type": "application/json", "X-Request-Id": "req-1" });
    response.flushHeaders();
    // An answer and a reset at once would be a reset only: give the client the time to read.
    const after = () => setTimeout(() => then(socket), 20);
    if (part === "") after();
    else response.write(part, after);
  };
}

function head(status: number, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Whatever\r\n${lines.join("")}\r\n`;
}

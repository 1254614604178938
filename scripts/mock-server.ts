/**
 * A server that behaves as an OpenAPI document says: it validates each request and answers with the document's examples.
 * openapi-backend does the work; this file gives it a port.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readFile } from "node:fs/promises";
import { load } from "js-yaml";
import {
  OpenAPIBackend,
  type Context,
  type Document,
  type ValidationResult,
} from "openapi-backend";

export interface MockServer extends AsyncDisposable {
  /** Base URL with the path of the document's first server: `http://127.0.0.1:41231/api/v1`. */
  readonly url: string;
  /** Every request that arrived, in order. */
  readonly calls: readonly MockCall[];
  close(): Promise<void>;
}

export interface MockCall {
  readonly method: string;
  /** With the query, as it stood on the request line. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: IncomingMessage["headers"];
  /** Parsed JSON, or the text where it is something else. */
  readonly body: unknown;
  /** What was answered. */
  readonly status: number;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** Serves `documentFile` on a free loopback port. */
export async function startMockServer(documentFile: string): Promise<MockServer> {
  const definition = load(await readFile(documentFile, "utf8")) as Document;
  const prefix = new URL(definition.servers?.[0]?.url ?? "/", "http://localhost").pathname;
  const backend = createBackend(definition, prefix.replace(/\/$/, ""));
  await backend.init();

  const calls: MockCall[] = [];
  const server = createServer((request, response) => {
    answer(backend, request, response).then(
      (call) => calls.push(call),
      (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const url = `http://127.0.0.1:${port}${prefix.replace(/\/$/, "")}`;
  return { url, calls, close, [Symbol.asyncDispose]: close };
}

function createBackend(definition: Document, apiRoot: string): OpenAPIBackend {
  const backend = new OpenAPIBackend({
    definition,
    apiRoot,
    // Its check of the document itself knows OpenAPI 3.0 only; requests are validated all the same.
    quick: true,
    ajvOpts: { strict: false },
  });
  backend.register({
    notImplemented: (context): Reply => example(context),
    validationFail: (context): Reply => failure(400, firstFault(context.validation)),
    unauthorizedHandler: (): Reply => failure(401, "No credentials were sent."),
    notFound: (): Reply => failure(404, "There is no such operation."),
  });
  for (const [id, scheme] of Object.entries(definition.components?.securitySchemes ?? {})) {
    if ("type" in scheme && scheme.type === "http" && scheme.scheme === "bearer") {
      backend.registerSecurityHandler(id, ({ request }: Context) => {
        const { authorization } = request.headers as Record<string, unknown>;
        return /^bearer \S+$/i.test(String(authorization));
      });
    }
  }
  return backend;
}

function example({ api, operation }: Context): Reply {
  const options = { mediaType: "application/json" };
  const reply: { status: number; mock?: unknown } = api.mockResponseForOperation(
    operation.operationId ?? "",
    options,
  );
  return { status: reply.status, body: reply.mock };
}

/** The shape that the rerank document gives to all its errors. */
function failure(code: number, message: string): Reply {
  return { status: code, body: { error: { code, message } } };
}

function firstFault({ errors }: ValidationResult): string {
  const fault = errors?.[0];
  return fault === undefined ? "Invalid request." : `${fault.instancePath} ${fault.message}`;
}

async function answer(
  backend: OpenAPIBackend,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<MockCall> {
  const { method = "GET", url: path = "/", headers } = request;
  const body = parse(await readText(request));
  const reply = (await backend.handleRequest({
    method,
    path,
    headers: headers as Record<string, string>,
    body,
  })) as Reply;
  response.writeHead(reply.status, { "content-type": "application/json" });
  response.end(JSON.stringify(reply.body));
  return { method, path, headers, body, status: reply.status };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

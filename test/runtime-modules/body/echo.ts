import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BodySpec } from "../../../templates/package/src/core/operation.js";

export interface Received {
  readonly contentType: string | undefined;
  readonly body: Buffer;
  readonly text: string;
}

/** Makes the body, sends it by fetch to a server on loopback and says what arrived there. */
export async function received(
  spec: BodySpec,
  rest: Readonly<Record<string, unknown>>,
): Promise<Received> {
  const { body, contentType } = spec(rest);
  let arrive!: (value: Received) => void;
  const arrived = new Promise<Received>((resolve) => (arrive = resolve));
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const all = Buffer.concat(chunks);
    arrive({ contentType: request.headers["content-type"], body: all, text: all.toString() });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const init = {
      method: "POST",
      body: body ?? null,
      headers: contentType === undefined ? {} : { "Content-Type": contentType },
      duplex: "half",
    };
    await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, init as RequestInit);
    return await arrived;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Node's own reader of multipart bodies: independent of our writer. */
export async function formData({ body, contentType }: Received): Promise<FormData> {
  return new Response(new Uint8Array(body), {
    headers: { "Content-Type": contentType ?? "" },
  }).formData();
}

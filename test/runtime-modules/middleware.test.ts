/** The middleware of the package's own entry, and the entry for Node, on the emitted package, against servers on this machine. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { file, PaperbackLibrary, type Uploadable } from "../../generated/kitchen-sink/src/index.js";
import {
  limitResponseSize,
  type Middleware,
  ResponseTooLargeError,
  uploadProgress,
  type UploadProgress,
} from "../../generated/kitchen-sink/src/middleware.js";
import { fileFromPath } from "../../generated/kitchen-sink/src/node.js";
import { asBinary, asJsonLines } from "../../generated/kitchen-sink/src/responses.js";
import { type FaultServer, flood, reply, startFaultServer } from "../support/fault-server.js";
import { tempFolder } from "../support/temp-folder.js";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

const client = (...middleware: Middleware[]) =>
  new PaperbackLibrary({
    baseURL: server.url,
    token: "token",
    middleware,
    retries: { backoff: { initialInterval: 1, maxInterval: 2 } },
  });
const json = { "Content-Type": "application/json" };

describe("limitResponseSize", () => {
  const text = JSON.stringify({ text: "x".repeat(1000) });

  test("lets through what is as large as the limit, as it is", async () => {
    server.play(reply(200, text, { ...json, "X-Request-Id": "r" }));
    const limited = client(limitResponseSize({ bytes: text.length }));
    const { data, response, requestId } = await limited.request("GET", "/x").withResponse();
    expect(data).toEqual(JSON.parse(text));
    expect([requestId, response.status, response.url]).toEqual(["r", 200, `${server.url}/x`]);
    server.play(reply(204));
    expect(await client(limitResponseSize({ bytes: 0 })).request("GET", "/x")).toBeUndefined();
  });

  test.each([
    ["by what the server announces", { ...json, "Content-Length": String(text.length) }, text],
    ["by what arrives", { ...json, "Transfer-Encoding": "chunked" }, text],
    ["after decompression", { ...json, "Content-Encoding": "gzip" }, gzipSync(text)],
  ])("ends the call %s, and does not repeat it", async (_, headers, body) => {
    server.play(reply(200, body, headers));
    const result = await client(limitResponseSize({ bytes: 500 }))
      .request("GET", "/x")
      .result();
    const error = result.ok ? undefined : result.error;
    expect(error).toBeInstanceOf(ResponseTooLargeError);
    expect(error).toMatchObject({
      name: "ResponseTooLargeError",
      message: "GET /x: the response has more than 500 bytes",
      limitBytes: 500,
      seenBytes: text.length,
      status: 200,
    });
    expect(error?.attempts).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
  });

  test("gives up the connection", async () => {
    let sent = 0;
    server.play(flood(200, (bytes) => (sent = bytes)));
    const call = client().request("GET", "/x", {
      response: asBinary("text/html"),
      middleware: [limitResponseSize({ bytes: 100_000 })],
    });
    const download = await call;
    await expect(download.bytes()).rejects.toMatchObject({
      name: "ResponseTooLargeError",
      limitBytes: 100_000,
    });
    await expect.poll(() => sent).toBeGreaterThan(0);
    expect(sent).toBeLessThan(16 * 1024 * 1024); // what is in sockets
  });

  test("ends a stream after what was within the limit", async () => {
    let more = () => {};
    server.play((response) => {
      response.writeHead(200, { "Content-Type": "application/jsonl" });
      response.write('{"n":1}\n');
      more = () => void response.end("x".repeat(1000));
    });
    const seen: unknown[] = [];
    const stream = await client(limitResponseSize({ bytes: 500 })).request("GET", "/x", {
      response: asJsonLines<{ n: number }>(),
    });
    const read = async () => {
      for await (const item of stream) {
        seen.push(item);
        more();
      }
    };
    await expect(read()).rejects.toBeInstanceOf(ResponseTooLargeError);
    expect(seen).toEqual([{ n: 1 }]);
  });

  test("leaves errors to their classes", async () => {
    server.play(reply(422, { title: "x".repeat(1000) }));
    await expect(
      client(limitResponseSize({ bytes: 10 })).request("PUT", "/x"),
    ).rejects.toMatchObject({ name: "ProblemError", status: 422 });
  });
});

describe("uploadProgress", () => {
  const seen: UploadProgress[] = [];
  const progress = (options?: { stream: boolean }) => {
    seen.length = 0;
    return uploadProgress((report) => seen.push(report), options);
  };
  const size = 300_000;
  const bytes = new Uint8Array(size).fill(120);
  const ok = reply(200, {});

  test.each<[string, unknown, number]>([
    ["a Blob", new Blob([bytes]), size],
    ["bytes", bytes, size],
    ["JSON", { text: "é".repeat(100) }, 211],
    ["a form's fields", new URLSearchParams({ a: "é" }), 8],
  ])("of %s: each piece, to the end; the server is told the length", async (_, body, total) => {
    server.play(ok);
    await client(progress()).request("POST", "/x", { body });
    expect(seen.at(-1)).toEqual({ sent: total, total });
    expect(seen).toHaveLength(Math.ceil(total / 65_536));
    expect(seen.map(({ sent }) => sent)).toEqual(
      seen.map(({ sent }) => sent).toSorted((a, b) => a - b),
    );
    expect(server.requests[0]?.headers).toMatchObject({ "content-length": String(total) });
  });

  test("of a stream: without a total", async () => {
    server.play(ok);
    await client(progress()).request("POST", "/x", { body: new Blob([bytes]).stream() });
    expect(seen.at(-1)).toEqual({ sent: size, total: undefined });
    expect(server.requests[0]?.headers).toMatchObject({ "transfer-encoding": "chunked" });
  });

  test("of an upload with files, as the option of its call", async () => {
    server.play(reply(201, { ticket: "1" }));
    const photo = file(new Blob([bytes]), "atlas.png", { type: "image/png" });
    await client().books.suggest(
      { photo, contentType: "multipart/form-data" },
      { middleware: [progress()] },
    );
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.at(-1)?.sent).toBe(seen.at(-1)?.total);
    expect(server.requests[0]?.headers["content-length"]).toBe(String(seen.at(-1)?.total));
    expect(server.requests[0]?.body).toContain('filename="atlas.png"');
  });

  test("begins again with each attempt", async () => {
    server.play(reply(503), ok);
    await client(progress()).request("PUT", "/x", { body: "text" });
    expect(seen).toEqual([
      { sent: 6, total: 6 },
      { sent: 6, total: 6 },
    ]);
  });

  test("without streams: one report, when the response has come", async () => {
    server.play(ok);
    await client(progress({ stream: false })).request("POST", "/x", { body: bytes });
    expect(seen).toEqual([{ sent: size, total: size }]);
  });

  test("says nothing where there is no body", async () => {
    server.play(ok);
    await client(progress()).request("GET", "/x");
    expect(seen).toEqual([]);
  });
});

describe("fileFromPath", () => {
  const atlas = () => join(tempFolder({ "atlas of ä.png": "bytes of the file" }), "atlas of ä.png");
  const upload = (photo: Uploadable) =>
    client().books.suggest({ photo, contentType: "multipart/form-data" });

  test("uploads a file by its path, name and type; again when it must", async () => {
    server.play(reply(503), reply(201, { ticket: "1" }));
    await upload(await fileFromPath(atlas(), { type: "image/png" }));
    expect(server.requests).toHaveLength(2);
    for (const { body, headers } of server.requests) {
      expect(body).toContain(
        'filename="atlas of ä.png"\r\nContent-Type: image/png\r\n\r\nbytes of the file\r\n',
      );
      expect(Number(headers["content-length"])).toBeGreaterThan(0);
    }
  });

  test("takes a URL, and another name", async () => {
    expect(await fileFromPath(pathToFileURL(atlas()))).toMatchObject({ name: "atlas of ä.png" });
    expect(await fileFromPath(atlas(), { name: "a.png" })).toMatchObject({ name: "a.png" });
  });

  test("reads nothing before it is sent", async () => {
    const made = await fileFromPath(atlas());
    expect(made.content).toBeInstanceOf(Blob);
    expect((made.content as Blob).size).toBe(17);
  });

  test("refuses what is no file", async () => {
    const folder = tempFolder({ "sub/x": "" });
    await expect(fileFromPath(join(folder, "none"))).rejects.toMatchObject({ code: "ENOENT" });
    await expect(fileFromPath(join(folder, "sub"))).rejects.toThrow("is no file");
  });
});

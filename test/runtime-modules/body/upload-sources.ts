/** Everything that an upload can be made of, from the same chunks; and those that can fail on the way. */
import { randomBytes } from "node:crypto";
import { createReadStream, openAsBlob, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import type { BinaryContent, NamedFile } from "../../../templates/package/src/core/files.js";
import { fileFromPath } from "../../../templates/package/src/node.js";

type Make = (
  chunks: readonly Buffer[],
) => BinaryContent | NamedFile | Promise<BinaryContent | NamedFile>;

const scratch = join(tmpdir(), `specwright-upload-${process.pid}`);
let files = 0;

function onDisk(chunks: readonly Buffer[]): string {
  const path = `${scratch}-${++files}`;
  writeFileSync(path, Buffer.concat(chunks));
  return path;
}

async function* generate(
  chunks: readonly (Uint8Array | string)[],
): AsyncGenerator<Uint8Array | string> {
  yield* chunks;
}

const whole = (chunks: readonly Buffer[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(chunks));

/** Of a larger buffer, whose other bytes are nobody's business. */
function within(chunks: readonly Buffer[]): [ArrayBuffer, number, number] {
  const bytes = whole(chunks);
  const larger = new Uint8Array(bytes.length + 16);
  larger.set(bytes, 8);
  return [larger.buffer, 8, bytes.length];
}

export const sources: Readonly<Record<string, Make>> = {
  Blob: (chunks) => new Blob([whole(chunks)]),
  "a Blob of Blobs": (chunks) => new Blob(chunks.map((chunk) => new Blob([new Uint8Array(chunk)]))),
  File: (chunks) => new File([whole(chunks)], "file.bin", { type: "image/png" }),
  "a Blob of another library": (chunks) => {
    const blob = new Blob([whole(chunks)]);
    const { size, type } = blob;
    const [stream, arrayBuffer] = [() => blob.stream(), () => blob.arrayBuffer()];
    return { size, type, stream, arrayBuffer } as unknown as Blob;
  },
  "openAsBlob()": (chunks) => openAsBlob(onDisk(chunks)),
  Buffer: (chunks) => Buffer.concat(chunks),
  Uint8Array: (chunks) => new Uint8Array(...within(chunks)),
  Uint16Array: (chunks) => {
    const [buffer, offset, length] = within(chunks);
    return new Uint16Array(buffer, offset, length / 2);
  },
  DataView: (chunks) => new DataView(...within(chunks)),
  ArrayBuffer: (chunks) => whole(chunks).buffer,
  "a view of shared memory": (chunks) => {
    const bytes = whole(chunks);
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    return shared;
  },
  "an async generator": (chunks) => generate(chunks),
  "a generator of one buffer, used again": async function* (chunks) {
    const buffer = new Uint8Array(Math.max(...chunks.map(({ length }) => length)));
    for (const chunk of chunks) {
      buffer.set(chunk);
      yield buffer.subarray(0, chunk.length);
    }
  },
  "an async iterable with a new iterator each time": (chunks) => {
    const rest = [...chunks];
    return {
      [Symbol.asyncIterator]: () => ({
        next: () => {
          const value = rest.shift();
          return Promise.resolve<IteratorResult<Buffer, undefined>>(
            value === undefined ? { done: true, value } : { done: false, value },
          );
        },
      }),
    };
  },
  "an async iterable of ArrayBuffers": (chunks) =>
    generate(chunks.map((chunk) => new Uint8Array(chunk).buffer as unknown as Uint8Array)),
  "Readable.from()": (chunks) => Readable.from(chunks),
  "a Readable in flow": (chunks) => {
    const stream = new PassThrough();
    for (const chunk of chunks) stream.write(chunk);
    stream.end();
    return stream;
  },
  "createReadStream()": (chunks) => createReadStream(onDisk(chunks), { highWaterMark: 5 * 1024 }),
  "fileFromPath()": (chunks) => fileFromPath(onDisk(chunks)),
  "a web stream": (chunks) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    }),
  "a web stream of bytes": (chunks) => new Blob([whole(chunks)]).stream(),
  "a Readable as a web stream": (chunks) =>
    Readable.toWeb(Readable.from(chunks)) as ReadableStream<Uint8Array>,
};

/** Fails after `chunks`, which are not all, with `error`. */
type MakeFailing = (chunks: readonly Buffer[], error: Error) => BinaryContent;

export const failing: Readonly<Record<string, MakeFailing>> = {
  "an async generator": async function* (chunks, error) {
    yield* chunks;
    throw error;
  },
  "an async iterable": (chunks, error) => {
    const rest = [...chunks];
    return {
      [Symbol.asyncIterator]: () => ({
        next: () => {
          const value = rest.shift();
          if (value === undefined) return Promise.reject(error);
          return Promise.resolve({ done: false, value });
        },
      }),
    };
  },
  "a Readable": (chunks, error) => {
    const rest = [...chunks];
    return new Readable({
      read() {
        const chunk = rest.shift();
        if (chunk === undefined) this.destroy(error);
        else this.push(chunk);
      },
    });
  },
  "a web stream": (chunks, error) => {
    const rest = [...chunks];
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        const chunk = rest.shift();
        if (chunk === undefined) controller.error(error);
        else controller.enqueue(chunk);
      },
    });
  },
  "a pipe that is destroyed": (chunks, error) => {
    const stream = new PassThrough();
    for (const chunk of chunks) stream.write(chunk);
    setImmediate(() => stream.destroy(error));
    return stream;
  },
};

/** A few bytes, some chunks empty; and several megabytes. */
export const sizes: Readonly<Record<string, readonly Buffer[]>> = {
  small: ["AAAA", "", "BB", "CCCC", "DDDD"].map((text) => Buffer.from(text)),
  large: Array.from({ length: 48 }, () => randomBytes(64 * 1024)),
};

/** What a source gives before it fails: more than the buffers on the way hold. */
export const begun = Array.from({ length: 24 }, () => randomBytes(16 * 1024));

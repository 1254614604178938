/** Uploads: what arrives is what was given, by its hash, or the call rejects and no server takes it for whole. */
import { file, PaperbackLibrary } from "kitchen-sink";
import { ConnectionError, InvalidRequestError, PaperbackLibraryError } from "kitchen-sink/errors";
import { once } from "./call.mjs";
import { equal, rejection } from "./check.mjs";

/** The same bytes each time; some chunks are empty. */
const sizes = {
  small: ["AAAA", "", "BB", "日本"].map((text) => new TextEncoder().encode(text)),
  large: Array.from({ length: 40 }, (_, n) =>
    new Uint8Array(50_000).fill(n).map((at, i) => at ^ i),
  ),
};

/** Each makes a source of chunks; `undefined` where the runtime has no such. */
const whole = {
  "a Blob": (chunks) => new Blob(chunks),
  // Node 18 has it in a module, and warns.
  "a File": (chunks) => globalThis.File && new File(chunks, "scan.png"),
  bytes: (chunks) => joined(chunks),
  "a view of a larger buffer": (chunks) => {
    const bytes = joined(chunks);
    const larger = new Uint8Array(bytes.length + 16);
    larger.set(bytes, 8);
    return new DataView(larger.buffer, 8, bytes.length);
  },
  "an ArrayBuffer": (chunks) => joined(chunks).buffer,
};
/** Read while they are sent, which a page in a browser does over HTTP/2 only. */
const streams = {
  "an async generator": (chunks) => generate(chunks),
  "a web stream": (chunks) => webStream(chunks),
  "a stream of a Blob": (chunks) => new Blob(chunks).stream(),
  "a Readable": (chunks, { require }) => require?.("node:stream").Readable.from(chunks),
};
const failing = {
  "an async generator": (chunks, error) => generate(chunks, error),
  "a web stream": (chunks, error) => webStream(chunks, error),
  "a Readable": (chunks, error, { require }) =>
    require?.("node:stream").Readable.from(generate(chunks, error)),
};

function joined(chunks) {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

async function* generate(chunks, error) {
  yield* chunks;
  if (error) throw error;
}

function webStream(chunks, error) {
  const rest = [...chunks];
  return new ReadableStream({
    pull(controller) {
      const chunk = rest.shift();
      if (chunk) controller.enqueue(chunk);
      else if (error) controller.error(error);
      else controller.close();
    },
  });
}

const library = ({ baseURL }) => new PaperbackLibrary({ token: "token", baseURL, ...once });
/** As a body by itself, and as the first part of a form. */
const forms = {
  body: (place, content) => library(place).request("POST", "/upload", { body: content }),
  "body through middleware": (place, content) => {
    const middleware = [
      (request, next) => next(new Request(request, { headers: request.headers })),
    ];
    return library(place).request("POST", "/upload", { body: content, middleware });
  },
  part: (place, content) =>
    library(place).books.uploadScans({ bookId: "b", pages: [content], details: {} }),
  "part with a name": (place, content) =>
    library(place).books.uploadScans({ bookId: "b", pages: [file(content, "a")], details: {} }),
};

/** Node 18 has it in a module. */
const subtleOf = ({ require }) => (globalThis.crypto ?? require("node:crypto").webcrypto).subtle;

async function hashOf(bytes, runtime) {
  const hash = await subtleOf(runtime).digest("SHA-256", bytes);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const uploads = {};
for (const [name, make] of Object.entries({ ...whole, ...streams }))
  uploads[`uploads: ${name} arrives as it is`] = async (runtime) => {
    for (const chunks of Object.values(sizes))
      for (const [form, send] of Object.entries(forms)) {
        const content = make(chunks, runtime);
        if (!content) runtime.skip("no such thing here");
        const sent = send(runtime.at("upload"), content);
        if (globalThis.document && name in streams) await rejection(sent, ConnectionError);
        else
          equal((await sent).ticket, await hashOf(joined(chunks), runtime), `hash of the ${form}`);
      }
  };
for (const [name, make] of Object.entries(failing))
  uploads[`uploads: ${name} that fails is no success`] = async (runtime) => {
    for (const chunks of [[], sizes.small, sizes.large])
      for (const send of Object.values(forms)) {
        const error = new Error("disk on fire");
        const content = make(chunks, error, runtime);
        if (!content) runtime.skip("no such thing here");
        const place = runtime.at("upload");
        // A page in a browser does not get as far as to read it.
        const expected = globalThis.document ? PaperbackLibraryError : InvalidRequestError;
        const { cause } = await rejection(send(place, content), expected);
        if (!globalThis.document) equal(cause === error, true, "the source's error is the cause");
        equal((await place.seen()).length, 0, "whole requests");
      }
  };

/*---
when: uses.files
entry: ./node
---*/
/** For Node, and what has its `node:fs`. The rest of the package knows no platform and does not import this. */
import { type BinaryContent, NamedFile } from "./core/files.js";

/** As much of `node:fs` as is used; its types are no dependency of this package. */
interface FileSystem {
  readonly promises: { stat(path: string | URL): Promise<{ isFile(): boolean }> };
  readonly openAsBlob?: (path: string | URL, options: object) => Promise<Blob>;
  readonly createReadStream: (path: string | URL) => AsyncIterable<Uint8Array>;
}

const FILE_SYSTEM: string = "node:fs";

/**
 * A file to upload, by its path. It is read while it is sent, not before, and may be sent again. Node 18 cannot do that
 * (`fs.openAsBlob` came with 19.8): there it is a stream, so that the call is not repeated and the body's length not announced.
 *
 * @param options name and media type that the server is told; by default the path's last part, and none
 * @throws the system's error where there is no such file
 */
export async function fileFromPath(
  path: string | URL,
  options: { readonly name?: string | undefined; readonly type?: string | undefined } = {},
): Promise<NamedFile> {
  const { promises, openAsBlob, createReadStream } = (await import(FILE_SYSTEM)) as FileSystem;
  const text = path instanceof URL ? decodeURIComponent(path.pathname) : path;
  if (!(await promises.stat(path)).isFile()) throw new TypeError(`${text} is no file`);
  const { name = text.replace(/^[^]*[/\\]/, ""), type } = options;
  const content: BinaryContent = openAsBlob
    ? await openAsBlob(path, type === undefined ? {} : { type })
    : opened(() => createReadStream(path));
  return new NamedFile(content, name, type);
}

/** Opens when it is read: what is never sent is never open. */
async function* opened(open: () => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* open();
}

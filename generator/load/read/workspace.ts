/** The documents of one run: each is read once, and each is remembered, with the hash of its bytes. */
import { createHash } from "node:crypto";
import type { Diagnostic, ReadFile, Report } from "../../contract/index.js";
import { addressOf, isUrl, portableName, type Address } from "./address.js";
import { readBytes, type Access, type ReadFailure } from "./read-bytes.js";
import { isSourceFile, parseFile, type SourceFile } from "./source-file.js";

/** A document that could not be had: `diagnostic` where it could be read but not parsed. */
export interface Unavailable {
  readonly failure: ReadFailure | Diagnostic;
}

export class Workspace {
  readonly #root: Address;
  readonly #access: Access;
  readonly #report: Report;
  readonly #files = new Map<string, Promise<SourceFile | Unavailable>>();
  readonly #hashes = new Map<string, string>();
  #largeIntegers = false;

  constructor(
    input: string,
    allowHosts: readonly string[],
    readStdin: (() => Promise<Buffer>) | undefined,
    report: Report,
  ) {
    this.#root = addressOf(input);
    this.#report = report;
    const own = isUrl(this.#root.id) ? [new URL(this.#root.id).host] : [];
    this.#access = {
      allows: (url) => [...own, ...allowHosts].some((host) => hostMatches(host, url)),
      readStdin: readStdin ?? readProcessStdin,
    };
  }

  get root(): Address {
    return this.#root;
  }

  /** What the user named: the input or an overlay. Any host may be asked for it. */
  readNamed(address: Address): Promise<SourceFile | Unavailable> {
    return this.#once(address, { ...this.#access, allows: null });
  }

  /** What a `$ref` leads to. */
  readReferenced(address: Address): Promise<SourceFile | Unavailable> {
    return this.#once(address, this.#access);
  }

  /** True where a document read so far may hold integers beyond 2^53. */
  get largeIntegers(): boolean {
    return this.#largeIntegers;
  }

  /** Every document read so far, sorted by name. */
  hashes(): readonly ReadFile[] {
    return [...this.#hashes]
      .map(([name, sha256]) => ({ name, sha256 }))
      .sort((left, right) => (left.name < right.name ? -1 : 1));
  }

  #once(address: Address, access: Access): Promise<SourceFile | Unavailable> {
    const known = this.#files.get(address.id);
    if (known !== undefined) return known;
    const reading = this.#read(address, access);
    this.#files.set(address.id, reading);
    return reading;
  }

  async #read(address: Address, access: Access): Promise<SourceFile | Unavailable> {
    const read = await readBytes(address, access);
    if ("failure" in read) return read;
    const file = await parseFile(address, address.id === this.#root.id, read.bytes, this.#report);
    this.#hashes.set(
      portableName(this.#root, address),
      createHash("sha256").update(read.bytes).digest("hex"),
    );
    if (!isSourceFile(file)) return { failure: file };
    this.#largeIntegers ||= file.largeIntegers;
    return file;
  }
}

async function readProcessStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** `example.com`, `example.com:8080`, or `*.example.com` for every host below it. */
function hostMatches(pattern: string, url: URL): boolean {
  const wanted = pattern.toLowerCase();
  if (wanted.startsWith("*.")) return url.hostname.endsWith(wanted.slice(1));
  return url.host === wanted || url.hostname === wanted;
}

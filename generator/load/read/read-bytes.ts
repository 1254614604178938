/** Reads a document's bytes from a file, a URL or standard input. A failure is a `ReadFailure`, never a stack trace. */
import { readFile } from "node:fs/promises";
import { isUrl, stdin, type Address } from "./address.js";

export type ReadResult = { readonly bytes: Buffer } | { readonly failure: ReadFailure };

export interface ReadFailure {
  readonly reason: "not-found" | "unreadable" | "host-not-allowed";
  /** Ends a sentence that begins with the name of the document: `does not exist`. */
  readonly text: string;
  /** The host that was refused. */
  readonly host?: string;
}

export interface Access {
  /** Says whether a host may be asked; `null` allows every one, as for a URL that the user named. */
  readonly allows: ((url: URL) => boolean) | null;
  readonly readStdin: () => Promise<Buffer>;
}

const timeoutMs = 30_000;
const maxRedirects = 10;

export async function readBytes(address: Address, access: Access): Promise<ReadResult> {
  if (address.id === stdin.id) return { bytes: await access.readStdin() };
  return isUrl(address.id) ? readUrl(new URL(address.id), access) : readPath(address.id);
}

async function readPath(path: string): Promise<ReadResult> {
  try {
    return { bytes: await readFile(path) };
  } catch (error) {
    return { failure: pathFailure((error as NodeJS.ErrnoException).code) };
  }
}

function pathFailure(code: string | undefined): ReadFailure {
  if (code === "ENOENT" || code === "ENOTDIR")
    return { reason: "not-found", text: "does not exist" };
  if (code === "EISDIR") return { reason: "unreadable", text: "is a folder, not a file" };
  if (code === "EACCES" || code === "EPERM")
    return { reason: "unreadable", text: "may not be read by this user" };
  return { reason: "unreadable", text: `cannot be read (${code ?? "unknown reason"})` };
}

/** Follows redirects by hand: each hop has to be an allowed host again. */
async function readUrl(url: URL, access: Access): Promise<ReadResult> {
  let current = url;
  for (let hops = 0; hops <= maxRedirects; hops++) {
    if (access.allows !== null && !access.allows(current)) {
      return {
        failure: {
          reason: "host-not-allowed",
          text: `is on ${current.host}, which is not an allowed host`,
          host: current.host,
        },
      };
    }
    let response: Response;
    try {
      response = await fetch(current, {
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
        headers: { accept: "application/json, application/yaml, */*;q=0.5" },
      });
      const location = response.headers.get("location");
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        current = new URL(location, current);
        continue;
      }
      if (!response.ok) {
        await response.body?.cancel();
        const reason =
          response.status === 404 || response.status === 410 ? "not-found" : "unreadable";
        return { failure: { reason, text: `was answered with status ${response.status}` } };
      }
      return { bytes: Buffer.from(await response.arrayBuffer()) };
    } catch (error) {
      return { failure: { reason: "unreadable", text: networkFailure(error) } };
    }
  }
  return { failure: { reason: "unreadable", text: `redirects more than ${maxRedirects} times` } };
}

function networkFailure(error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError")
    return `did not answer within ${timeoutMs / 1000} seconds`;
  const cause =
    error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : undefined;
  return `cannot be reached (${cause?.code ?? cause?.message ?? "network failure"})`;
}

import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";

/** Texts by the hash of what they were made from. A cache that cannot be read or written is an empty one. */
export class TextCache {
  readonly #dir: string | null;

  constructor(dir: string | null) {
    this.#dir = dir;
  }

  async get(key: string): Promise<string | null> {
    if (this.#dir === null) return null;
    try {
      const entry = await readFile(this.#file(this.#dir, key), "utf8");
      const [checksum, text] = [entry.slice(0, 64), entry.slice(65)];
      // A full disk may have left half a file behind.
      return checksum === sha256(text) ? text : null;
    } catch {
      return null;
    }
  }

  async set(key: string, text: string): Promise<void> {
    if (this.#dir === null) return;
    const file = this.#file(this.#dir, key);
    const beside = `${file}.${randomUUID()}`;
    try {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(beside, `${sha256(text)}\n${text}`);
      await rename(beside, file);
    } catch {
      // Slower next time, and nothing else.
    }
  }

  #file(dir: string, key: string): string {
    return join(dir, key.slice(0, 2), key);
  }
}

/**
 * `node_modules/.cache/specwright` of the project that the program runs in, or a folder of this user's below the
 * system's temporary one; `null` where that belongs to somebody else.
 */
export function defaultCacheDir(from: string = process.cwd()): string | null {
  for (let dir = from; ; dir = dirname(dir)) {
    const modules = join(dir, "node_modules");
    if (existsSync(modules)) return join(modules, ".cache", "specwright");
    if (dir === dirname(dir)) return temporaryDir();
  }
}

function temporaryDir(): string | null {
  try {
    const { uid } = userInfo();
    const dir = join(tmpdir(), `specwright-${uid}`);
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const stat = statSync(dir);
    const isOurs = uid < 0 || (stat.uid === uid && (stat.mode & 0o022) === 0);
    return isOurs ? dir : null;
  } catch {
    return null;
  }
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What Speakeasy made of public documents: data only, read from `SPEAKEASY_DIR`, never copied into the project. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";

/** One SDK as its users have it. Its README says what each field means. */
export interface Truth {
  readonly id: string;
  readonly operations: readonly TrueOperation[];
}

export interface TrueOperation {
  /** Of the document; empty where it has none. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** Each place of the method; several where the operation has several tags. */
  readonly at: readonly { readonly group: readonly string[]; readonly method: string }[];
  /** The document states the method's name. */
  readonly named?: boolean;
  readonly parameters: readonly {
    readonly in: string;
    readonly name: string;
    readonly global?: boolean;
  }[];
  readonly errors: readonly TrueError[];
  /** Pages that the document states. */
  readonly paging?: boolean;
  /** The policy that the document states, all numbers as text. */
  readonly retries?: Readonly<Record<string, string | boolean>>;
  readonly retryCodes: readonly string[];
}

/** One class of a response; `oneOf` where the response has several. */
export interface TrueError {
  readonly class: string;
  readonly status: string;
  readonly oneOf?: string;
}

export interface Subject {
  readonly id: string;
  readonly input: string;
  readonly overlays: readonly string[];
  readonly truth: Truth;
}

/** The folder, or `null` where there is none: the caller says so and stops. */
export function speakeasyFolder(): string | null {
  const folder = resolve(process.env["SPEAKEASY_DIR"] ?? "../shared/speakeasy");
  return existsSync(join(folder, "index.json")) ? folder : null;
}

/** Each document with its overlays, unpacked below `target`, and what was made of it. */
export function subjectsIn(folder: string, target: string): readonly Subject[] {
  const packed = readdirSync(join(folder, "documents")).toSorted();
  mkdirSync(target, { recursive: true });
  const index = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as { id: string }[];
  return index.map(({ id }) => {
    const files = packed.filter((name) => name.startsWith(`${id}.`));
    const isOverlay = (name: string) => /\.overlay\d+\./.test(name);
    const [input = id] = files.filter((name) => !isOverlay(name));
    return {
      id,
      input: unpack(join(folder, "documents", input), target),
      overlays: files
        .filter(isOverlay)
        .map((name) => unpack(join(folder, "documents", name), target)),
      truth: JSON.parse(readFileSync(join(folder, "truth", `${id}.json`), "utf8")) as Truth,
    };
  });
}

function unpack(file: string, target: string): string {
  const unpacked = join(target, basename(file, ".gz"));
  writeFileSync(unpacked, gunzipSync(readFileSync(file)));
  return unpacked;
}

/** `.specwright/release.json`: what was last released. Written by `specwright release`, and read by everything that asks what has changed since. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { type Release, SpecwrightError } from "../contract/index.js";
import { isVersion } from "../lib/version.js";

export const releaseFile = ".specwright/release.json";

/** Of the file; raised where a program that reads it would misread a newer one. */
const FORMAT = 1;

/** Unpacked when it is asked for: most runs only want to know the version. */
type Packed = Pick<Release, "document" | "names">;

export interface StoredRelease {
  readonly release: Omit<Release, keyof Packed>;
  /** @throws {SpecwrightError} `release-unreadable` */
  content(): Packed;
  /** sha256 (hex) of the file. */
  readonly hash: string;
}

/**
 * What the package in `folder` was when it was last released; `null` before the first release.
 *
 * @throws {SpecwrightError} `release-unreadable`
 */
export function readRelease(folder: string): StoredRelease | null {
  const file = join(folder, releaseFile);
  const text = textOf(file);
  if (text === null) return null;
  const content = parsed(text);
  if (!isStored(content)) throw unreadable(file);
  const { format: _format, content: packed, ...release } = content;
  return {
    release,
    content: () => unpacked(packed, file),
    hash: createHash("sha256").update(text).digest("hex"),
  };
}

/** Takes the place of the release before it. The file is the old or the new one at any time. */
export function writeRelease(folder: string, { document, names, ...release }: Release): void {
  const packed = brotliCompressSync(JSON.stringify({ document, names }), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
  const content = { format: FORMAT, ...release, content: packed.toString("base64") };
  replaceFile(join(folder, releaseFile), `${JSON.stringify(content, null, 2)}\n`);
}

/** Beside, then renamed: nothing ever reads half of it. */
export function replaceFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.tmp`;
  writeFileSync(beside, text);
  renameSync(beside, file);
}

type Stored = Omit<Release, keyof Packed> & { readonly format: number; readonly content: string };

function isStored(value: unknown): value is Stored {
  if (!isRecord(value) || value["format"] !== FORMAT) return false;
  const texts = ["date", "generator", "surface", "templates", "content"];
  const { version, settings } = value;
  return (
    texts.every((key) => typeof value[key] === "string") &&
    typeof version === "string" &&
    isVersion(version) &&
    isRecord(settings) &&
    ["package", "client", "types"].every((key) => isRecord(settings[key]))
  );
}

function unpacked(packed: string, file: string): Packed {
  try {
    const content: unknown = JSON.parse(
      brotliDecompressSync(Buffer.from(packed, "base64")).toString("utf8"),
    );
    if (isPacked(content)) return content;
  } catch {
    // Told below, as everything else that cannot be read.
  }
  throw unreadable(file);
}

function isPacked(value: unknown): value is Packed {
  if (!isRecord(value)) return false;
  const { document, names } = value;
  return (
    isRecord(document) &&
    typeof document["declaredVersion"] === "string" &&
    isRecord(document["root"]) &&
    isRecord(document["exactIntegers"]) &&
    isRecord(names) &&
    ["groups", "operations", "types", "errors", "aliases"].every((key) => isRecord(names[key]))
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function textOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (isAbsent) return null;
    throw error;
  }
}

function unreadable(file: string): SpecwrightError {
  return new SpecwrightError([
    {
      rule: "release-unreadable",
      severity: "error",
      message: `${releaseFile} does not say what was last released: it is damaged, or a later Specwright wrote it.`,
      hint: "Restore it from version control. Of a conflict in it, take the side with the higher version.",
      location: { file },
    },
  ]);
}

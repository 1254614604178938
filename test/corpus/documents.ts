/** The corpus: real OpenAPI documents, read from `CORPUS_DIR`, never copied into the project. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";

export interface CorpusDocument {
  readonly id: string;
  /** Below the corpus folder: `docs/x.yaml.gz`. A `.tar.gz` holds several files. */
  readonly file: string;
  /** Entry file of a multi-file document. */
  readonly root: string | null;
  /** What a validator says of it. */
  readonly expect: "valid-or-tolerated" | "invalid";
  readonly operations: number;
}

/** The corpus folder, or `null` where there is none: the caller says so and stops. */
export function corpusFolder(): string | null {
  const folder = resolve(process.env["CORPUS_DIR"] ?? "../shared/corpus");
  return existsSync(join(folder, "index.json")) ? folder : null;
}

export function corpusDocuments(folder: string): CorpusDocument[] {
  const index = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as {
    documents: CorpusDocument[];
  };
  return index.documents;
}

/** Lays a document out below `target` and returns the path of its entry file. */
export function unpack(folder: string, document: CorpusDocument, target: string): string {
  const packed = join(folder, document.file);
  mkdirSync(target, { recursive: true });
  if (document.file.endsWith(".tar.gz")) {
    execFileSync("tar", ["-xzf", packed, "-C", target, "--no-same-owner"]);
    return join(target, document.root ?? "");
  }
  const entry = join(target, basename(document.file, ".gz"));
  writeFileSync(entry, gunzipSync(readFileSync(packed)));
  return entry;
}

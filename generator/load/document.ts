/** The loaded document as the other stages see it. */
import type {
  Diagnostic,
  JsonObject,
  LoadedDocument,
  Pointer,
  ReadFile,
  SourceLocation,
} from "../contract/index.js";
import { lookupsIn, segmentsOf } from "../lib/pointer.js";

import type { SourceFile } from "./read/source-file.js";
import { rootOf, type Origins, type Place } from "./references/origins.js";
import type { Node } from "./value.js";

export interface DocumentParts {
  readonly file: SourceFile;
  readonly declaredVersion: string;
  readonly origins: Origins;
  readonly hash: string;
  readonly files: readonly ReadFile[];
  readonly exactIntegers: Readonly<Record<Pointer, string>>;
  readonly diagnostics: readonly Diagnostic[];
}

export function documentOf({
  file,
  declaredVersion,
  origins,
  hash,
  files,
  exactIntegers,
  diagnostics,
}: DocumentParts): LoadedDocument {
  const root = file.value as Node as JsonObject;
  return {
    source: file.address.name,
    declaredVersion,
    root,
    hash,
    files,
    exactIntegers,
    diagnostics,
    locate: (pointer) => locate(file, origins, pointer),
    ...lookupsIn(root),
  };
}

function locate(file: SourceFile, origins: Origins, pointer: Pointer): SourceLocation {
  let located = rootOf(file);
  const segments = segmentsOf(pointer);
  for (const [index, segment] of segments.entries()) {
    const next = origins.descend(located, segment);
    if (next === undefined) {
      // What an upgrade made may have no place of its own: the rest of the way may still exist in the file.
      return placed({ ...located, pointer: [located.pointer, ...segments.slice(index)].join("/") });
    }
    located = next;
  }
  return placed(located);
}

function placed({ file, pointer }: Place): SourceLocation {
  return file.locate(pointer);
}

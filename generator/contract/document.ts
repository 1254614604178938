/** What `load` hands on: one OpenAPI 3.1-shaped document, whatever the input was. */
import type { Diagnostic, SourceLocation } from "./diagnostic.js";

/** JSON pointer into the loaded document, such as `/components/schemas/Pet`; `""` is the root. */
export type Pointer = string;

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A Schema Object of JSON Schema 2020-12 as OpenAPI 3.1 uses it. `true`/`false` are the boolean schemas. */
export type Schema = boolean | JsonObject;

/**
 * The loaded document. Every `$ref` in `root` is local (`#/...`) and resolves: files and URLs have been brought in,
 * broken references have been reported and replaced by `{}`. 3.0 and Swagger 2 constructs have been upgraded to 3.1 ones.
 */
export interface LoadedDocument {
  /** Where it came from, as the user named it. */
  readonly source: string;
  /** The version that the input declared, such as `3.0.3`; `root.openapi` is the upgraded one. */
  readonly declaredVersion: string;
  readonly root: JsonObject;
  /** sha256 (hex) over every byte that was read: document, referenced files, overlays. */
  readonly hash: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Finds a pointer of `root` in the user's own files. Slow (parses again), so only for diagnostics. */
  locate(pointer: Pointer): SourceLocation;
  /** The value at a local `$ref` (`#/components/...`), following chains; `undefined` where there is none. */
  resolve(ref: string): Json | undefined;
}

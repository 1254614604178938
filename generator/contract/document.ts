/** What `load` hands on: one OpenAPI 3.1-shaped document, whatever the input was. */
import type { Diagnostic, SourceLocation } from "./diagnostic.js";

/** JSON pointer into the loaded document, such as `/components/schemas/Pet`; `""` is the root. */
export type Pointer = string;

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** What stands in examples for an integer that a JavaScript number cannot hold: its digits. */
export interface LargeInteger extends JsonObject {
  readonly $integer: string;
}

/** A Schema Object of JSON Schema 2020-12 as OpenAPI 3.1 uses it. `true`/`false` are the boolean schemas. */
export type Schema = boolean | JsonObject;

/** A document that was read. */
export interface ReadFile {
  /** Path relative to the folder of the input, with `/`; a URL; or `-` for standard input. */
  readonly name: string;
  /** Of its bytes, hex. */
  readonly sha256: string;
}

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
  /** Every document that was read, sorted by name: what a later run has to look at to know that nothing has changed. */
  readonly files: readonly ReadFile[];
  /**
   * Digits of the integers beyond 2^53, by pointer of the number in `root`: JavaScript rounds them there. A stage that prints such
   * a number where the exact value matters looks here first.
   */
  readonly exactIntegers: Readonly<Record<Pointer, string>>;
  readonly diagnostics: readonly Diagnostic[];
  /** Finds a pointer of `root` in the user's own files. Slow (parses again), so only for diagnostics. */
  locate(pointer: Pointer): SourceLocation;
  /** The value at a pointer of `root`, without following references; `undefined` where there is none. */
  at(pointer: Pointer): Json | undefined;
  /** The value at a local `$ref` (`#/components/...`), following chains; `undefined` where there is none. */
  resolve(ref: string): Json | undefined;
}

/** What `compare` and `judge` hand on: what differs between two surfaces, and what it means for who uses the package. */
import type { Pointer } from "./document.js";
import type { Type } from "./type.js";

/** What a version has to raise. */
export type Bump = "major" | "minor" | "patch" | "none";

export interface Difference {
  /** `request-property-required`: what happened, for machines and filters. */
  readonly kind: ChangeKind;
  /** Does the source of a user still compile? `added`: it does, and what did not compile before does now. */
  readonly source: "breaking" | "added" | "same";
  /** Does compiled code still do what it did, with the new package? */
  readonly runtime: "breaking" | "same";
  /** Does the server of the new document still accept what the old package sends? */
  readonly wire: "breaking" | "same";
  readonly old: Pointer | null;
  readonly new: Pointer | null;
  /** What a user knows the place by: `client.rerank.rerank`, `RerankRequest.top_n`. */
  readonly symbols: readonly string[];
  readonly before: string | null;
  readonly after: string | null;
  /** One sentence. */
  readonly message: string;
  /** What a user has to do; `null` where that is nothing. */
  readonly migration: string | null;
  /** What a user's code looks like that notices; `null` where no code can. */
  readonly probe: Probe | null;
}

/** A difference after the compiler was asked. */
export interface Change extends Difference {
  readonly bump: Bump;
  /** Code that compiles with the old package and not with the new one. */
  readonly witness: string | null;
  /** The compiler accepts the witness with the old package, and refuses it with the new one; `null` where nothing needs proof. */
  readonly proved: boolean | null;
  /** A break of two documents that is none for a package that is generated again: it keeps the old name beside the new one. */
  readonly avoidable: boolean;
}

export interface Comparison {
  readonly bump: Bump;
  readonly changes: readonly Change[];
}

export type ChangeKind =
  | "operation-added"
  | "operation-removed"
  | "operation-renamed"
  | "operation-deprecated"
  | "path-changed"
  | "method-changed"
  | "argument-required"
  | "argument-optional"
  | "request-property-added"
  | "request-property-removed"
  | "request-property-renamed"
  | "request-property-required"
  | "request-property-optional"
  | "request-type-changed"
  | "request-value-added"
  | "request-value-removed"
  | "request-constraints-changed"
  | "response-property-added"
  | "response-property-removed"
  | "response-property-renamed"
  | "response-property-required"
  | "response-property-optional"
  | "response-type-changed"
  | "response-value-added"
  | "response-value-removed"
  | "response-constraints-changed"
  | "result-kind-changed"
  | "parameter-moved"
  | "parameter-encoding-changed"
  | "default-changed"
  | "media-types-changed"
  | "error-added"
  | "error-removed"
  | "error-class-changed"
  | "error-class-removed"
  | "type-renamed"
  | "type-removed"
  | "type-added"
  | "client-renamed"
  | "client-option-added"
  | "client-option-removed"
  | "client-option-type-changed"
  | "security-changed"
  | "servers-changed"
  | "retries-changed"
  | "idempotency-changed"
  | "webhook-added"
  | "webhook-removed"
  | "docs-changed"
  | "package-changed";

/** Where a type stands, from a name that the package exports. */
export interface TypePlace {
  readonly root: string;
  /** What the function gives, which may have no name; without it `root` is a type. */
  readonly result?: { readonly function: string; readonly module: string };
  readonly steps: readonly Step[];
}

export type Step =
  /** `optional` where the old surface has it so. */
  | { readonly kind: "property"; readonly name: string; readonly optional: boolean }
  /** Of a list; `index` in a tuple. */
  | { readonly kind: "item"; readonly index: number | null }
  /** Of a stream. */
  | { readonly kind: "streamed" }
  /** Of an index signature. */
  | { readonly kind: "value" }
  /** The member of a union whose property has this value. */
  | {
      readonly kind: "variant";
      readonly property: string;
      readonly tag: string | number | boolean;
    };

/** Code of a user's, as far as a difference touches it; `judge` writes it out. */
export type Probe =
  /** Hands a value of the type `given` to `place`. */
  | { readonly kind: "pass"; readonly place: TypePlace; readonly given: Type }
  /** Writes an object with the property, of the type `given`, at `place`. */
  | {
      readonly kind: "write";
      readonly place: TypePlace;
      readonly property: string;
      readonly given: Type;
    }
  /** Writes an object with these properties, taken from `place` itself, and no others. */
  | {
      readonly kind: "construct";
      readonly place: TypePlace;
      readonly properties: readonly string[];
    }
  /** Reads `place` as `wanted`. */
  | { readonly kind: "read"; readonly place: TypePlace; readonly wanted: Type }
  /** Asks whether the value at `place` is this one. */
  | { readonly kind: "equal"; readonly place: TypePlace; readonly value: Type }
  /** Reads a property of `place` as `wanted`. */
  | {
      readonly kind: "access";
      readonly place: TypePlace;
      readonly property: string;
      readonly wanted: Type;
    }
  /** Names a method, or calls it without its argument. */
  | {
      readonly kind: "call";
      readonly call: readonly string[];
      readonly use: "name" | "without-argument";
    }
  /** Awaits what a call gives, as `wanted`. */
  | { readonly kind: "await"; readonly call: readonly string[]; readonly wanted: Type }
  /** Loops over what a call gives. */
  | { readonly kind: "loop"; readonly call: readonly string[]; readonly stream: boolean }
  | {
      readonly kind: "import";
      readonly name: string;
      readonly module: string | null;
      readonly as: "type" | "value";
    }
  | {
      readonly kind: "option";
      readonly options: string;
      readonly name: string;
      readonly given: Type;
    };

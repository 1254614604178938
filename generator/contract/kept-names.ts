/**
 * What a package's manifest knows of its names: each with the thing that it names, and with what recognises that thing
 * after the document has renamed it. An input of the stage `names`, and what a run writes for the next. Plain JSON, small.
 */
import type { Pointer } from "./document.js";

export interface KeptNames {
  /** `null` before there is a package. */
  readonly client: KeptClient | null;
  /** By property path: `beta.responses`. */
  readonly groups: Readonly<Record<string, KeptGroup>>;
  /** By method and path: `GET /pets/{id}`. */
  readonly operations: Readonly<Record<string, KeptOperation>>;
  /** By name. */
  readonly types: Readonly<Record<string, KeptType>>;
  /** By name. */
  readonly errors: Readonly<Record<string, KeptError>>;
  /** Deprecated aliases of types and error classes, by the old name. Those of operations stand with the operation. */
  readonly aliases: Readonly<Record<string, KeptAlias>>;
}

export interface KeptClient {
  readonly className: string;
  readonly package: string;
  readonly envPrefix: string;
}

export interface KeptGroup {
  readonly className: string;
  /** Stem of its file below `src/resources/`. */
  readonly file: string;
  /** The path that the document asks for, where the property path is another one. */
  readonly asked?: string;
}

export interface KeptOperation {
  /** What its method and function are named after, as an identifier; absent where that is its function, empty where its method and path are. */
  readonly id?: string;
  /** What its group is named after: its tags, or an extension; absent where they say what its group is called, empty without any. */
  readonly tags?: string;
  /** As a user calls it, without the client: `pets.list`. */
  readonly call: string;
  /** The same method in other groups. */
  readonly also?: readonly string[];
  readonly function: string;
  /** Absent where they follow from the function: `list-pets`, `ListPetsRequest`, `ListPetsResponse`, `ListPetsError`. */
  readonly file?: string;
  readonly request?: string;
  /** `null` where the response is a component. */
  readonly response?: string | null;
  readonly error?: string;
  /**
   * `query page_size=pageSize 1a2b3c4d`: where it goes, its name there, its property where that is another, what its schema and
   * description say. Without those of the path that are called as they stand there.
   */
  readonly parameters?: readonly string[];
  /** Deprecated aliases of it, the oldest first. */
  readonly former?: readonly KeptFormerOperation[];
  /** Deprecated aliases of parameters: property to property. */
  readonly formerParameters?: Readonly<Record<string, KeptAlias>>;
}

export type KeptFormerOperation = Pick<
  KeptOperation,
  "call" | "function" | "file" | "request" | "response" | "error"
> & {
  /** Version of the package that has it as an alias for the first time. */
  readonly since: string;
};

/**
 * Where its schema stands: a pointer, or the name of the declaration around it and a pointer from there. `*` is the longest
 * name of a type that its own begins with: of `PetOwner`, `Pet`. `PetInput` is a variant of `Pet`: `* input`.
 */
export type KeptType = KeptPlace | readonly [place: KeptPlace, shape: string, use?: Pointer];

export type KeptPlace = string;

/**
 * A component schema's pointer; or what is thrown: the status or what names the class, the shape of its body (empty
 * without one), and the operation that has it first.
 */
export type KeptError = Pointer | readonly [key: string, shape: string, operation: string];

/** The name that is used instead, and the version of the package that has the alias for the first time. */
export type KeptAlias = readonly [to: string, since: string];

export const NO_KEPT_NAMES: KeptNames = {
  client: null,
  groups: {},
  operations: {},
  types: {},
  errors: {},
  aliases: {},
};

/** What `names` hands on: every naming decision, made once, with its reason. Plain data. */
import type { Pointer } from "./document.js";

export interface NameTable {
  /** Client class, such as `OpenRouter`. */
  readonly client: string;
  /** npm package name, such as `openrouter-rerank`. */
  readonly package: string;
  /** Prefix of environment variables, such as `OPENROUTER`. */
  readonly envPrefix: string;
  /** By pointer of the schema: each schema that becomes a declaration of its own, component or inline. Values are unique. */
  readonly types: Readonly<Record<Pointer, string>>;
  /**
   * By pointer of an inline schema that says just what another one does, of the same body or response in a media type before it: the
   * pointer of that. It has the declarations of that, none of its own.
   */
  readonly copies: Readonly<Record<Pointer, Pointer>>;
  /** By pointer of a schema that needs a second declaration: what those are called. Unique among `types`, too. */
  readonly variants: Readonly<Record<Pointer, TypeVariants>>;
  /** By group, its path joined with dots (`beta.responses`); every parent has an entry of its own. */
  readonly resources: Readonly<Record<string, ResourceNames>>;
  /** By pointer of the operation, such as `/paths/~1rerank/post`. */
  readonly operations: Readonly<Record<Pointer, OperationNames>>;
  /**
   * Error class names by pointer: of the response's schema where it stands, of the component that it refers to (so that one
   * component has one class), and of the response for one without a schema.
   */
  readonly errors: Readonly<Record<Pointer, string>>;
  /** Of classes that no component schema names, by name: what names each, the shape of what it brings, an operation that throws it. */
  readonly errorKeys: Readonly<
    Record<string, readonly [key: string, shape: string, operation: string]>
  >;
  /** By old name: what the document calls by another one now. Names of operations stand with the operation. */
  readonly aliases: Readonly<Record<string, NameAlias>>;
  /** Why each name is what it is; `specwright why NAME` prints it. */
  readonly reasons: readonly NameReason[];
}

export interface TypeVariants {
  /** `PetInput`: what a request takes, where `readOnly` and `writeOnly` make it differ from what a response brings. */
  readonly input?: string;
  /** `PetBase`: the properties that all members of the discriminated union `Pet` share. */
  readonly base?: string;
  /** `PetBaseInput`: both at once. */
  readonly baseInput?: string;
}

export interface ResourceNames {
  /** Property on its parent or on the client: `rerank`. */
  readonly property: string;
  /** Class, unique in the package: `Rerank`. */
  readonly className: string;
  /** File stem below `src/resources/`, unique when case is ignored. */
  readonly file: string;
  /** The path that the document asks for; another one than its own where something else is called so. */
  readonly asked: string;
}

export interface MethodPlace {
  /** Property path on the client. */
  readonly group: readonly string[];
  readonly method: string;
}

export interface OperationNames {
  /** Property path on the client, such as `["rerank"]`; empty for a method on the client itself. */
  readonly group: readonly string[];
  /** Method on that group, such as `rerank`. */
  readonly method: string;
  /** Further places of the same method: the document lists the operation under several tags, of which the first is its home. */
  readonly aliases: readonly MethodPlace[];
  /** What it was called before: deprecated aliases, the oldest first. */
  readonly former: readonly FormerOperationNames[];
  /** What the manifest knows of its parameters' names; one that is not among them is new. */
  readonly parameters: readonly KnownParameter[];
  /** Standalone function, unique in the package, such as `rerank`. */
  readonly function: string;
  /** File stem below `src/operations/`, kebab-case, unique when case is ignored. */
  readonly file: string;
  /** `RerankRequest`: the flat argument. */
  readonly requestType: string;
  /** `RerankResponse`: the success value. May be the name of a component. */
  readonly responseType: string;
  /** `RerankError`: union of everything that the call may throw. */
  readonly errorType: string;
}

/** A method and a function that an operation had once, with the types in the function's module. */
export type FormerOperationNames = Pick<
  OperationNames,
  "group" | "method" | "function" | "file" | "requestType" | "errorType"
> & {
  /** `null` where the response was a component. */
  readonly responseType: string | null;
  /** Version of the package that has them as aliases for the first time. */
  readonly since: string;
};

/** A parameter that users know. */
export interface KnownParameter {
  readonly in: string;
  /** As the document has it now. */
  readonly wireName: string;
  /** Property of the flat argument that users know; `null` where the document has renamed it. */
  readonly property: string | null;
  /** Old names; the last is the one before a rename. */
  readonly former: readonly FormerProperty[];
}

export interface FormerProperty {
  readonly property: string;
  readonly since: string;
}

/** An old name of a type or an error class. */
export interface NameAlias {
  readonly kind: "type" | "error";
  /** The name to use. */
  readonly to: string;
  /** Version of the package that has the alias for the first time. */
  readonly since: string;
}

export interface NameReason {
  readonly name: string;
  readonly kind: "type" | "operation" | "method" | "group" | "error" | "client" | "property";
  readonly pointer: Pointer;
  /** What the document said and the rule that made the name, one sentence. */
  readonly reason: string;
  /** Of a name that was given or taken away by a rename: `was` before, `since` a version of the package. */
  readonly history?: NameHistory;
}

export interface NameHistory {
  /** An old name: what it is now. Otherwise `null`. */
  readonly now: string | null;
  /** What it was called before, the oldest first. */
  readonly was: readonly string[];
  /** Version of the package that has the name, or the alias, for the first time. */
  readonly since: string;
}

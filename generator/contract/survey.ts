/** What `survey` hands on: the answers to everything about the document that more than one stage asks. */
import type { JsonObject, LoadedDocument, Pointer, Schema } from "./document.js";

export interface Survey {
  readonly document: LoadedDocument;
  /**
   * In document order, then webhooks; each operation's callbacks directly after it. Without those that an extension such as
   * `x-speakeasy-ignore` leaves out.
   */
  readonly operations: readonly UsingOperation[];
  /** Schemas of parameters that the client can hold for every call (`x-speakeasy-globals`). */
  readonly globals: readonly SchemaUse[];
  readonly refTargets: RefTargets;
  readonly polymorphism: Polymorphism;
  readonly reach: Reach;
  readonly schemas: Schemas;
  readonly objects: Objects;
}

/** An object of the document, after its own `$ref`s, and where it stands. */
export interface Located<Value = JsonObject> {
  readonly value: Value;
  readonly pointer: Pointer;
}

export interface LocatedSchema {
  readonly schema: Schema;
  readonly pointer: Pointer;
}

/** `webhook` and `callback`: the API calls its user, so requests come in and responses go out. */
export type OperationKind = "operation" | "webhook" | "callback";

/** An operation as the document describes it. */
export interface OperationSite {
  readonly kind: OperationKind;
  /** As seen from the document's root: `/paths/~1rerank/post`. */
  readonly pointer: Pointer;
  /** Where it really stands when its path item is a reference. */
  readonly canonical: Pointer;
  /** Lower case, as the document has it. */
  readonly method: string;
  /** `/rerank`; of a webhook its name, of a callback its expression. */
  readonly path: string;
  readonly operation: JsonObject;
  readonly pathItem: JsonObject;
  readonly pathItemPointer: Pointer;
}

export interface UsingOperation extends OperationSite {
  /** In document order: parameters, body, responses with their headers. */
  readonly uses: readonly SchemaUse[];
}

export type Direction = "request" | "response";

/** A place of an operation where a schema is used: what the SDK needs a type expression for. */
export interface SchemaUse {
  /** Canonical: references of the parameter, body, response or header itself have been followed. */
  readonly pointer: Pointer;
  readonly schema: Schema;
  /** As the SDK's user sees it: `request` is what they pass, `response` is what they get. */
  readonly direction: Direction;
  /** A header is one of a response, or of a part of a multipart body. */
  readonly role: "parameter" | "body" | "response" | "header";
  /** Of a parameter or header. */
  readonly name: string | null;
  /** Of a response or its header: `200`, `4XX`, `default`. */
  readonly status: string | null;
  readonly mediaType: string | null;
  /** True for `itemSchema`: one item of a stream. */
  readonly item: boolean;
  /** Where the response or request body object itself stands; of a parameter, the parameter. */
  readonly owner: Pointer;
}

/** What the `$ref`s of the document lead to. */
export interface RefTargets {
  readonly pointers: ReadonlySet<Pointer>;
  /** The objects that stand there: a schema that is none of them is no target, whatever its pointer. */
  readonly schemas: ReadonlySet<JsonObject>;
}

/** Discriminated unions. @see https://spec.openapis.org/oas/v3.1.1#discriminator-object */
export interface Polymorphism {
  /**
   * Components that stand for any of their members, with the members of each. `Pet` with a discriminator, which `Cat` and `Dog`
   * extend by `allOf`, stands for `Cat` or `Dog`; and for itself as well where it has a tag of its own.
   */
  readonly bases: ReadonlyMap<Pointer, readonly Pointer[]>;
  /** By schema, then by property: the tags that mean this schema. */
  readonly tags: ReadonlyMap<Pointer, ReadonlyMap<string, Tags>>;
  /** Unions that list their members beside a discriminator, by the schema that does. */
  readonly unions: ReadonlyMap<JsonObject, DiscriminatedUnion>;
}

export interface DiscriminatedUnion {
  /** The property that holds the tag. */
  readonly property: string;
  /** By member. */
  readonly tags: ReadonlyMap<Pointer, Tags>;
}

export interface Tags {
  readonly values: readonly string[];
  /** True where a mapping says so; without one the tag is the schema's name. */
  readonly mapped: boolean;
  /** True for a `defaultMapping`: any other value means this schema too, and so does none. */
  readonly isDefault: boolean;
  /** True where the schema has the tag from what it extends, and so wherever it is used; otherwise only as a member of a union. */
  readonly isInherited: boolean;
}

/** Which schemas a request can hold, which a response, and where the two would differ. */
export interface Reach {
  /** True where some request, or response, can hold a value of this schema. */
  isReached(schema: JsonObject, direction: Direction): boolean;
  /** True where properties that only one direction has stand in the schema, or in anything that it refers to. */
  differs(schema: JsonObject): boolean;
}

/** Schemas after their references. */
export interface Schemas {
  /** With the place where it stands. Keywords beside a `$ref` are left aside. */
  located(pointer: Pointer): LocatedSchema | undefined;
  /** With the keywords that stand beside a `$ref` laid over its target; `undefined` for a boolean schema, and for no schema. */
  resolved(pointer: Pointer | null): JsonObject | undefined;
}

/** The properties of objects, wherever `allOf` gathers them from. */
export interface Objects {
  /** All properties of the schema at `pointer`, inherited ones included; `null` where it is not simply an object. */
  at(pointer: Pointer): ObjectShape | null;
  /**
   * The properties of an object that is nothing else, for what lists them one by one; `null` for any other: unions, arrays, maps,
   * what may be null, and the base of a discriminated union.
   */
  flat(pointer: Pointer): readonly ObjectProperty[] | null;
  /**
   * What the schema at `pointer` and everything in its `allOf` say of properties, whatever else they are: of `allOf: [{ oneOf: ... },
   * { required: [id] }]` that `id` is required.
   */
  described(pointer: Pointer): ObjectShape;
  /**
   * All schemas that hold for a value at once, those that overrule others after them: what the schema at `pointer` refers to, what its
   * `allOf` gathers, and itself.
   */
  parts(pointer: Pointer): readonly SchemaPart[];
  /** Own properties of `schema` and those of its `allOf`; unions beside them are left to the caller. */
  compose(schema: JsonObject, pointer: Pointer): Composition;
}

/** One of the schemas that hold for a value at once. */
export interface SchemaPart {
  readonly schema: JsonObject;
  readonly pointer: Pointer;
  /** Gathered by an `allOf`, rather than the schema itself or what it refers to. */
  readonly isInherited: boolean;
}

/** One property of an object, wherever in its `allOf` it comes from. */
export interface ObjectProperty {
  readonly name: string;
  readonly pointer: Pointer;
  readonly required: boolean;
}

export interface ObjectShape {
  /** Several schemas where several describe one property: the value must be all of them. */
  readonly properties: ReadonlyMap<string, readonly LocatedSchema[]>;
  readonly required: ReadonlySet<string>;
  /** Of other keys: `additionalProperties` and `patternProperties`. */
  readonly index: readonly LocatedSchema[];
  /** The schemas that say this, without their `allOf`. */
  readonly parts: readonly JsonObject[];
}

export interface Composition {
  readonly own: ObjectShape;
  /** Schemas that are referred to and are plain objects themselves. */
  readonly bases: readonly { readonly pointer: Pointer; readonly shape: ObjectShape }[];
  /** What is no plain object: the value must be that as well. */
  readonly others: readonly LocatedSchema[];
}

/** One operation of the SDK model: what it takes, what it gives, what it throws. */
import type { Json, Pointer } from "./document.js";
import type { FormerOperationNames, FormerProperty, MethodPlace } from "./names.js";
import type { ObjectProperty } from "./survey.js";
import type { ExternalDocs, RetryPolicy, Server } from "./model.js";
import type { Constraints } from "./type.js";
import type { TypeExpression } from "./types.js";
import type { XmlNode } from "./xml.js";

/** @see https://spec.openapis.org/oas/v3.1.1#operation-object */
export interface Operation {
  /** `operationId`, or the id made for it; unique. */
  readonly id: string;
  readonly pointer: Pointer;
  /** Upper case: `POST`. */
  readonly method: string;
  /** As the document has it: `/things/{thing-id}`. */
  readonly path: string;
  readonly names: {
    readonly group: readonly string[];
    readonly method: string;
    readonly aliases: readonly MethodPlace[];
    readonly former: readonly FormerOperationNames[];
    readonly function: string;
    readonly file: string;
    readonly requestType: string;
    readonly responseType: string;
    readonly errorType: string;
  };
  /** The document names it for the example that the README begins with: its position among those; `null` where it does not. */
  readonly featured: number | null;
  readonly summary: string | null;
  readonly description: string | null;
  readonly deprecated: boolean;
  /** Why, and what to use instead. */
  readonly deprecation: string | null;
  readonly externalDocs: ExternalDocs | null;
  readonly parameters: readonly Parameter[];
  readonly body: RequestBody | null;
  /** True where a call with no request argument is valid: `request` is then optional. */
  readonly requestOptional: boolean;
  /** The flat argument as rows of the docs table, required first, then document order. */
  readonly arguments: readonly Argument[];
  /** Success responses, the primary one (JSON wins) first. */
  readonly successes: readonly SuccessResponse[];
  /** What can be called with what comes back. */
  readonly links: readonly Link[];
  readonly errors: readonly ErrorResponse[];
  /** Alternatives, each a set of scheme ids that go together; `[[]]` means that no credential is needed. */
  readonly security: readonly (readonly string[])[];
  /** Servers of the operation or its path where they differ from the client's. */
  readonly servers: readonly Server[];
  /** The policy that stands in the emitted function; `null` for the runtime's default. */
  readonly retries: RetryPolicy | null;
  /** How the list comes page by page; `null`: it does not. */
  readonly pagination: Pagination | null;
  /** How the answer comes piece by piece; `null`: it comes whole. */
  readonly stream: StreamResponse | null;
  /** Wire name of the declared idempotency header. */
  readonly idempotencyHeader: string | null;
}

/** Where a value stands in a response: property names, and positions in lists; a negative one counts from the end. */
export type ValuePath = readonly (string | number)[];

/** A list that comes page by page. */
export interface Pagination {
  readonly kind: "cursor" | "offset" | "page" | "nextUrl" | "linkHeader";
  /** In the request argument, what the next page is asked for by: `["cursor"]`, `["body", "offset"]`. Empty for URLs. */
  readonly parameter: readonly string[];
  /** The items; `[]`: the response is the list; `null`: each page as a whole is one item. */
  readonly items: ValuePath | null;
  readonly itemType: TypeExpression;
  /** The next cursor or the next page's URL; `null` for the other kinds. */
  readonly next: ValuePath | null;
  /** False on the last page. */
  readonly hasMore: ValuePath | null;
  /** For `offset` the number of all items, for `page` the number of all pages. */
  readonly total: ValuePath | null;
  /** Offset of the first item or number of the first page, where it is not the runtime's default. */
  readonly start: number | null;
  /** Which extension said so, or `detected`. */
  readonly source: string;
}

/** A success response that comes item by item. */
export interface StreamResponse {
  readonly kind: "eventStream" | "jsonLines";
  readonly mediaType: string;
  /** Type of one item. */
  readonly item: TypeExpression;
  /** Of server-sent events: an item is the event's `data`, or the event with `data` in it. `data` for JSON lines. */
  readonly itemIs: "data" | "event";
  /** How `data` is read. */
  readonly data: "json" | "text";
  /** Names of events whose data is read the other way. */
  readonly dataExceptions: readonly string[];
  /** The `data` that ends the stream, such as `[DONE]`. */
  readonly sentinel: string | null;
  /**
   * `always`: the operation has no other success. `flag`: it streams when the argument at `flag` is true. `accept`: the
   * caller asks for it by the `Accept` header.
   */
  readonly when: "always" | "flag" | "accept";
  /** In the request argument: `["stream"]`, `["body", "stream"]`; empty without a flag. */
  readonly flag: readonly string[];
  /** It streams unless the flag is given as false. */
  readonly byDefault: boolean;
}

export type ParameterStyle =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  /** Not OpenAPI's: `collectionFormat: tsv` of Swagger 2.0. */
  | "tabDelimited"
  | "deepObject"
  | "cookie";

/** @see https://spec.openapis.org/oas/v3.1.1#parameter-object */
export interface Parameter {
  readonly in: "path" | "query" | "header" | "cookie" | "querystring";
  readonly wireName: string;
  /** Property of the flat argument. */
  readonly property: string;
  /** Its old names, each a deprecated alias. */
  readonly former: readonly FormerProperty[];
  readonly required: boolean;
  readonly deprecated: boolean;
  /** Why, and what to use instead. */
  readonly deprecation: string | null;
  readonly description: string | null;
  /** What the type cannot say: `A whole number, at least 1.` */
  readonly facts: string | null;
  readonly constraints: Constraints | null;
  readonly type: TypeExpression;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  /** True where the schema allows strings, numbers, booleans and null only: with its place's default style it needs no serializer. */
  readonly primitive: boolean;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
  /** Media type, for a parameter described by `content`. */
  readonly contentType: string | null;
  /** Can be set once on the client. */
  readonly global: boolean;
  /** Can only be set there. */
  readonly hidden: boolean;
  /** The only value that a required parameter can have: sent where the caller does not give it. */
  readonly constant: Json | undefined;
  readonly default: Json | undefined;
  /** Of a default that is an integer beyond 2^53, which a number cannot hold. */
  readonly defaultDigits: string | null;
  /** Where the Parameter or Header Object stands, after its references; `null` where the document has none. */
  readonly pointer: Pointer | null;
  readonly schemaPointer: Pointer | null;
}

export type ContentKind =
  "json" | "form" | "multipart" | "text" | "xml" | "binary" | "eventStream" | "jsonLines" | "none";

export type JsonKind = "object" | "array" | "string" | "number" | "boolean" | "null";

export interface ExpectedJson {
  /** In the order of `JsonKind`. */
  readonly kinds: readonly JsonKind[];
  /** Properties of which an object has at least one; empty where it may have none of those that are known. */
  readonly required: readonly string[];
}

/** @see https://spec.openapis.org/oas/v3.1.1#media-type-object */
export interface Content {
  readonly mediaType: string;
  /** Where the Media Type Object stands, after its references. */
  readonly pointer: Pointer;
  readonly kind: ContentKind;
  /** Of `jsonLines` and `eventStream` in a response: of one item. Of `jsonLines` in a request: what is sent line by line. */
  readonly type: TypeExpression;
  /** Of `jsonLines` in a response: how an item is read; `json` for all else. */
  readonly data: StreamResponse["data"];
  /** Of JSON in a response: what can be seen of any value that is what the schema says; `null` where nothing can. */
  readonly expected: ExpectedJson | null;
  readonly schemaPointer: Pointer | null;
  /** Of `xml`, which is a structure: a text is `text`, whatever the media type. `null` for all else. */
  readonly xml: XmlNode | null;
  /** Per property, for form and multipart. */
  readonly encoding: readonly (Encoding & { readonly property: string })[];
  /** Of a multipart body that is a list of parts without names; `null` for every other body. */
  readonly parts: {
    /** By position. */
    readonly prefix: readonly Encoding[];
    /** Of every further part. */
    readonly rest: Encoding | null;
  } | null;
}

/** @see https://spec.openapis.org/oas/v3.1.1#encoding-object */
export interface Encoding {
  readonly contentType: string | null;
  readonly style: ParameterStyle | null;
  readonly explode: boolean | null;
  readonly allowReserved: boolean;
  /** Of a part of a multipart body. */
  readonly headers: readonly PartHeader[];
}

export interface PartHeader extends Parameter {
  /** What is sent whatever the caller says: the one value that the schema allows. `default` stands in where the caller says nothing. */
  readonly fixed: Json | undefined;
}

/** @see https://spec.openapis.org/oas/v3.1.1#request-body-object */
export interface RequestBody {
  readonly required: boolean;
  readonly description: string | null;
  /** Of the first content. `flat`: its properties stand at the top of the argument. `property`: under `body`. */
  readonly placement: "flat" | "property";
  /** The one that is sent, first; the others can be chosen by `contentType`. Each media type once. */
  readonly contents: readonly RequestContent[];
  /** Of a flat body: its properties, without those that only a response has. */
  readonly properties: readonly ObjectProperty[];
}

/** A way to send a body. */
export interface RequestContent extends Content {
  /** Where this one stands in the argument; `flat` only where the first content is. */
  readonly placement: "flat" | "property";
  /** What the argument `partHeaders` can hold: by property of the body, the headers that the document leaves open. */
  readonly partHeaders: readonly {
    readonly part: string;
    /** The part is always there, and so is one of the headers. */
    readonly required: boolean;
    readonly headers: readonly PartHeader[];
  }[];
}

/** One row of "what this method takes". */
export interface Argument {
  readonly name: string;
  readonly type: TypeExpression;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description: string | null;
  /** What the type cannot say. */
  readonly facts: string | null;
  readonly default: Json | undefined;
  /** Of a default that is an integer beyond 2^53. */
  readonly defaultDigits: string | null;
  readonly from: "path" | "query" | "header" | "cookie" | "querystring" | "body";
}

/** @see https://spec.openapis.org/oas/v3.1.1#link-object */
export interface Link {
  /** Group and method of the operation that it leads to. */
  readonly call: readonly string[];
  readonly description: string | null;
  readonly parameters: readonly {
    readonly name: string;
    /** Where `value` is a path into; `null` where it is the value itself, or an expression. */
    readonly from: "request" | "response" | null;
    readonly value: string;
  }[];
}

/** @see https://spec.openapis.org/oas/v3.1.1#response-object */
export interface SuccessResponse {
  /** `200`, `2XX` or `default`. */
  readonly status: string;
  readonly description: string;
  /** Primary first. Empty for a response without a body. */
  readonly contents: readonly Content[];
  /** Of the others, those that say something else than the primary one: a caller may ask for them. */
  readonly alternatives: readonly Content[];
  readonly headers: readonly ResponseHeader[];
}

/** @see https://spec.openapis.org/oas/v3.1.1#header-object */
export interface ResponseHeader {
  readonly name: string;
  /** Property of the typed headers: `xRateLimit`. */
  readonly property: string;
  /** How its text is read; `strings` is a list with commas. */
  readonly kind: "string" | "number" | "boolean" | "strings" | "json";
  /** Of what is read. */
  readonly type: TypeExpression;
  readonly description: string | null;
  readonly deprecated: boolean;
  /** Why, or what to use instead, where the document says so. */
  readonly deprecation: string | null;
}

export interface ErrorResponse {
  /** `404`, `4XX` or `default`. */
  readonly status: string;
  readonly className: string;
  readonly description: string;
  readonly mediaTypes: readonly string[];
}

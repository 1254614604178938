/** What templates see of one operation. */
import type { ExternalDocs, Json, Link, RetryPolicy, TypeExpression } from "../contract/index.js";
import type { RuntimeArgument, RuntimeReference } from "./runtime-reference.js";

export interface ServerView {
  readonly url: string;
  readonly id: string | null;
  readonly description: string | null;
  /** Values that stand in `{braces}` in `url`. */
  readonly variables: readonly {
    readonly name: string;
    readonly default: string;
    readonly enum: readonly string[] | null;
    readonly description: string | null;
  }[];
}

/** A retry policy with the figures that prose needs. */
export interface RetryView extends RetryPolicy {
  /** As the runtime takes it: without `source`. */
  readonly config: Json;
  /** The constant that stands for it, where several operations have it; `null` where it is written out. */
  readonly constant: string | null;
  /** `maxElapsedTime` in seconds. `null`: never retried. */
  readonly maxElapsedSeconds: number | null;
}

/** One method and its standalone function. */
export interface OperationView {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** As it is sent: without a fragment. */
  readonly wirePath: string;
  readonly summary: string | null;
  readonly description: string | null;
  readonly deprecated: boolean;
  /** Why, and what to use instead. */
  readonly deprecation: string | null;
  readonly externalDocs: ExternalDocs | null;
  /** `rerank`: method on its group. */
  readonly methodName: string;
  /** `rerank`: standalone function. */
  readonly functionName: string;
  /** `rerank`: stem of its file below `src/operations/`. */
  readonly fileName: string;
  readonly errorType: string;
  /** Of a method that the document has renamed: what to call instead. Otherwise `null`. */
  readonly replacement: string | null;
  /** How an example calls the method: `openRouter.rerank.rerank`. */
  readonly access: string;
  /** What the method's class hands to the function: `this.#client`, or `this` on the client itself. */
  readonly receiver: string;
  readonly request: RequestView;
  readonly response: ResponseView;
  /** The answer as a stream, for who asks for it; `null` where there is no choice. */
  readonly stream: StreamView | null;
  /** What in the request asks for the stream; `null` where a function and a method of their own give it. */
  readonly streamFlag: StreamFlagView | null;
  /** Other media types of the response, each with a function and a method of its own. */
  readonly alternatives: readonly AlternativeView[];
  /** Documented headers of the response; `null` without any. */
  readonly headers: HeadersView | null;
  /** What can be called with what comes back; `access` as in an example. */
  readonly links: readonly (Link & { readonly access: string })[];
  /** `null` where the answer is not a page of a list. */
  readonly paging: PagingView | null;
  /** As the runtime takes them; `null` without any. */
  readonly parameters: RuntimeArgument | null;
  /** A parameter stands somewhere else than in a header. */
  readonly placesParameters: boolean;
  /** What makes the body, or `null` without one. */
  readonly body: RuntimeReference | null;
  readonly errors: readonly OperationErrorView[];
  /** The constant that stands for the table of them, where several operations have it; `null` where it is written out. */
  readonly errorTable: string | null;
  /** What reads the data of those that are XML; `null` without such. */
  readonly readError: RuntimeReference | null;
  /** Their classes, each once. */
  readonly errorClasses: readonly string[];
  /** Alternatives of scheme ids; `null` where no credential is asked for. */
  readonly security: readonly (readonly string[])[] | null;
  /** The constant that stands for them, where several operations have the same; `null` where they are written out. */
  readonly securityConstant: string | null;
  /** Servers where they differ from the client's, as the runtime takes them, or `null`. */
  readonly servers: Json | null;
  readonly idempotencyHeader: string | null;
  /** The policy that stands in the function; `null` for the runtime's default. */
  readonly retries: RetryView | null;
  /** Whether an example needs a request. */
  readonly hasExample: boolean;
  /** A request to show, or `null`. Contents of files stand in it as `{ "$file": "text" }`. */
  readonly example: Json;
  /** Docs page and heading: `docs/rerank.md#rerank`. */
  readonly docs: string;
  /** The heading alone: `rerank`. */
  readonly anchor: string;
}

/** The flat argument; its shape is that of the variant with the default media type. */
export interface RequestView extends RequestShapeView {
  readonly optional: boolean;
  /** One for each shape that media types give the argument, the default first; empty where there is one shape. */
  readonly variants: readonly RequestShapeView[];
  /** Every argument, body properties included: the rows of the docs table. */
  readonly arguments: readonly ArgumentView[];
  /** Arguments that can have one value only: sent where they are not given. */
  readonly constants: readonly { readonly name: string; readonly value: Json }[];
  /** Arguments that the document has renamed, with the names that they had. */
  readonly renamed: readonly { readonly name: string; readonly former: readonly string[] }[];
}

export interface RequestShapeView {
  readonly typeName: string;
  /**
   * `interface`: extends `base` (if any) with the members. `intersection`: `base & { members }`, for a base that is no
   * name. `empty`: there is nothing to give.
   */
  readonly shape: "interface" | "intersection" | "empty";
  /** Type of a body that lies flat in the argument. */
  readonly base: TypeExpression | null;
  /** Parameters, `body` where it has a place of its own, `contentType` where there is a choice, `partHeaders` where parts have some. */
  readonly members: readonly RequestMemberView[];
  /** Of arguments that have to be given, by one of their names: what is given for each choice of them. Usually empty. */
  readonly either: readonly (readonly RequestMemberView[])[];
  /** What the body is sent as, or `null` without one. */
  readonly mediaType: string | null;
}

export interface RequestMemberView {
  readonly name: string;
  readonly type: TypeExpression;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** Why, and what to use instead. */
  readonly deprecation: string | null;
  readonly description: string | null;
  /** What the type cannot say: `A whole number, at least 1.` */
  readonly facts: string | null;
  readonly in: "path" | "query" | "header" | "cookie" | "querystring" | "body";
  /** `null` where it is the same as `name`, and for the body. */
  readonly wireName: string | null;
  /** Set on the client for all calls. */
  readonly global: boolean;
  /** As source text, or `null`. */
  readonly default: string | null;
  /** Of an object that is written out where it stands; otherwise empty. */
  readonly members: readonly RequestMemberView[];
}

export interface ArgumentView {
  readonly name: string;
  readonly type: TypeExpression;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly description: string | null;
  /** What the type cannot say. */
  readonly facts: string | null;
  /** As source text, or `null`. */
  readonly default: string | null;
  /** As source text, or `null`. */
  readonly example: string | null;
}

export interface ResponseView {
  readonly type: TypeExpression;
  /** Declared in the operation's file as `type`, or `null` where `type` is already a name (or `void`). */
  readonly alias: string | null;
  /** What to write for the result: the alias or `type`. */
  readonly name: TypeExpression;
  /** True where the call resolves without a value. */
  readonly isVoid: boolean;
  /** True where it resolves with items that arrive one by one. */
  readonly isStream: boolean;
  readonly parser: RuntimeReference;
  readonly description: string;
  /** `200`, `2XX` or `default`; empty where the document lists no success. */
  readonly status: string;
  readonly mediaType: string | null;
}

/** The answer item by item, beside the one that comes whole. */
export interface StreamView {
  /** `Stream<Item>`. */
  readonly type: TypeExpression;
  readonly itemType: TypeExpression;
  readonly parser: RuntimeReference;
  /** The operation's own, where a flag asks for the stream. */
  readonly methodName: string;
  readonly functionName: string;
  /** How an example calls the method. */
  readonly access: string;
  readonly hasExample: boolean;
  /** A request that asks for the stream, or `null`. */
  readonly example: Json;
}

/** The response in another media type. */
export interface AlternativeView {
  readonly mediaType: string;
  readonly type: TypeExpression;
  readonly parser: RuntimeReference;
  readonly methodName: string;
  readonly functionName: string;
  /** How an example calls the method. */
  readonly access: string;
  /** As of the operation. */
  readonly replacement: string | null;
}

export interface StreamFlagView {
  /** Where it stands in the request. */
  readonly path: readonly string[];
  /** It streams unless the flag is false. */
  readonly byDefault: boolean;
  /** What a request that streams has: `{ stream: true }`. */
  readonly on: TypeExpression;
  /** What any other has: `{ stream?: false | null | undefined }`. */
  readonly off: TypeExpression;
}

/** What `withResponse()` has as `headers`. */
export interface HeadersView {
  readonly typeName: string;
  /** For headers that the options make dates or 64-bit integers of, or `null`. */
  readonly conversion: RuntimeArgument | null;
  readonly members: readonly {
    readonly name: string;
    readonly property: string;
    readonly kind: "string" | "number" | "boolean" | "strings" | "json";
    readonly type: TypeExpression;
    readonly description: string | null;
    readonly deprecated: boolean;
    readonly deprecation: string | null;
  }[];
}

/** A list that comes page by page. */
export interface PagingView {
  /** Where the items stand in the response; `null`: a page as a whole is its one item. */
  readonly items: readonly (string | number)[] | null;
  readonly itemType: TypeExpression;
  /** What finds the next page. */
  readonly next: RuntimeReference;
  /** Which extension said so, or `detected`. */
  readonly source: string;
}

export interface OperationErrorView {
  /** `404`, `4XX` or `default`. */
  readonly status: string;
  /** For people: `404`, or `4XX, 5XX` for `default`. */
  readonly statusText: string;
  readonly className: string;
  readonly description: string;
  /** For the docs table: `application/json`, or `*\/*`. */
  readonly mediaTypes: string;
}

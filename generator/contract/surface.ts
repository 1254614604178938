/** What `surface` hands on: what a user of the package sees and relies on, without how it is made. Plain data. */
import type { Json, Pointer } from "./document.js";
import type { SymbolUse } from "./files.js";
import type { Direction } from "./survey.js";
import type { Constraints, Type } from "./type.js";

export interface Surface {
  /** npm name of the package. */
  readonly package: string;
  /** As a person names the input: `openapi.yaml`, `HEAD~1:openapi.yaml`. */
  readonly source: string;
  readonly client: {
    /** `OpenRouter` */
    readonly className: string;
    readonly optionsName: string;
    /** By id: how a credential is sent, and the options that hold it. */
    readonly schemes: ReadonlyMap<
      string,
      { readonly sent: string; readonly options: readonly string[] }
    >;
    /** What the client's options hold beside those of the runtime. */
    readonly options: readonly {
      readonly name: string;
      readonly type: Type;
      readonly pointer: Pointer;
    }[];
  };
  /** In document order. */
  readonly operations: readonly OperationSurface[];
  /** By name. */
  readonly types: ReadonlyMap<string, TypeSurface>;
  /** By name of the class. */
  readonly errors: ReadonlyMap<string, ErrorSurface>;
  readonly webhooks: ReadonlyMap<string, WebhookSurface>;
  /** Every name that the package exports, beside those of the runtime. */
  readonly exports: ReadonlyMap<string, SymbolUse>;
  readonly servers: readonly string[];
  /** Title of the API. */
  readonly title: string;
  /** Title and summary of the API. */
  readonly docs: string;
}

/** A declared type. */
export interface TypeSurface {
  readonly name: string;
  /** What it is declared for; a type that responses have may be sent back in requests. */
  readonly direction: Direction;
  readonly type: Type;
  /** Interfaces that it extends. */
  readonly heritage: readonly string[];
  readonly pointer: Pointer;
  readonly doc: string | null;
  readonly constraints: Constraints | null;
}

export interface ErrorSurface {
  readonly name: string;
  /** Of `error.data`. */
  readonly data: Type;
  /** Of `error.status`. */
  readonly status: Type;
  readonly pointer: Pointer;
}

export interface WebhookSurface {
  readonly type: Type;
  readonly docs: string;
}

export interface OperationSurface {
  readonly id: string;
  readonly pointer: Pointer;
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  /** From the client: `["rerank", "rerank"]`. */
  readonly call: readonly string[];
  /** Further paths to the same method. */
  readonly aliases: readonly (readonly string[])[];
  readonly function: string;
  /** Further methods, and their functions, for another form of the response: as a stream, as text. */
  readonly variants: readonly {
    readonly call: readonly string[];
    readonly function: string;
  }[];
  /** Stem of its module below `operations/`. */
  readonly file: string;
  /** Functions, each with the stem of its module, that the operation had before the document renamed it: deprecated, and still there. */
  readonly former: readonly { readonly function: string; readonly file: string }[];
  readonly requestType: string;
  readonly responseType: string;
  readonly errorType: string;
  /** The argument: what stands at its top, and `body` where the body has a place of its own. */
  readonly request: Type;
  /** The argument without `contentType`, for each media type that the body can be sent as; without a body one, whose media type is `null`. */
  readonly contents: readonly { readonly mediaType: string | null; readonly request: Type }[];
  /** The argument can be left out. */
  readonly requestOptional: boolean;
  readonly result: ResultSurface;
  /** Of the stream that can be asked for beside the result; `null` where there is none. */
  readonly streamItem: Type | null;
  /** Of the documented response headers. */
  readonly headers: Type;
  /** By status, also `4XX` and `default`: the class that is thrown. */
  readonly errors: ReadonlyMap<string, string>;
  readonly parameters: readonly ParameterSurface[];
  /** Media types of the body; `null` without a body. */
  readonly bodyMediaTypes: readonly string[] | null;
  /** Of all successes. */
  readonly responseMediaTypes: readonly string[];
  readonly security: readonly (readonly string[])[];
  /** Its own; empty where it has the client's. */
  readonly servers: readonly string[];
  /** As JSON; `null` for the runtime's default. */
  readonly retries: string | null;
  readonly idempotencyHeader: string | null;
  readonly deprecated: boolean;
  readonly docs: string;
}

/** What a call gives: one value, a list that goes on over pages, or a stream of items. */
export type ResultSurface =
  | { readonly kind: "value"; readonly type: Type }
  | { readonly kind: "pages"; readonly type: Type; readonly item: Type }
  | { readonly kind: "stream"; readonly item: Type };

/** How a value of the argument is sent. */
export interface ParameterSurface {
  readonly property: string;
  readonly in: string;
  readonly wireName: string;
  /** Style, explode and what else decides how the value is written. */
  readonly encoding: string;
  readonly required: boolean;
  readonly default: Json | undefined;
  readonly pointer: Pointer | null;
}

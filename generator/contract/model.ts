/**
 * The SDK model: what the generated package is, before any text. Plain readonly data, JSON-serialisable, no TypeScript nodes.
 * `specwright inspect` prints it; templates see parts of it. Docs are Markdown as the document has them.
 */
import type { Conversion } from "./conversion.js";
import type { Json, Pointer } from "./document.js";
import type { Operation } from "./operation.js";
import type { TypeDeclaration, TypeExpression } from "./types.js";
import type { XmlContents, XmlNode } from "./xml.js";

export interface SdkModel {
  readonly package: PackageModel;
  readonly api: ApiModel;
  readonly client: ClientModel;
  /** Top-level groups, in order of first use. Operations without a group stand on the client. */
  readonly resources: readonly Resource[];
  /** Every operation, in document order. */
  readonly operations: readonly Operation[];
  readonly errors: readonly ErrorClass[];
  /** Old names of classes, each a deprecated alias. */
  readonly errorAliases: readonly { readonly name: string; readonly to: string }[];
  /** What the API sends to its user as JSON, in document order; empty where it is signed in a way that the SDK cannot verify. */
  readonly webhooks: readonly Webhook[];
  /** What is converted in what arrives, whichever webhook it is; `null` where nothing is. */
  readonly webhookConversion: Conversion | null;
  readonly types: readonly TypeDeclaration[];
  /** Of types that stand in XML: where. */
  readonly xmlContents: XmlContents;
  /** The package has schemas to compare responses with. */
  readonly validates: boolean;
}

/** @see https://spec.openapis.org/oas/v3.1.1#info-object */
export interface ApiModel {
  readonly title: string;
  readonly version: string;
  readonly summary: string | null;
  readonly description: string | null;
  readonly termsOfService: string | null;
  readonly contact: {
    readonly name: string | null;
    readonly url: string | null;
    readonly email: string | null;
  } | null;
  readonly license: { readonly name: string; readonly url: string | null } | null;
  readonly externalDocs: ExternalDocs | null;
}

export interface ExternalDocs {
  readonly url: string;
  readonly description: string | null;
}

/** package.json and README facts, from the config with defaults from the document. */
export interface PackageModel {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly author: string | null;
  readonly repository: string | null;
  readonly homepage: string | null;
  readonly keywords: readonly string[];
}

export interface ClientModel {
  /** `OpenRouter`; the light client for standalone functions is `<className>Core`, its options `<className>Options`. */
  readonly className: string;
  /** `openRouter`: what examples call an instance. */
  readonly variableName: string;
  readonly coreName: string;
  readonly optionsName: string;
  /** `OpenRouterError`, and `isOpenRouterError`. */
  readonly baseErrorName: string;
  /** `OpenRouterDefaultError`: 4XX and 5XX without a class of their own. */
  readonly defaultErrorName: string;
  readonly envPrefix: string;
  readonly servers: readonly Server[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** Parameters that every call takes and that can be set once on the client. */
  readonly globals: readonly GlobalParameter[];
  /** Wire names of headers, query parameters, cookies and properties of bodies that no log shows. */
  readonly sensitive: readonly string[];
  /** Document-wide policy, or `null` for the runtime's default. */
  readonly retries: RetryPolicy | null;
}

/** @see https://spec.openapis.org/oas/v3.1.1#server-object */
export interface Server {
  readonly url: string;
  readonly id: string | null;
  readonly description: string | null;
  readonly variables: readonly {
    readonly name: string;
    readonly default: string;
    readonly enum: readonly string[] | null;
    readonly description: string | null;
  }[];
}

/** @see https://spec.openapis.org/oas/v3.1.1#security-scheme-object */
export interface SecurityScheme {
  /** Key in `components.securitySchemes`. */
  readonly id: string;
  readonly kind: "bearer" | "basic" | "apiKey" | "http" | "oauth2" | "openIdConnect" | "mutualTLS";
  /** Client option(s) that hold it: `apiKey`, or `username` and `password`. */
  readonly options: readonly {
    readonly name: string;
    readonly env: string;
    readonly description: string;
    /** `secret` is the key or token itself. Client credentials have `secret` (a token that the caller has) and the last three. */
    readonly role: "secret" | "username" | "password" | "clientId" | "clientSecret" | "tokenUrl";
  }[];
  /** For `apiKey`: where and under which wire name. */
  readonly in: "header" | "query" | "cookie" | null;
  readonly wireName: string | null;
  /** For `http`: the scheme's name as it stands in the Authorization header. */
  readonly scheme: string | null;
  readonly oauth2: {
    /** As in the document; a relative one is relative to the client's base URL. */
    readonly tokenUrl: string | null;
    /** It is on a host of the document's servers, so that it goes where a `baseURL` or another server goes. */
    readonly followsServer: boolean;
    readonly authorizationUrl: string | null;
    readonly refreshUrl: string | null;
    readonly scopes: readonly string[];
    /** Of client credentials: what else the token endpoint is told, each from an option of the client. */
    readonly parameters: readonly TokenParameter[];
  } | null;
  readonly description: string | null;
}

/** `audience`, `resource` and the like. */
export interface TokenParameter {
  /** Client option. */
  readonly name: string;
  readonly env: string;
  readonly description: string;
  readonly wireName: string;
  /** Sent where the client has no value. */
  readonly default: string | null;
}

export interface GlobalParameter {
  /** Option name, such as `httpReferer`. */
  readonly property: string;
  readonly env: string;
  readonly type: TypeExpression;
  readonly description: string | null;
  /** What the type cannot say: `At least 1.` */
  readonly facts: string | null;
  readonly default: Json | undefined;
  /** Of a default that is an integer beyond 2^53. */
  readonly defaultDigits: string | null;
  /** It is no argument of calls. */
  readonly hidden: boolean;
  readonly wireName: string;
  readonly in: "header" | "query" | "path" | "cookie";
}

export interface RetryPolicy {
  readonly strategy: "backoff" | "none";
  readonly backoff: {
    /** All in milliseconds but the exponent. */
    readonly initialInterval: number;
    readonly maxInterval: number;
    readonly exponent: number;
    readonly maxElapsedTime: number;
  } | null;
  readonly statusCodes: readonly string[];
  readonly retryConnectionErrors: boolean;
  /** Which extension or config key said so, for the docs. */
  readonly source: string;
}

/** A group of methods: one class and one docs page. */
export interface Resource {
  /** Property on its parent: `rerank`. */
  readonly property: string;
  /** Unique class name: `Rerank`. */
  readonly className: string;
  /** File stem below `src/resources/`, unique. */
  readonly file: string;
  /** From the root: `["rerank"]`. */
  readonly path: readonly string[];
  readonly title: string;
  readonly description: string | null;
  /** Ids of the operations directly on it. */
  readonly operations: readonly string[];
  /** Operations that are at home in another group, and what they are called here. */
  readonly aliases: readonly { readonly operation: string; readonly method: string }[];
  /** Of a group that is there for its old methods only: the path of the group that has them now. Otherwise `null`. */
  readonly replacement: readonly string[] | null;
  readonly children: readonly Resource[];
}

/** One entry of `webhooks`. @see https://spec.openapis.org/oas/v3.1.1#openapi-object */
export interface Webhook {
  /** As the document has it. */
  readonly name: string;
  readonly summary: string | null;
  readonly description: string | null;
  readonly deprecated: boolean;
  /** Of what arrives. */
  readonly type: TypeExpression;
}

/** A class of `src/errors.ts`. */
export interface ErrorClass {
  readonly name: string;
  /** Statuses for which it is thrown, sorted: `["400"]`. */
  readonly statuses: readonly string[];
  /** Type of `error.data`. */
  readonly data: TypeExpression;
  /** True where the body is a text, and so the data, whether or not it could be read as JSON. */
  readonly isText: boolean;
  /** How it stands in XML; `null` where it comes as something else. */
  readonly xml: XmlNode | null;
  readonly description: string;
  readonly pointer: Pointer;
}

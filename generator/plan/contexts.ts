/**
 * What templates see: one interface for each kind of template. The kind follows from the template's file name:
 *
 * | name contains  | context            | made                                                                  |
 * |----------------|--------------------|-----------------------------------------------------------------------|
 * | `[operation]`  | `OperationContext` | one file for each operation                                           |
 * | `[former]`     | `FormerOperationContext` | one file for each function that an operation had before the document renamed it |
 * | `[resource]`   | `ResourceContext`  | one file for each group of methods                                    |
 * | `[page]`       | `PageContext`      | one file for each docs page: each group with methods, and the client  |
 * | none of these  | `PackageContext`   | one file                                                              |
 *
 * Plain JSON (`specwright inspect --template ID` prints it). Every key is always set, `null` where there is nothing to say:
 * Handlebars' strict mode does not catch `{{#if missing}}`.
 */
import type {
  ApiModel,
  Json,
  PackageModel,
  TypeDeclaration,
  TypeExpression,
  ValueSchema,
} from "../contract/index.js";
import type { ClientView } from "./client-contexts.js";
import type { OperationView } from "./operation-contexts.js";
import type { RuntimeArgument, RuntimeReference } from "./runtime-reference.js";

export type * from "./client-contexts.js";
export type * from "./operation-contexts.js";

/** In every context. */
export interface CommonContext {
  readonly package: PackageModel;
  readonly api: ApiModel;
  readonly client: ClientView;
}

/** README, package.json, client, errors, types, index of the docs: everything that exists once. */
export interface PackageContext extends CommonContext {
  /** Groups directly on the client. */
  readonly topResources: readonly ResourceLink[];
  /** Methods directly on the client. */
  readonly clientOperations: readonly OperationView[];
  /** Every operation, in document order. */
  readonly operations: readonly OperationView[];
  readonly errors: readonly ErrorView[];
  /** Old names of error classes. */
  readonly errorAliases: readonly RenamedView[];
  /** Modules that operations had under names that the document has changed. */
  readonly formerOperations: readonly FormerOperationView[];
  /** Schema types; `{{declaration this}}` writes one. */
  readonly types: readonly TypeDeclaration[];
  /** Of schema types with dates or 64-bit integers in them, where the options ask for these. */
  readonly conversions: readonly ConversionView[];
  /** Of schema types that bodies of XML have in them. */
  readonly xmlContents: readonly XmlContentView[];
  readonly pages: readonly PageView[];
  /** What can be imported beside the package itself: of each template that says so and makes a file. */
  readonly entries: readonly EntryView[];
  /** The document's types as openapi-typescript makes them; `null` where nobody asked for them. */
  readonly openapi: string | null;
  /** What the API sends to its user; `null` where that is nothing, or cannot be verified. */
  readonly webhooks: WebhooksView | null;
  /** Schemas to compare responses with; `null` where the configuration asks for none. */
  readonly validation: ValidationView | null;
  /** The operation that README shows: the first that takes something and is not deprecated. `null` without operations. */
  readonly featured: OperationView | null;
  /** What `request` does for endpoints that the document does not have. */
  readonly requestDefaults: RequestDefaultsView;
  /** Retry policies and error tables that several operations share; `null` where there are none. */
  readonly policies: PoliciesView | null;
  /** What the operations together make use of. */
  readonly uses: {
    readonly files: boolean;
    /** Some body is a JSON Merge Patch. */
    readonly mergePatches: boolean;
    /** Some operation is grouped. */
    readonly resources: boolean;
    /** Some union has a member for every other tag. */
    readonly unmappedTags: boolean;
    readonly streams: boolean;
    readonly pages: boolean;
    readonly conversions: boolean;
    /** Some body is a structure in XML. */
    readonly xml: boolean;
    /** There are `xmlContents`. */
    readonly xmlContents: boolean;
    /** Some conversion makes a `Date`. */
    readonly dates: boolean;
    /** Some conversion makes a `bigint`. */
    readonly int64: boolean;
  };
}

export interface EntryView {
  /** `./webhooks`, or `./operations/*` for what a template makes of each operation. */
  readonly specifier: string;
  /** The same without `./`. */
  readonly name: string;
  /** The built module, without its ending: `webhooks`, `operations/*`. */
  readonly module: string;
}

/** What several operations share: each is a constant. */
export interface PoliciesView {
  readonly retries: readonly { readonly name: string; readonly config: Json }[];
  readonly errors: readonly {
    readonly name: string;
    readonly entries: RequestDefaultsView["errors"];
  }[];
  readonly security: readonly {
    readonly name: string;
    readonly schemes: NonNullable<OperationView["security"]>;
  }[];
}

/** What the document's operations have in common. */
export interface RequestDefaultsView {
  /** By status; the last is `default`. */
  readonly errors: readonly { readonly status: string; readonly className: string }[];
  /** As in `OperationView`. */
  readonly errorTable: string | null;
  /** As in `OperationView`. */
  readonly readError: RuntimeReference | null;
  readonly security: OperationView["security"];
  /** As in `OperationView`. */
  readonly securityConstant: string | null;
  /** Those that are set on the client, but for the path's: `request` is given its path whole. */
  readonly parameters: RuntimeArgument | null;
  readonly idempotencyHeader: string | null;
}

export interface OperationContext extends CommonContext {
  readonly operation: OperationView;
}

export interface FormerOperationContext extends CommonContext {
  readonly former: FormerOperationView;
}

/** An old name, and the one to use. */
export interface RenamedView {
  readonly name: string;
  readonly to: string;
}

/** What an operation's module had before the document renamed the operation. */
export interface FormerOperationView {
  /** Stem of its file below `src/operations/`. */
  readonly fileName: string;
  readonly functions: readonly RenamedView[];
  readonly types: readonly RenamedView[];
}

export interface ResourceContext extends CommonContext {
  readonly resource: ResourceView;
}

export interface PageContext extends CommonContext {
  readonly page: PageView;
}

/** A class of `src/errors.ts`. */
export interface ErrorView {
  readonly name: string;
  readonly statuses: readonly string[];
  /** The statuses as numbers, or `null` where one of them is a range. */
  readonly statusCodes: readonly number[] | null;
  readonly data: TypeExpression;
  /** What makes the data: a function of the runtime, with a conversion or none; `null` where it is what JSON says. */
  readonly converter:
    (Omit<ConverterView, "value"> & { readonly value: RuntimeArgument | null }) | null;
  readonly description: string;
}

/** A function of the runtime, and the conversion that it takes. */
export interface ConverterView {
  readonly name: string;
  readonly value: RuntimeArgument;
}

/** What is converted in a value of a declared type. */
export interface ConversionView {
  /** `conversionOfPet`. */
  readonly name: string;
  /** `Pet`. */
  readonly typeName: string;
  readonly value: RuntimeArgument;
}

/** Where the values of a declared type stand in XML. */
export interface XmlContentView {
  /** `xmlOfPet`. */
  readonly name: string;
  /** `Pet`. */
  readonly typeName: string;
  readonly value: RuntimeArgument;
}

export interface WebhooksView {
  /** `WebhookEvents`: the payloads by the names of the webhooks. */
  readonly eventsName: string;
  /** `WebhookEvent`: any of them. */
  readonly eventName: string;
  /** The environment variable that holds the secret. */
  readonly env: string;
  /** The function that reads the payload, and what it converts; `null` where that is what JSON says. */
  readonly reader: ConverterView | null;
  readonly events: readonly {
    readonly name: string;
    readonly type: TypeExpression;
    readonly summary: string | null;
    readonly description: string | null;
    readonly deprecated: boolean;
  }[];
}

export interface ValidationView {
  /** Each after those that it needs. */
  readonly schemas: readonly { readonly name: string; readonly schema: ValueSchema }[];
  /** Those of which anything is compared. */
  readonly operations: readonly {
    readonly id: string;
    readonly responses: readonly StatusSchemaView[];
    readonly errors: readonly StatusSchemaView[];
    /** Of one item of a stream, or `null`. */
    readonly item: ValueSchema | null;
    /** Of the response in another media type, or of one item of it. */
    readonly alternatives: readonly { readonly mediaType: string; readonly schema: ValueSchema }[];
  }[];
  /** Of what any webhook brings, or `null`. */
  readonly webhook: ValueSchema | null;
}

export interface StatusSchemaView {
  readonly status: string;
  readonly schema: ValueSchema;
}

export interface ResourceLink {
  /** What to use instead of a group that is there for its old methods only; `null` for all others. */
  readonly replacement: string | null;
  /** Property on its parent. */
  readonly property: string;
  readonly className: string;
  readonly description: string | null;
  /** Of its module in `src/resources`, without an ending. */
  readonly fileName: string;
}

export interface ResourceView extends ResourceLink {
  readonly title: string;
  /** `openRouter.rerank`. */
  readonly access: string;
  readonly operations: readonly OperationView[];
  readonly children: readonly ResourceLink[];
}

export interface PageView {
  /** Stem of its file below `docs/`. */
  readonly fileName: string;
  /** `docs/rerank.md`. */
  readonly path: string;
  readonly title: string;
  readonly description: string | null;
  /** `openRouter.rerank`, or `openRouter`. */
  readonly access: string;
  readonly operations: readonly OperationView[];
  /** Methods of the group that have their home, and so their text, elsewhere. */
  readonly aliases: readonly AliasView[];
}

export interface AliasView {
  readonly methodName: string;
  readonly access: string;
  /** How the home has it: `shop.toys.list`. */
  readonly home: string;
  /** Its text, from another page: `toys.md#list`; and from the README. */
  readonly href: string;
  readonly docs: string;
  readonly summary: string | null;
}

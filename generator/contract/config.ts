/** The configuration after the file, the flags and the defaults have been brought together. Paths are absolute. */
import type { RetryPolicy } from "./model.js";

/** What operations are chosen by. */
export interface Selector {
  /** Tags of operations, as they are written. */
  readonly tags: readonly string[];
  /** Path templates; `*` stands for text within one segment, `**` for any number of segments. Of a webhook its name. */
  readonly paths: readonly string[];
  /** operationIds, or a method and a path: `GET /pets/*`. */
  readonly operations: readonly string[];
}

/** Which operations are generated: those that any entry of `include` means (all where it is empty), without those that any of `exclude` means. */
export interface OperationFilter {
  readonly include: Selector;
  readonly exclude: Selector & { readonly deprecated: boolean };
  /** Whether components that nothing refers to are generated; `null`: where no filter is set. */
  readonly keepUnreferenced: boolean | null;
}

export interface ResolvedConfig {
  /** File path, URL or `-` for standard input. */
  readonly input: string;
  /** Folder of the generated package. */
  readonly output: string;
  /** Folder that overlays `templates/`, or `null`. */
  readonly templates: string | null;
  /** Overlay documents, applied in order. */
  readonly overlays: readonly string[];
  /** Hosts that remote `$ref`s may be fetched from. */
  readonly allowHosts: readonly string[];
  readonly filter: OperationFilter;
  readonly package: {
    readonly name: string | null;
    readonly version: string | null;
    readonly description: string | null;
    readonly license: string | null;
    readonly author: string | null;
    readonly repository: string | null;
    readonly homepage: string | null;
  };
  readonly client: {
    /** Class name, such as `OpenRouter`; `null`: from the document's title. */
    readonly name: string | null;
    readonly envPrefix: string | null;
  };
  /** What strings and numbers become whose format says more than JSON can. */
  readonly types: {
    readonly dates: "string" | "Date";
    readonly int64: "number" | "bigint";
  };
  /** Overrides the document's own policy; `null`: as the document says. */
  readonly retries: RetryPolicy | null;
  /** Whether the package has schemas that compare what arrives with the document. */
  readonly validation: boolean;
  /** Whether the package has `paths` for openapi-fetch, as openapi-typescript makes them. */
  readonly openapiTypes: boolean;
  readonly release: {
    /** Whether the version follows from what has changed since the last release. */
    readonly bump: boolean;
    /** Whether CHANGELOG.md is written then. */
    readonly changelog: boolean;
  };
  /** Whether old names are left out, instead of being deprecated aliases. */
  readonly dropAliases: boolean;
  /** The least severity of a diagnostic that makes the command fail: with exit code 2 for an error, 1 for a warning. */
  readonly failOn: "error" | "warning" | "never";
}

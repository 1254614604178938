/** The configuration after the file, the flags and the defaults have been brought together. Paths are absolute. */
import type { RetryPolicy } from "./model.js";

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
  /** Overrides the document's own policy; `null`: as the document says. */
  readonly retries: RetryPolicy | null;
  /** The least severity of a diagnostic that makes the command fail: with exit code 2 for an error, 1 for a warning. */
  readonly failOn: "error" | "warning" | "never";
}

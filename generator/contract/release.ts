/** What was last released, as the package keeps it: enough to describe it again, offline and without a repository. */
import type { ResolvedConfig } from "./config.js";
import type { LoadedDocument } from "./document.js";
import type { KeptNames } from "./kept-names.js";

export interface Release {
  /** Of the package. */
  readonly version: string;
  /** `2026-11-30` */
  readonly date: string;
  /** `specwright 0.1.0` */
  readonly generator: string;
  /** sha256 (hex) over the surface: what a later generator makes of the same document may be another one. */
  readonly surface: string;
  /** sha256 (hex) over the templates. */
  readonly templates: string;
  readonly settings: ReleaseSettings;
  /** With references, overlays and filters resolved. */
  readonly document: Pick<LoadedDocument, "declaredVersion" | "root" | "exactIntegers">;
  /** That its users know. */
  readonly names: KeptNames;
}

/** Of the configuration, what shapes the package beside the document. */
export type ReleaseSettings = Pick<
  ResolvedConfig,
  "package" | "client" | "types" | "retries" | "validation" | "openapiTypes"
>;

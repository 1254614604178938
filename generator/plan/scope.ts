/** What the views of operations share. */
import type { Samples, TypeDeclaration } from "../contract/index.js";
import type { ConversionScope } from "./conversions.js";
import type { CallNames } from "./stream-view.js";
import type { XmlConstants } from "./xml.js";

export interface RequestScope {
  readonly declarations: ReadonlyMap<string, TypeDeclaration>;
  /** Names of types that files of operations must not declare anew. */
  readonly taken: Set<string>;
  readonly conversions: ConversionScope;
  readonly xml: XmlConstants;
  readonly samples: Samples;
}

export interface OperationScope extends RequestScope, CallNames {}

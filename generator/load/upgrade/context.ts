import type { Origins } from "../references/origins.js";
import type { ReportAt } from "./report-at.js";

/** What the upgrade of one schema needs beside it. */
export interface SchemaContext {
  readonly origins: Origins;
  /** 2.0 and 3.0: constructs that 3.1 no longer has mean what they meant there. */
  readonly legacy: boolean;
  readonly reportAt: ReportAt;
}

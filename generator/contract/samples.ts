/** What `samples` hands on: values to show. Those of types that JSON has not, such as bytes, are what JSON has in their place. */
import type { Json } from "./document.js";

export interface OperationSample {
  /**
   * A request in terms of the flat argument: what is required, and what the document has an example of. Where the argument is a
   * bigint, a value that no number can hold is a `LargeInteger`.
   */
  readonly request: Json;
  /** By argument: the example that the document gives of it. */
  readonly arguments: ReadonlyMap<string, Json>;
}

/** By id of the operation. */
export type Samples = ReadonlyMap<string, OperationSample>;

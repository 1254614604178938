/** All schemas and references of a document that is in one piece. */
import type { SourceFile } from "../read/source-file.js";
import type { Node } from "../value.js";
import { rootOf, type Origins, type Place } from "./origins.js";
import { walk, type Reference } from "./walk.js";

export interface Inventory {
  /** Every schema, each once, with the place that it was written at. */
  readonly schemas: readonly { readonly schema: Node; readonly place: Place }[];
  /** Those of them that describe the items of a stream. */
  readonly itemSchemas: Inventory["schemas"];
  /** Every reference, each once. */
  readonly references: readonly Reference[];
}

export function inventoryOf(file: SourceFile, origins: Origins): Inventory {
  const schemas: { schema: Node; place: Place }[] = [];
  const itemSchemas: { schema: Node; place: Place }[] = [];
  const references: Reference[] = [];
  const visitor = {
    origins,
    seen: new WeakSet<object>(),
    isLocal: () => false,
    onSchema: (schema: Node, place: Place) => void schemas.push({ schema, place }),
    onItemSchema: (schema: Node, place: Place) => void itemSchemas.push({ schema, place }),
    onReference: (reference: Reference) => void references.push(reference),
    onDynamicReference: () => {},
  };
  walk(visitor, file.value, "document", rootOf(file), () => {});
  return { schemas, itemSchemas, references };
}

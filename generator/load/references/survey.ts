/** All schemas and references of a document that is in one piece. */
import type { SourceFile } from "../read/source-file.js";
import type { Node } from "../value.js";
import { spotOf, type Origins, type Place } from "./origins.js";
import { walk, type Site } from "./walk.js";

export interface Survey {
  /** Every schema, each once, with the place that it was written at. */
  readonly schemas: readonly { readonly schema: Node; readonly place: Place }[];
  /** Those of them that describe the items of a stream. */
  readonly itemSchemas: Survey["schemas"];
  /** Every reference, each once. */
  readonly sites: readonly Site[];
}

export function survey(file: SourceFile, origins: Origins): Survey {
  const schemas: { schema: Node; place: Place }[] = [];
  const itemSchemas: { schema: Node; place: Place }[] = [];
  const sites: Site[] = [];
  const visitor = {
    origins,
    seen: new WeakSet<object>(),
    isLocal: () => false,
    onSchema: (schema: Node, place: Place) => void schemas.push({ schema, place }),
    onItemSchema: (schema: Node, place: Place) => void itemSchemas.push({ schema, place }),
    onReference: (site: Site) => void sites.push(site),
    onDynamicReference: () => {},
  };
  walk(visitor, file.value, "document", spotOf(file), () => {});
  return { schemas, itemSchemas, sites };
}

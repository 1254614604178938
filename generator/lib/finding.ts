/** A diagnostic about a place of the loaded document. */
import type { Diagnostic, LoadedDocument, Pointer, SourceLocation } from "../contract/index.js";
import { overlayOf, type Fix } from "./overlay.js";

export interface Finding extends Omit<Diagnostic, "location" | "overlay"> {
  readonly pointer: Pointer;
  /** The change of the document that ends the finding, where one is sure to be right. */
  readonly fix?: Fix;
}

/** Location and overlay are looked up when they are first read: that parses the document again, and most findings are never printed. */
export function finding(document: LoadedDocument, { pointer, fix, ...rest }: Finding): Diagnostic {
  let location: SourceLocation | undefined;
  const placed = {
    ...rest,
    get location() {
      location ??= document.locate(pointer);
      return location;
    },
  };
  if (fix === undefined) return placed;
  return Object.defineProperty(placed, "overlay", {
    enumerable: true,
    get: () => overlayOf(document, rest.rule, { pointer, fix }),
  });
}

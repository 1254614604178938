/** A diagnostic about a place of the loaded document. */
import type { Diagnostic, LoadedDocument, Pointer, SourceLocation } from "../contract/index.js";
import { overlayOf, type Fix } from "./overlay.js";

export interface Finding extends Omit<Diagnostic, "location" | "overlay" | "overlayKind"> {
  readonly pointer: Pointer;
  /** The change of the document that ends the finding. */
  readonly fix?: Fix;
}

/**
 * Location and overlay are looked up when they are first read: that parses the document again, and most findings are
 * never printed.
 */
export function finding(document: LoadedDocument, { pointer, fix, ...rest }: Finding): Diagnostic {
  let location: SourceLocation | undefined;
  const placed = {
    ...rest,
    get location() {
      location ??= document.locate(pointer);
      return location;
    },
  };
  return fix === undefined
    ? placed
    : withOverlay(placed, fix, () => overlayOf(document, rest.rule, { pointer, fix }));
}

/** The overlay is made when it is first read. */
export function withOverlay(
  diagnostic: Diagnostic,
  { template }: Fix,
  make: () => string | undefined,
): Diagnostic {
  let made: { readonly text: string | undefined } | undefined;
  const text = () => (made ??= { text: make() }).text;
  const kind = template === true ? "template" : "sure";
  return Object.defineProperties(diagnostic, {
    overlay: { enumerable: true, get: text },
    overlayKind: { enumerable: true, get: () => (text() === undefined ? undefined : kind) },
  });
}

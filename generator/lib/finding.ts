/** A diagnostic about a place of the loaded document. */
import type { Diagnostic, LoadedDocument, Pointer, SourceLocation } from "../contract/index.js";

export interface Finding extends Omit<Diagnostic, "location"> {
  readonly pointer: Pointer;
}

/** The location is looked up when it is first read: that parses the document again, and most findings are never printed. */
export function finding(document: LoadedDocument, { pointer, ...rest }: Finding): Diagnostic {
  let location: SourceLocation | undefined;
  return {
    ...rest,
    get location() {
      location ??= document.locate(pointer);
      return location;
    },
  };
}

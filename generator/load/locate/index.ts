/** From a JSON pointer to a line of the user's file. @see https://www.rfc-editor.org/rfc/rfc6901 */
import type { Pointer, SourceLocation } from "../../contract/index.js";
import { child, segmentsOf } from "../../lib/pointer.js";
import { jsonLocator, type Position } from "./json.js";
import { yamlLocator } from "./yaml.js";

/** Where a pointer of `text` stands; the nearest existing parent where it does not exist. */
export function locatorOf(
  name: string,
  format: "json" | "yaml",
  text: string,
  hasRepeatedKeys: boolean,
): (pointer: Pointer) => SourceLocation {
  let find: ((segments: readonly string[]) => Position) | undefined;
  let position: ((offset: number) => { line: number; column: number }) | undefined;
  return (pointer) => {
    if (find === undefined || position === undefined) {
      find = format === "json" ? jsonLocator(text, hasRepeatedKeys) : yamlLocator(text);
      position = positionsIn(text);
    }
    const segments = segmentsOf(pointer);
    const place = find(segments);
    return {
      file: name,
      ...position(place.start),
      pointer: child("", ...segments.slice(0, place.depth)),
    };
  };
}

/** Offsets to lines and columns, both from 1. */
function positionsIn(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  const readTo = (offset: number): void => {
    for (let last = starts.at(-1) ?? 0; last <= offset;) {
      const end = text.indexOf("\n", last);
      if (end === -1) return;
      starts.push((last = end + 1));
    }
  };
  return (offset) => {
    readTo(offset);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

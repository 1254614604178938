/** What the parts of the upgrade from Swagger 2.0 share. */
import type { Pointer } from "../../../contract/index.js";
import { segmentsOf, child } from "../../../lib/pointer.js";
import { copyMarked } from "../../references/copy.js";
import type { Origins } from "../../references/origins.js";
import { isNode, own, type Node, type Value } from "../../value.js";
import type { ReportAt } from "../report-at.js";

export class Swagger2Context {
  readonly root: Node;
  readonly origins: Origins;
  readonly reportAt: ReportAt;
  readonly #local: WeakSet<object>;
  readonly #moves = new Map<Pointer, Pointer>();

  constructor(root: Node, origins: Origins, local: WeakSet<object>, reportAt: ReportAt) {
    this.root = root;
    this.origins = origins;
    this.reportAt = reportAt;
    this.#local = local;
  }

  /** Remembers where a part has gone, for the references that lead there. */
  moved(from: Pointer, to: Pointer): void {
    this.#moves.set(from, to);
  }

  /** Where the value at `pointer` is after the upgrade. */
  newPointer(pointer: Pointer): Pointer {
    const segments = segmentsOf(pointer);
    for (let length = segments.length; length > 0; length--) {
      const moved = this.#moves.get(child("", ...segments.slice(0, length)));
      if (moved !== undefined) return child(moved, ...segments.slice(length));
    }
    return pointer;
  }

  copy(value: Value): Value {
    return copyMarked(value, this.origins, this.#local);
  }

  /** The media types of a `consumes` or `produces` of an operation, or else of the document. */
  mediaTypes(operation: Node | null, key: "consumes" | "produces"): string[] {
    const list = (operation === null ? undefined : own(operation, key)) ?? own(this.root, key);
    return Array.isArray(list)
      ? list.filter((type): type is string => typeof type === "string" && type !== "")
      : [];
  }
}

/** The object member `key`, or an empty object that is not part of the document. */
export function nodeAt(node: Node, key: string): Node {
  const value = own(node, key);
  return isNode(value) ? value : {};
}

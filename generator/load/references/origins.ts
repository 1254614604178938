/**
 * Where the parts of the loaded document come from. Only the joints are remembered; between them a place follows from
 * its parent's.
 */
import type { Pointer } from "../../contract/index.js";
import { child } from "../../lib/pointer.js";
import type { SourceFile } from "../read/source-file.js";
import { isNode, type Value } from "../value.js";

/** A place in the user's files. */
export interface Place {
  readonly file: SourceFile;
  readonly pointer: Pointer;
  /** The document that a `$ref` here is relative to: `file`, but for what an overlay brought in. */
  readonly base: SourceFile;
}

/** A value with the place that it was written at. */
export interface LocatedValue extends Place {
  readonly value: Value;
}

export class Origins {
  readonly #joints = new WeakMap<object, Place>();

  /** Remembers that `value` was written at `place`, wherever it stands now. */
  set(value: Value, { file, pointer, base }: Place): void {
    if (typeof value === "object" && value !== null)
      this.#joints.set(value, { file, pointer, base });
  }

  /** Where `value` was written, for a joint. */
  of(value: object): Place | undefined {
    return this.#joints.get(value);
  }

  /** The place of the member `key` with the value `value`, in the value at `place`. */
  placeOf(place: Place, key: string | number, value: Value): Place {
    const joint = typeof value === "object" && value !== null ? this.#joints.get(value) : undefined;
    return joint ?? { file: place.file, pointer: child(place.pointer, key), base: place.base };
  }

  /** The member `key` of the value at `located`; `undefined` where it has none. */
  descend(located: LocatedValue, key: string): LocatedValue | undefined {
    const value = memberOf(located.value, key);
    return value === undefined ? undefined : { value, ...this.placeOf(located, key, value) };
  }
}

function memberOf(value: Value, key: string): Value | undefined {
  if (Array.isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
  return isNode(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function rootOf(file: SourceFile): LocatedValue {
  return { value: file.value, file, base: file, pointer: "" };
}

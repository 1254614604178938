/** The Encoding Objects of a media type. @see https://spec.openapis.org/oas/v3.2.0#encoding-object */
import type { Located } from "../contract/index.js";
import { child, isObject } from "./pointer.js";
import { list, namedEntries } from "./read.js";

export interface LocatedEncoding extends Located {
  /** Of `encoding`: the property. Of `prefixEncoding`: the position. `null` for `itemEncoding`. */
  readonly key: string | number | null;
}

/** By name, by position, and for every further item. */
export function encodingsIn({ value, pointer }: Located): readonly LocatedEncoding[] {
  const named = namedEntries(value["encoding"]).map(([key, encoding]) => {
    return { key, value: encoding, pointer: child(pointer, "encoding", key) };
  });
  const prefix = list(value["prefixEncoding"]).map((encoding, key) => {
    return { key, value: encoding, pointer: child(pointer, "prefixEncoding", key) };
  });
  const rest = { key: null, value: value["itemEncoding"], pointer: child(pointer, "itemEncoding") };
  return [...named, ...prefix, rest].flatMap(({ key, value: encoding, pointer: place }) =>
    isObject(encoding) ? [{ key, value: encoding, pointer: place }] : [],
  );
}

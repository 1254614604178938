/** The Encoding Objects of a media type. @see https://spec.openapis.org/oas/v3.2.0#encoding-object */
import { child, isObject, type Placed } from "./pointer.js";
import { list, namedEntries } from "./read.js";

export interface PlacedEncoding extends Placed {
  /** Of `encoding`: the property. Of `prefixEncoding`: the position. `null` for `itemEncoding`. */
  readonly key: string | number | null;
}

/** By name, by position, and for every further item. */
export function encodingsIn({ value, pointer }: Placed): readonly PlacedEncoding[] {
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

import type { ParameterSerializer } from "../../core/operation.js";
import { encode, encodeQueryReserved } from "./encode.js";
import { entriesOf, kindOf, text, unwrap } from "./members.js";

export interface DeepObjectStyle {
  /** Default false. */
  readonly allowReserved?: boolean;
  /**
   * How a list inside is written, which the specification leaves open: `tags[0]=a&tags[1]=b` (the default, the only one that keeps lists of
   * objects apart), `tags[]=a&tags[]=b` or `tags=a&tags=b`. Lists of objects always have indices.
   */
  readonly arrays?: "indices" | "brackets" | "repeat";
}

/** `style: deepObject` in a query: `color[R]=100&color[G]=200`, to any depth. OpenAPI 3.1, Style Values. */
export function deepObject({
  allowReserved = false,
  arrays = "indices",
}: DeepObjectStyle = {}): ParameterSerializer {
  const encodeValue = allowReserved ? encodeQueryReserved : encode;
  /** What a list's name gets for an item: `[0]`, `[]` or nothing. */
  const step = (key: string, isPlainList: boolean) => {
    if (!isPlainList || arrays === "indices") return `[${key}]`;
    return arrays === "brackets" ? "[]" : "";
  };

  function pairs(path: string, value: unknown): string[] {
    const plain = unwrap(value);
    if (plain === undefined || plain === null) return [];
    const kind = kindOf(plain);
    if (kind === "one") return [`${encode(path)}=${encodeValue(text(plain))}`];
    const entries = entriesOf(plain);
    const isPlainList =
      kind === "list" && entries.every(([, member]) => kindOf(unwrap(member)) === "one");
    return entries.flatMap(([key, member]) => pairs(path + step(key, isPlainList), member));
  }

  return (name, value) => pairs(name, value).join("&");
}

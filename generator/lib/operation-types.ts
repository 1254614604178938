/** The types that an operation of a surface has in its argument and its outcome. */
import type { OperationSurface, Type } from "../contract/index.js";
import { namesIn } from "./type.js";

/** Every name in them; classes of errors are not among these. */
export function typeNamesOf(operation: OperationSurface): readonly string[] {
  const { request, contents, result, streamItem, headers } = operation;
  const types: readonly (Type | null)[] = [
    request,
    ...contents.map((each) => each.request),
    result.kind === "stream" ? result.item : result.type,
    result.kind === "pages" ? result.item : null,
    streamItem,
    headers,
  ];
  return types.flatMap((type) => (type === null ? [] : [...namesIn(type)]));
}

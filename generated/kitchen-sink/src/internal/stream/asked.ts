/** Whether the argument asks for a stream: by the boolean at `path`, such as `["body", "stream"]`. Left out or null, it means `byDefault`. */
import { entriesIn, own } from "../own.js";
export function asksForStream(
  request: object,
  path: readonly string[],
  byDefault = false,
): boolean {
  const flag = path.reduce<unknown>((value, name) => own(entriesIn(value), name), request);
  return flag === true || (byDefault && flag !== false);
}

import { InvalidRequestError } from "../core/errors.js";
import { entriesIn } from "./own.js";

/**
 * A value as it stands in a URL or in a header, where the document says no more of it than its name.
 * @throws {InvalidRequestError} it has no text: nobody means `[object Object]`, `NaN` or the source of a function
 */
export function plainText(value: unknown, property: string): string {
  if (Array.isArray(value)) return value.map((item) => plainText(item, property)).join(",");
  const { toJSON } = entriesIn(value);
  const plain: unknown = typeof toJSON === "function" ? Reflect.apply(toJSON, value, []) : value;
  if (/^(string|boolean|bigint)$/.test(typeof plain) || Number.isFinite(plain))
    return String(plain);
  throw new InvalidRequestError(property, `\`${property}\` has no text: it is no single value`);
}

/** Names of second declarations: request forms of schemas with `readOnly` or `writeOnly` properties, bases of discriminated unions. */
import type { Pointer, TypeVariants } from "../contract/index.js";
import type { SchemaUse } from "../lib/schema-uses.js";
import type { InlineContext } from "./inline.js";

export function nameVariants(_context: InlineContext, _uses: readonly SchemaUse[]): Readonly<Record<Pointer, TypeVariants>> {
  return {};
}

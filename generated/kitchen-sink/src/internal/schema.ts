/** The parts that emitted schemas are made of: valibot's, and what JSON needs besides. The one place that reaches it. */
import { bare, entriesIn, own } from "./own.js";
import * as valibot from "valibot";

export {
  any,
  array,
  bigint,
  boolean,
  date,
  exactOptional as optional,
  intersect,
  lazy,
  literal,
  never,
  null_ as null,
  nullable,
  number,
  picklist,
  strictTuple as tuple,
  string,
  tupleWithRest,
  union,
  unknown,
} from "valibot";

/** Admits just the values of a type. A Standard Schema (https://standardschema.dev). */
export type Schema<T> = valibot.GenericSchema<unknown, T>;

type Entries = valibot.ObjectEntries;

const jsonObject = expecting(
  "Object",
  valibot.custom<object>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  ),
);

/** The same schema, with what its issues, and those of unions that it is in, say of what was expected. */
/* @__NO_SIDE_EFFECTS__ */
function expecting<S extends Schema<unknown>>(expects: string, schema: S): S {
  return { ...schema, expects };
}

/** An object with these properties; others may follow, of the kind `rest` where that is given. A list is none. */
/* @__NO_SIDE_EFFECTS__ */
export function object<const E extends Entries>(
  entries: E,
): Schema<valibot.InferOutput<valibot.LooseObjectSchema<E, undefined>>>;
/* @__NO_SIDE_EFFECTS__ */
export function object<const E extends Entries, R extends Schema<unknown>>(
  entries: E,
  rest: R,
): Schema<valibot.InferOutput<valibot.ObjectWithRestSchema<E, R, undefined>>>;
/* @__NO_SIDE_EFFECTS__ */
export function object(entries: Entries, rest?: Schema<unknown>): Schema<unknown> {
  const whole =
    rest === undefined ? valibot.looseObject(entries) : valibot.objectWithRest(entries, rest);
  return Object.keys(entries).some((name) => name in Object.prototype)
    ? valibot.pipe(jsonObject, withoutPrototype, whole)
    : valibot.pipe(jsonObject, whole);
}

/** A property called `constructor` is missing where an object just inherits one. */
const withoutPrototype = valibot.transform((value: object): object => bare(value));

/** Objects that the value of one property tells apart: a value is compared with the one that it says it is. */
/* @__NO_SIDE_EFFECTS__ */
export function tagged<M extends Readonly<Record<string, Schema<unknown>>>>(
  property: string,
  members: M,
): Schema<valibot.InferOutput<M[keyof M]>> {
  const none = object({ [property]: valibot.picklist(Object.keys(members)) });
  const byTag = new Map<unknown, Schema<unknown>>(Object.entries(members));
  const chosen = valibot.lazy((value) => byTag.get(own(entriesIn(value), property)) ?? none);
  return expecting("Object", chosen) as Schema<valibot.InferOutput<M[keyof M]>>;
}

/** A list with a place for each item, of which just the first `required` must be there; `rest` may follow. */
/* @__NO_SIDE_EFFECTS__ */
export function partialTuple(
  items: readonly Schema<unknown>[],
  required: number,
  rest?: Schema<unknown>,
): ReturnType<typeof valibot.any> {
  const chosen = valibot.lazy((value) => {
    const length = Array.isArray(value) ? value.length : 0;
    const there = items.slice(0, Math.max(required, length));
    return rest === undefined ? valibot.strictTuple(there) : valibot.tupleWithRest(there, rest);
  });
  return expecting("Array", chosen) as Schema<unknown> as ReturnType<typeof valibot.any>;
}

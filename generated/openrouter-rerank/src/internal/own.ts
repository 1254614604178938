/** Reading what an object itself has: what somebody put on `Object.prototype` is no option, no header and no hook. */

/** A value by its key; never one that every object has, such as `toString`. */
export function own<T extends object, K extends keyof T>(record: T, key: K): T[K] | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Has nothing and inherits nothing. An object with this behind it is quicker than one with nothing behind it, which engines keep as a dictionary. */
const NOTHING: Readonly<Record<string, unknown>> = Object.freeze({ __proto__: null });

/** True for what has entries. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** A value whose entries may be read, whatever it is: what has none is read as an empty object. */
export function entriesIn(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : NOTHING;
}

/** A copy that inherits nothing, of what the objects themselves have; the later ones win. */
export function bare<T extends object>(...objects: readonly (T | undefined)[]): T {
  return over(NOTHING, ...objects);
}

/** The same, but what none of them has is looked for in `base`. */
export function over<T extends object>(
  base: object,
  ...objects: readonly (object | undefined)[]
): T {
  const copy = Object.create(base) as T;
  Object.assign(copy, ...objects);
  return copy;
}

/** The same without the entries that are `undefined`: an option that is passed on as `undefined` is as good as left out. */
export function defined<T extends object>(options: T | undefined): T {
  const copy = bare(options);
  for (const [key, value] of Object.entries(copy)) {
    if (value === undefined) Reflect.deleteProperty(copy, key);
  }
  return copy;
}

/** A value by its key; never one that every object has, such as `toString`. */
export function own<V>(record: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A copy without the entries that are `undefined`: an option that is passed on as `undefined` is as good as left out. */
export function defined<T extends object>(
  options: T | undefined,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(options ?? {}).filter(([, value]) => value !== undefined),
  ) as never;
}

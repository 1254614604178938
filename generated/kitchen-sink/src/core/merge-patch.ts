/**
 * What a JSON Merge Patch of `T` may be: `null` takes away what `T` need not have, at any depth, and what stands in a map. Lists are
 * replaced whole. RFC 7396.
 */
export type MergePatch<T> = unknown extends T
  ? T
  : T extends Value
    ? T
    : { [K in keyof T]: MergePatch<T[K]> | (IsRemovable<T, K> extends true ? null : never) };

/** What is no object of the patch. */
type Value = string | number | boolean | bigint | null | undefined | Date | readonly unknown[];

/** Of a property that may be left out, and of what stands in a map. */
type IsRemovable<T, K extends keyof T> =
  Readonly<Record<string, never>> extends Pick<T, K> ? true : false;

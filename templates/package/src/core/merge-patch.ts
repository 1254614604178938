/**
 * What a JSON Merge Patch of `T` may be: `null` takes away what `T` need not have, at any depth, and what stands in a map. Lists are
 * replaced whole. RFC 7396.
 */
export type MergePatch<T> = unknown extends T
  ? T
  : T extends string | number | boolean | bigint | null | undefined | Date | readonly unknown[]
    ? T
    : {
        [K in keyof T]:
          MergePatch<T[K]> | (Readonly<Record<string, never>> extends Pick<T, K> ? null : never);
      };

/** Whether a page brings anything new. */
import { entriesIn, own } from "../own.js";

/** How a page was reached. */
export interface Trail {
  /** Of the page before. */
  readonly items: readonly unknown[];
  /** Of the first page. */
  readonly first: readonly unknown[];
  /** What the server called the place of this page. */
  readonly place: unknown;
  /** 0 for the first. */
  readonly index: number;
  /** The place is one of those before. */
  readonly isCircle: boolean;
}

export const START: Trail = { items: [], first: [], place: undefined, index: 0, isCircle: false };

/**
 * True for a page with the items of the page before: a server that does not understand the parameter that counts, or the cursor, gives
 * one page for ever. Also for the first page over again, where its items have names: values without one may well come back. Where the
 * server has named another place meanwhile, it has moved on, and two like pages follow each other.
 */
export function isRepeated(items: readonly unknown[], place: unknown, trail: Trail): boolean {
  const hasMoved = trail.place !== undefined && trail.place !== place;
  if (hasMoved || items.length === 0) return false;
  const ids = idsOf(items);
  return ids
    ? isSame(ids, idsOf(trail.items)) || isSame(ids, idsOf(trail.first))
    : isSame(items.map(asText), trail.items.map(asText));
}

function isSame(values: readonly unknown[], others: readonly unknown[] = []): boolean {
  return values.length === others.length && values.every((value, i) => value === others[i]);
}

/**
 * What items are known by, whatever else of them changes from one reading to the next. `undefined` where their `id` does not tell them
 * apart: versions of one thing all have that of the thing.
 */
function idsOf(items: readonly unknown[]): readonly unknown[] | undefined {
  const ids = items.map((item) => own(entriesIn(item), "id") ?? undefined);
  const areNames = items.length > 1 && new Set(ids).size === ids.length && !ids.includes(undefined);
  return areNames ? ids : undefined;
}

export function asText(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "bigint" ? `${part}n` : part,
  );
}

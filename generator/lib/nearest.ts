/**
 * The candidate that a mistyped `name` most likely means, or `null` where none is close: at most a third of its
 * letters differ (upper and lower case and `-`, `_`, `.` do not count). Of equally near ones, the first.
 */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  const wanted = fold(name);
  let best: { candidate: string; distance: number } | null = null;
  for (const candidate of candidates) {
    const folded = fold(candidate);
    const limit = Math.max(1, Math.floor(Math.max(wanted.length, folded.length) / 3));
    const distance = editDistance(wanted, folded);
    if (distance <= limit && (best === null || distance < best.distance)) {
      best = { candidate, distance };
    }
  }
  return best?.candidate ?? null;
}

/** ` Did you mean "x"?` to stand behind a hint's first sentence, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const candidate = nearest(name, candidates);
  return candidate === null ? "" : ` Did you mean "${candidate}"?`;
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]/g, "");
}

/** How many letters to insert, remove, replace, or swap with their neighbour; one row at a time. */
function editDistance(left: string, right: string): number {
  let twoBefore: readonly number[] = [];
  let before: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current[column] = Math.min(
        at(before, column) + 1,
        at(current, column - 1) + 1,
        at(before, column - 1) + (same ? 0 : 1),
        swapped && row > 1 && column > 1 ? at(twoBefore, column - 2) + 1 : Infinity,
      );
    }
    [twoBefore, before] = [before, current];
  }
  return at(before, right.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}

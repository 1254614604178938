/** Assertions, without a framework: it would not run everywhere. */

/** Compares by value. */
export function equal(actual, expected, what = "") {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should) throw new Error(`${what} is ${is}, should be ${should}`);
}

/** Waits for the rejection, which must be of that class. */
export async function rejection(promise, ErrorClass) {
  const error = await promise.then(
    (value) => new Error(`resolved with ${JSON.stringify(value)}`),
    (reason) => reason,
  );
  if (error instanceof ErrorClass) return error;
  throw new Error(`should be ${ErrorClass.name}, is ${error?.stack ?? error}`);
}

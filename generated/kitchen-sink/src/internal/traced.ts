/**
 * Stacks that lead to who reads: not every engine follows one through an async generator (Bun's does not), nor through a promise that
 * several wait for (V8 does not), but each does through an async function of its own.
 */
import { leaving } from "../core/errors.js";

/** The outcome of a promise, with an error whose stack leads to who awaits this one. */
export async function traced<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw leaving(error);
  }
}

/** The same for each item of a generator. */
export function tracedItems<T>(
  generator: AsyncGenerator<T, undefined>,
): AsyncGenerator<T, undefined> {
  const next = generator.next.bind(generator);
  return Object.assign(generator, { next: () => traced(next()) });
}

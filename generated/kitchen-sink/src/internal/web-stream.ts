import { bare } from "./own.js";

/** What a stream is read from. */
interface Source<T> {
  start?(controller: ReadableStreamDefaultController<T>): void;
  pull(controller: ReadableStreamDefaultController<T>): Promise<void>;
  cancel(reason: unknown): void | PromiseLike<void>;
}

/**
 * A web stream that asks its source when it is asked for more itself, and not before. The platform looks for `type`, `size` and others in
 * what it is handed: it finds none that somebody put on `Object.prototype`.
 */
export function webStream<T>(source: Source<T>): ReadableStream<T> {
  return new ReadableStream<T>(bare<Source<T>>(source), bare({ highWaterMark: 0 }));
}

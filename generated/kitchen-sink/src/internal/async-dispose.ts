import { bare } from "./own.js";

/** The name of the method that `await using` calls; where that is missing, as in browsers, the symbol that polyfills use. */
const asyncDispose: typeof Symbol.asyncDispose = (Symbol.asyncDispose ??
  Symbol.for("Symbol.asyncDispose")) as typeof Symbol.asyncDispose;

/** Gives a class that method: as a member by a name that is looked up, no declaration of it could be written from its source alone. */
export function addAsyncDispose<T extends object>(
  prototype: T,
  dispose: (self: T) => Promise<void>,
): void {
  const method: PropertyDescriptor = {
    configurable: true,
    writable: true,
    value(this: T) {
      return dispose(this);
    },
  };
  Object.defineProperty(prototype, asyncDispose, bare(method));
}

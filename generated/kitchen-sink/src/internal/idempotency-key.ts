/** A key that no other call has. `crypto` is not there on Node 18 and on pages without https; uniqueness is enough, secrecy is not needed. */
export function newIdempotencyKey(): string {
  return globalThis.crypto?.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
}

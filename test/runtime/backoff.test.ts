import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffDelay, retryAfter, sleep } from "../../templates/package/src/internal/backoff.js";

const NOW = Date.UTC(2026, 0, 1);

describe("waits", () => {
  it("stay between half and all of the formula (property)", () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.nat(10_000),
        fc.nat(100_000),
        fc.double({ min: 1, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempt, initialInterval, maxInterval, exponent, random) => {
          const whole = Math.min(initialInterval * exponent ** attempt, maxInterval);
          const delay = backoffDelay(attempt, { initialInterval, maxInterval, exponent }, random);
          expect(delay).toBeGreaterThanOrEqual(whole / 2);
          expect(delay).toBeLessThanOrEqual(whole);
        },
      ),
    );
  });
});

it("a wait that no timer can hold does not end at once", async () => {
  await expect(sleep(2 ** 40, AbortSignal.timeout(50))).rejects.toMatchObject({
    name: "TimeoutError",
  });
});

describe("the server's wait", () => {
  const soon = new Date(NOW + 7_000).toUTCString();
  it.each<[headers: Record<string, string>, want: number | undefined]>([
    [{ "retry-after-ms": "120" }, 120],
    [{ "retry-after-ms": "0" }, 0],
    [{ "retry-after-ms": "120", "retry-after": "9" }, 120],
    [{ "retry-after": "2" }, 2_000],
    [{ "retry-after": "0" }, 0],
    [{ "retry-after-ms": "1.5" }, 1.5],
    [{ "retry-after": "Sun Nov  6 08:49:37 1994" }, 0],
    [{ "retry-after": new Date(NOW + 7_000).toUTCString().replace(" GMT", "") }, 7_000],
    [{ "retry-after": "1.5" }, undefined],
    [{ "retry-after": "0x10" }, undefined],
    [{ "retry-after": "1e3" }, undefined],
    [{ "retry-after": "+5" }, undefined],
    [{ "retry-after": "Infinity" }, undefined],
    [{ "retry-after": "1, 2" }, undefined],
    [{ "retry-after-ms": "0x10" }, undefined],
    [{ "retry-after-ms": "1e3" }, undefined],
    [{ "retry-after-ms": "-1" }, undefined],
    [{ "retry-after-ms": "Infinity" }, undefined],
    [{ "retry-after": soon }, 7_000],
    [{ "retry-after": "Mon, 01 Jan 1990 00:00:00 GMT" }, 0],
    [{ "retry-after": "Sunday, 06-Nov-94 08:49:37 GMT" }, 0],
    [{ "retry-after": "-1" }, undefined],
    [{ "retry-after": "soon 5" }, undefined],
    [{ "retry-after": "Soon, 5" }, undefined],
    [{ "retry-after": "" }, undefined],
    [{ "retry-after-ms": "x", "retry-after": "3" }, 3_000],
    [{}, undefined],
  ])("%o", (headers, want) => {
    expect(retryAfter(new Headers(headers), NOW)).toBe(want);
  });
});

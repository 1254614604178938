/** What is written is read as the same, whatever it is: `writeExactly` -> JSON -> `readExactly`. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonConversion } from "../../../templates/package/src/internal/convert/conversion.js";
import { asDateTime } from "../../../templates/package/src/internal/convert/date-time.js";
import { asInt64, parseExactly } from "../../../templates/package/src/internal/convert/int64.js";
import { readExactly } from "../../../templates/package/src/internal/convert/read-exactly.js";
import { writeExactly } from "../../../templates/package/src/internal/convert/write.js";

const date = fc.date({
  min: new Date("0001-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});
const integer = fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), fc.bigInt(-9n, 9n));
const name = fc.string({ unit: "binary", maxLength: 5 }).filter((each) => each !== "__proto__");

interface Sample {
  readonly value: unknown;
  readonly conversion: JsonConversion | null;
}

/** A value together with what its type would say of it. */
const { sample } = fc.letrec<{ sample: Sample }>((tie) => ({
  sample: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    date.map((value): Sample => ({ value, conversion: asDateTime })),
    integer.map((value): Sample => ({ value, conversion: asInt64 })),
    fc
      .jsonValue({ noUnicodeString: false })
      .map((value): Sample => ({ value: plain(value), conversion: null })),
    fc.array(tie("sample"), { maxLength: 4 }).map((items): Sample => ({
      value: items.map(({ value }) => value),
      conversion: { first: items.map(({ conversion }) => conversion) },
    })),
    fc
      .dictionary(name, tie("sample"), { maxKeys: 4, noNullPrototype: true })
      .map((members): Sample => ({
        value: mapped(members, ({ value }) => value),
        conversion: { properties: mapped(members, ({ conversion }) => conversion) },
      })),
  ),
}));

function mapped<T, U>(
  members: Readonly<Record<string, T>>,
  change: (member: T) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(members).map(([key, member]) => [key, change(member)]));
}

/** JSON has no negative zero. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

test("a value comes back as it was", () => {
  fc.assert(
    fc.property(sample, ({ value, conversion }) => {
      const json = writeExactly(value) ?? "";
      expect(readExactly(json, conversion ?? [])).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test("what has neither is written and read as JSON does it", () => {
  fc.assert(
    fc.property(fc.json(), fc.integer({ min: 0, max: 4 }), (json, indent) => {
      const value: unknown = JSON.parse(json);
      expect(writeExactly(value)).toBe(JSON.stringify(value));
      expect(readExactly(JSON.stringify(value, null, indent), [])).toEqual(value);
    }),
  );
});

test("every number of any text keeps its digits until it is known what it is for", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: "binary" }), integer)), (pairs) => {
      const json = `[${pairs.map(([key, value]) => `${JSON.stringify(key)},${value}`).join(",")}]`;
      const { value, mark = "none" } = parseExactly(json);
      const digits = (value as unknown[]).map((each, index) =>
        index % 2 === 0 ? each : String(each).replace(mark, ""),
      );
      expect(digits).toEqual(pairs.flatMap(([key, each]) => [key, String(each)]));
    }),
  );
});

describe("writing", () => {
  test.each<[string, unknown, string | undefined]>([
    ["an integer beyond 2^53", { id: 9007199254740993n }, '{"id":9007199254740993}'],
    ["a negative one", [-9223372036854775808n], "[-9223372036854775808]"],
    ["a date", new Date(0), '"1970-01-01T00:00:00.000Z"'],
    ["nothing", undefined, undefined],
    ["a text that looks like what is put in for a number", ["0.5:12", "12"], '["0.5:12","12"]'],
  ])("%s", (_, value, want) => {
    expect(writeExactly(value)).toBe(want);
  });

  test("an invalid date is refused; `JSON.stringify` would write null", () => {
    expect(() => writeExactly({ at: new Date("soon") })).toThrow(RangeError);
  });

  test("someone else's `BigInt.prototype.toJSON` does not make a text of it", () => {
    const prototype = BigInt.prototype as { toJSON?: () => string };
    prototype.toJSON = function toJSON(this: bigint) {
      return this.toString();
    };
    try {
      expect(writeExactly({ id: 1n })).toBe('{"id":1}');
    } finally {
      delete prototype.toJSON;
    }
  });
});

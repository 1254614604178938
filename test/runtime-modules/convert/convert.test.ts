/** What a response's JSON becomes where the options ask for dates and 64-bit integers, and what is left as it arrived. */
import { describe, expect, test } from "vitest";
import {
  convert,
  type JsonConversion,
} from "../../../templates/package/src/internal/convert/conversion.js";
import {
  asDateTime,
  dateTimeOfHeader,
} from "../../../templates/package/src/internal/convert/date-time.js";
import { int64OfHeader, asInt64 } from "../../../templates/package/src/internal/convert/int64.js";
import { readJson } from "../../../templates/package/src/internal/convert/read.js";
import { readExactly } from "../../../templates/package/src/internal/convert/read-exactly.js";

const text = "2026-01-31T12:00:00Z";
const date = new Date(text);

describe("a date-time", () => {
  test.each([
    [text, "2026-01-31T12:00:00.000Z"],
    ["2026-01-31T12:00:00.5Z", "2026-01-31T12:00:00.500Z"],
    ["2026-01-31T12:00:00.123456789Z", "2026-01-31T12:00:00.123Z"],
    ["2026-01-31T12:00:00+05:30", "2026-01-31T06:30:00.000Z"],
    ["2026-01-31t12:00:00z", "2026-01-31T12:00:00.000Z"],
    ["2026-01-31 12:00:00-00:00", "2026-01-31T12:00:00.000Z"],
    ["2024-02-29T23:59:59Z", "2024-02-29T23:59:59.000Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
  ])("%s", (given, want) => {
    expect(asDateTime(given)).toEqual(new Date(want));
  });

  test.each([
    ["a date", "2026-01-31"],
    ["no offset: another time on each machine", "2026-01-31T12:00:00"],
    ["no such month", "2026-13-01T00:00:00Z"],
    ["no such day", "2026-02-30T00:00:00Z"],
    ["no such hour", "2026-01-31T25:00:00Z"],
    ["a leap second", "2026-12-31T23:59:60Z"],
    ["zeros, as databases write none", "0000-00-00T00:00:00Z"],
    ["HTTP's form", "Sat, 31 Jan 2026 12:00:00 GMT"],
    ["a text that JavaScript would take for a date", "5"],
    ["an empty text", ""],
    ["a number", 1_769_860_800],
    ["null", null],
    ["an object", { at: text }],
  ])("%s is left as it arrived", (_, given) => {
    expect(asDateTime(given)).toBe(given);
  });

  test("of a header; what is none is left out", () => {
    expect(dateTimeOfHeader(text)).toEqual(date);
    expect(dateTimeOfHeader("Sat, 31 Jan 2026 12:00:00 GMT")).toBeUndefined();
  });
});

describe("a 64-bit integer", () => {
  test.each([
    ["0", 0n],
    ["-0", 0n],
    ["1", 1n],
    ["9007199254740991", 9007199254740991n],
    ["9007199254740993", 9007199254740993n],
    ["9223372036854775807", 9223372036854775807n],
    ["-9223372036854775808", -9223372036854775808n],
    ["18446744073709551615", 18446744073709551615n],
    ["12.0", 12n],
    ["9007199254740993.0", 9007199254740993n],
    ["9.007199254740993e15", 9007199254740993n],
    ["90071992547409930E-1", 9007199254740993n],
    ["1e18", 1000000000000000000n],
    ["1.5e1", 15n],
  ])("%s", (json, want) => {
    expect(readExactly(json, asInt64)).toBe(want);
    expect(readExactly(`{"a":[${json}]}`, { properties: { a: { items: asInt64 } } })).toEqual({
      a: [want],
    });
  });

  test.each([
    ["a fraction", "1.5"],
    ["a small fraction of many digits", "0.12345678901234567"],
    ["a large one", "9007199254740993.5"],
    ["an exponent without end", "1e400"],
    ["a text", '"9007199254740993"'],
    ["null", "null"],
    ["true", "true"],
    ["a list", "[1]"],
  ])("%s is left as it arrived", (_, json) => {
    expect(readExactly(json, asInt64)).toEqual(JSON.parse(json));
  });

  test("numbers elsewhere, texts with digits in them and names are what JSON.parse makes of them", () => {
    const json = String.raw`{
      "id": 9007199254740993, "other": 9007199254740993, "deep": [{ "a": -1.5e300, "b": 1E2 }],
      "text": "id: 9007199254740993", "quoted": "\"9007199254740993\\", "9007199254740993": 1, "": 1234567890123456,
      "__proto__": { "polluted": 9007199254740993 }
    }`;
    const { id, ...rest } = readExactly(json, { properties: { id: asInt64 } }) as Record<
      string,
      unknown
    >;
    const { id: _, ...want } = JSON.parse(json) as Record<string, unknown>;
    expect(id).toBe(9007199254740993n);
    expect(rest).toEqual(want);
    expect(Object.keys(rest)).toEqual(Object.keys(want));
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test.each([
    "",
    "{",
    '{"a":9007199254740993',
    '"9007199254740993',
    "9007199254740993e",
    "01234567890123456",
    "1234567890123456-5",
    "\\",
  ])("what is no JSON fails as ever: %s", (json) => {
    const failure = (parse: () => unknown) => {
      try {
        return parse();
      } catch (error) {
        return String(error);
      }
    };
    expect(failure(() => readExactly(json, asInt64))).toBe(failure(() => JSON.parse(json)));
  });

  test("of a header; what is none is left out", () => {
    expect(int64OfHeader(" 9007199254740993 ")).toBe(9007199254740993n);
    expect(int64OfHeader("soon")).toBeUndefined();
  });
});

describe("where it stands", () => {
  const pet: JsonConversion = {
    properties: { born: asDateTime, mother: { of: () => pet }, visits: { items: asDateTime } },
  };
  test.each<[string, JsonConversion, unknown, unknown]>([
    ["in a property", pet, { born: text, name: text }, { born: date, name: text }],
    [
      "in itself",
      pet,
      { mother: { mother: { born: text } } },
      { mother: { mother: { born: date } } },
    ],
    ["in a list", pet, { visits: [text, "soon", null] }, { visits: [date, "soon", null] }],
    [
      "in a list of a certain length",
      { first: [null, asDateTime], items: asInt64 },
      [text, text, 3],
      [text, date, 3n],
    ],
    [
      "in all properties but those that say otherwise",
      { properties: { name: null }, rest: asDateTime },
      { name: text, other: text },
      { name: text, other: date },
    ],
    ["nowhere: another kind of value", pet, ["a"], ["a"]],
    ["nowhere: a text in the place of an object", pet, "a", "a"],
    [
      "nowhere: a list in the place of an object",
      pet,
      { mother: [{ born: text }] },
      { mother: [{ born: text }] },
    ],
    ["in whichever alternative does something", [asDateTime, asInt64], 3, 3n],
    [
      "in the alternative with the tag",
      [
        { is: { kind: ["cat", "lion"] }, properties: { at: asDateTime } },
        { is: { kind: ["dog"] }, properties: { at: asInt64 } },
      ],
      { kind: "lion", at: text },
      { kind: "lion", at: date },
    ],
    [
      "in none: a tag that nobody knows",
      [{ is: { kind: ["cat"] }, properties: { at: asDateTime } }],
      { kind: "bird", at: text },
      { kind: "bird", at: text },
    ],
    [
      "in the alternative whose properties are there",
      [
        { has: ["a"], properties: { at: asDateTime } },
        { has: ["b"], of: () => pet },
      ],
      { b: 1, at: text, born: text },
      { b: 1, at: text, born: date },
    ],
  ])("%s", (_, conversion, given, want) => {
    expect(convert(structuredClone(given), conversion)).toEqual(want);
  });

  test("as deep as the value is, and as wide", () => {
    const depth = 20_000;
    const json = `${'{"mother":'.repeat(depth)}{"born":"${text}"}${"}".repeat(depth)}`;
    let found = readJson(json, pet) as { mother?: object; born?: unknown };
    while (found.mother !== undefined) found = found.mother;
    expect(found.born).toEqual(date);
    const wide = JSON.stringify(Array(200_000).fill(1));
    expect((readExactly(wide, { items: asInt64 }) as unknown[]).at(-1)).toBe(1n);
  });
});

/** RFC 3339 section 5.6, with the blank that it allows for the `T`. */
const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d:\d\d:\d\d)(?:(\.\d{1,3})\d*)?(?:([Zz])|([+-]\d\d:\d\d))$/;

/**
 * `format: date-time` as a `Date`. Digits after the milliseconds and the offset are no part of one. Any other value is left as it is:
 * a text without an offset is no point in time, and to take one for it would make the result depend on the machine.
 */
export function asDateTime(value: unknown): unknown {
  const [, year, month, day, time, fraction = "", , offset = "Z"] =
    (typeof value === "string" && DATE_TIME.exec(value)) || [];
  if (year === undefined) return value;
  const date = new Date(`${year}-${month}-${day}T${time}${fraction}${offset}`);
  // JavaScript takes February 30 for March 1 or 2.
  const isInMonth = new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() === Number(day);
  return isInMonth && !Number.isNaN(date.getTime()) ? date : value;
}

/** A header's text as a `Date`; `undefined` where it is none. */
export function dateTimeOfHeader(text: unknown): unknown {
  const value = asDateTime(text);
  return value instanceof Date ? value : undefined;
}

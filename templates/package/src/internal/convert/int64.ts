/** A whole number in any of JSON's spellings: `12`, `12.0`, `1.2e1`. */
const NUMBER = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/** The largest exponent that a 64-bit integer can be written with; a larger one could make digits without end. */
const MOST_ZEROS = 20;

/** `format: int64` and `uint64` as a `bigint`; any value that is no whole number is left as it is. */
export function asInt64(value: unknown, mark: string | undefined): unknown {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value !== "string" || !mark || !value.startsWith(mark)) return value;
  return wholeNumber(value.slice(mark.length)) ?? value;
}

/** A header's text as a `bigint`; `undefined` where it is none. */
export function int64OfHeader(text: unknown): unknown {
  return typeof text === "string" ? wholeNumber(text.trim()) : undefined;
}

function wholeNumber(text: string): bigint | undefined {
  const [, sign, whole = "", fraction = "", exponent = "0"] = NUMBER.exec(text) ?? [];
  const digits = (whole + fraction).replace(/0+$/, "");
  const zeros = Number(exponent) + whole.length - digits.length;
  if (sign === undefined || zeros < 0 || zeros > MOST_ZEROS) return undefined;
  const value = BigInt(digits + "0".repeat(zeros));
  return sign ? -value : value;
}

/** Only such a number may be more than a JavaScript number can hold exactly: 2^53 has 16 digits. */
const LONG = /\d{16}|\d[eE]/;
const NUMBERS = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

export interface Exact {
  readonly value: unknown;
  /** What the texts begin with that stand for long numbers; `undefined` where there are none. */
  readonly mark: string | undefined;
}

/**
 * `JSON.parse`, but numbers that it could not hold exactly come as texts behind a mark. Not every runtime tells a reviver what a
 * number looked like, and text without such a number, which is nearly all there is, costs one look.
 */
export function parseExactly(text: string): Exact {
  if (!LONG.test(text)) return { value: parse(text), mark: undefined };
  const mark = `${Math.random()}:`; // no text of the server's begins with it
  const marked = outsideOfTexts(text, (part) =>
    part.replace(NUMBERS, (number) => (LONG.test(number) ? `"${mark}${number}"` : number)),
  );
  try {
    return { value: parse(marked), mark };
  } catch {
    return { value: parse(text), mark: undefined }; // tells of the text that arrived
  }
}

function parse(json: string): unknown {
  return JSON.parse(json);
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Changes what stands between the texts of a JSON text. */
function outsideOfTexts(json: string, change: (part: string) => string): string {
  const parts: string[] = [];
  for (let at = 0; at < json.length;) {
    const start = json.indexOf('"', at);
    if (start < 0) return parts.join("") + change(json.slice(at));
    let end = json.indexOf('"', start + 1);
    while (end > 0 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
    const next = end < 0 ? json.length : end + 1;
    parts.push(change(json.slice(at, start)), json.slice(start, next));
    at = next;
  }
  return parts.join("");
}

/** An odd number of backslashes stands before it. */
function isEscaped(json: string, position: number): boolean {
  let start = position;
  while (json[start - 1] === "\\") start--;
  return (position - start) % 2 === 1;
}

/** The numbers that are still texts behind the mark become what `JSON.parse` would have made of them. */
export function withoutMarks(value: unknown, mark: string): unknown {
  const root = { value };
  const holders: Record<string, unknown>[] = [root];
  for (let holder = holders.pop(); holder; holder = holders.pop()) {
    for (const [key, found] of Object.entries(holder)) {
      if (isHolder(found)) holders.push(found);
      else if (typeof found === "string" && found.startsWith(mark))
        holder[key] = Number(found.slice(mark.length));
    }
  }
  return root.value;
}

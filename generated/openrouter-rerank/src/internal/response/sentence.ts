import { entriesIn, own } from "../own.js";
import { parseJson } from "../read.js";

/**
 * Where APIs say what went wrong, in the order in which it is looked for: RFC 9457 has `detail` and `title`, OAuth `error_description`,
 * JSON:API, GraphQL and many others a list `errors`. Each may be a text, or hold one in the same places.
 */
const PLACES = [
  "message",
  "error",
  "detail",
  "title",
  "errors",
  "error_description",
  "description",
  "msg",
  "Message",
];
const DEEPEST = 5;
const MOST_ITEMS = 10;

/** The API's own words for a failure, of a body that has been read as JSON or is a text; `undefined` where there are none. */
export function sentenceOf(value: unknown, depth = 0): string | undefined {
  if (depth > DEEPEST) return undefined;
  if (typeof value === "string") return sentenceIn(value, depth);
  for (const place of placesIn(value)) {
    const sentence = sentenceOf(place, depth + 1);
    if (sentence) return sentence;
  }
  return undefined;
}

/** JSON in a text is looked into; a page, other markup and bytes are no sentence. */
function sentenceIn(text: string, depth: number): string | undefined {
  const json = /^\s*[[{"]/.test(text) ? parseJson(text) : undefined;
  if (json !== undefined) return sentenceOf(json, depth + 1);
  return NO_SENTENCE.some((pattern) => pattern.test(text)) ? undefined : text.trim();
}

const NO_SENTENCE = [
  // Markup: a declaration, an element that is empty, an element and what comes after it.
  /^\s*<([!?]|[^>]*\/>|[^]*<)/,
  // JSON that was cut off.
  /^\s*[{[]\s*["{[]/,
  // Bytes.
  /[\0\uFFFD]/,
];

function placesIn(value: unknown): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS);
  const record = entriesIn(value);
  const [message, error, ...others] = PLACES.map((name) => own(record, name));
  const errors = own(record, "errors");
  // By field: `{ errors: { email: ["is taken"] } }`.
  const byField: unknown[] = typeof errors === "object" ? Object.values(errors ?? {}) : [];
  // As a text, `error` often is no more than a code (`invalid_grant`): then it comes last.
  return typeof error === "string"
    ? [message, ...others, ...byField, error]
    : [message, error, ...others, ...byField];
}

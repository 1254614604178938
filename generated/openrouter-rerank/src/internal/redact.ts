/** Keeps credentials out of what people read. */
import { entriesIn } from "./own.js";

/** The text without any string of 8 characters or more in `secrets`, also where it stands in the escapes of JSON or of a URL. */
export function scrub(text: string, secrets: unknown): string {
  const known = strings(secrets);
  // Longest first, so that no secret survives as the rest of a shorter one.
  const forms = known
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .sort((a, b) => b.length - a.length);
  const clean = forms.reduce(
    (rest, form) => withoutStartOf(form, rest.replaceAll(form, "***")),
    text,
  );
  // The beginning is enough to tell one by: the text may be cut off.
  const isHiding = (word: string) => {
    const plain = /[\\%&]/.test(word) ? withoutEscapes(word) : "";
    return known.some((secret) => plain.includes(secret.slice(0, 8)));
  };
  return clean.replace(WORD, (word) => (isHiding(word) ? "***" : word));
}

/** What stands between blanks and quotation marks. An escaped mark, as in a JSON text, is part of it. */
const WORD = /(?:\\[^]|[^\s"\\])+/g;

/** A server may escape any character, in any case of the digits, and do so twice: `\u0073k-1`, `%73k-1`, `%2573k-1`, `&#x73;k-1`. */
function withoutEscapes(word: string): string {
  const json = word.replace(/\\{1,4}u([\da-f]{4})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return withoutEntities(decode(decode(json))).replaceAll("\\", "");
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

function withoutEntities(text: string): string {
  return text.replace(
    /&(?:#(x?)([\da-f]{1,6})|(\w+));/gi,
    (entity, x: string, digits: string, name?: string) => {
      if (name !== undefined) return ENTITIES.get(name) ?? entity;
      const code = Number.parseInt(digits, x ? 16 : 10);
      return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
    },
  );
}

/** A text that was cut off in the middle of a secret ends with the beginning of it. */
function withoutStartOf(secret: string, text: string): string {
  for (let length = secret.length - 1; length > 7; length--)
    if (text.endsWith(secret.slice(0, length))) return `${text.slice(0, -length)}***`;
  return text;
}

/** The error, and what caused it, without such strings in anything that they show: a server may have repeated them, some runtimes put the URL into their messages. */
export function scrubError<E>(error: E, secrets: unknown, depth = 0): E {
  if (error instanceof Error && depth < 9) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(error))) {
      const text: unknown = name === "stack" ? error.stack : value; // in some engines an accessor
      if (typeof text === "string") Reflect.set(error, name, scrub(text, secrets));
    }
    scrubError(error.cause, secrets, depth + 1);
  }
  return error;
}

/** All strings in it, and their words (`Bearer <token>`). Short ones are words: replacing `test` everywhere would hide the message and protect nothing. */
function strings(value: unknown): string[] {
  if (typeof value !== "string") return Object.values(entriesIn(value)).flatMap(strings);
  return [value, ...value.split(" ")].filter((text) => text.length > 7);
}

/** Without percent-encoding. A run of it that is no UTF-8 stays. */
export function decode(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

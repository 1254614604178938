/** Hides, by its name, what no log should show: in headers, URLs and bodies. */
import { decode, scrub } from "./redact.js";

/** What a log leaves out. */
export interface Sensitive {
  /** Names that the document marks as secret. */
  readonly names: readonly string[];
  /** Values that are hidden wherever they stand. */
  readonly values: readonly string[];
}

/** What names of headers and query parameters have in them that hold credentials in any API. */
const WORDS = [
  "auth",
  "cookie",
  "token",
  "secret",
  "passw",
  "passphrase",
  "credential",
  "session",
  "signature",
  "codeverifier",
  "code_verifier",
  "assertion",
];
/** Or what they are, or end in behind a hyphen, an underscore or a dot. */
const LAST_WORDS = ["key", "apikey", "accesskey", "subscriptionkey", "sig", "pwd", "jwt", "otp"];

/** In bodies other words are usual: `author`, `max_tokens`, `next_page_token`. Of names without hyphens and underscores. */
const IN_BODIES = {
  words: ["secret", "password", "passwd", "passphrase", "credential", "codeverifier"],
  names: ["key", "authorization", "cookie", "pwd", "jwt", "otp", "cvv", "cvc"],
  endings: [
    "apikey",
    "accesskey",
    "privatekey",
    "signingkey",
    "encryptionkey",
    "assertion",
    "devicecode",
    "token",
  ],
  /** No secrets, for all that. */
  paging: ["pagetoken", "nexttoken", "continuationtoken", "synctoken", "cursortoken"],
};

/** And in a form, which is what token endpoints take: the code that is given for a token. */
const CODE = "code";

/** Headers as a plain object. */
export function redactHeaders(headers: Headers, sensitive: Sensitive): Record<string, string> {
  return Object.fromEntries(
    [...headers].map(([name, value]) => [
      name,
      isSensitive(name, sensitive) ? "***" : redactText(value, sensitive),
    ]),
  );
}

/** The URL with the values of such query parameters replaced. */
export function redactUrl(url: string, sensitive: Sensitive): string {
  return scrub(url, sensitive.values).replace(
    /([?&])([^=&#]*)=([^&#]*)/g,
    (pair, mark: string, name: string) =>
      isSensitive(decode(name), sensitive) ? `${mark}${name}=***` : pair,
  );
}

/** What a JSON text holds, or a form, decoded, without the values under such names, at any depth; `undefined` for anything else. */
export function redactBody(body: unknown, contentType: string, sensitive: Sensitive): unknown {
  if (typeof body !== "string" && !(body instanceof URLSearchParams)) return undefined;
  if (!/x-www-form-urlencoded/i.test(contentType)) return redactJson(String(body), sensitive);
  return [...new URLSearchParams(body)]
    .map(([name, value]) => {
      const isHidden = name.toLowerCase() === CODE || isInBody(name, sensitive);
      return `${name}=${isHidden ? "***" : redactText(value, sensitive)}`;
    })
    .join("&");
}

/** The credentials that such headers hold, and such query parameters: an answer may repeat them under any name. */
export function credentialsIn({ headers, url }: Request, names: readonly string[]): string[] {
  const pairs = [...headers, ...new URL(url).searchParams];
  const sensitive = { names, values: [] };
  return pairs.flatMap(([name, value]) => (isSensitive(name, sensitive) ? [value] : []));
}

function redactJson(text: string, sensitive: Sensitive): unknown {
  try {
    return JSON.parse(text, (name, value: unknown) => {
      if (name !== "" && isInBody(name, sensitive)) return "***";
      return typeof value === "string" ? redactText(value, sensitive) : value;
    });
  } catch {
    return undefined;
  }
}

/** A text may hold a URL, or JSON of its own. */
function redactText(text: string, sensitive: Sensitive): string {
  const inner = /^\s*[[{]/.test(text) ? redactJson(text, sensitive) : undefined;
  return inner === undefined ? redactUrl(text, sensitive) : JSON.stringify(inner);
}

function isInBody(name: string, sensitive: Sensitive): boolean {
  const last = lastOf(name);
  if (isMarked(last, sensitive)) return true;
  const plain = last.replace(/[-_]/g, "").toLowerCase();
  const { words, names, endings, paging } = IN_BODIES;
  if (names.includes(plain) || words.some((word) => plain.includes(word))) return true;
  const endsIn = (ending: string) => plain.endsWith(ending);
  return endings.some(endsIn) && !paging.some(endsIn);
}

function isSensitive(name: string, sensitive: Sensitive): boolean {
  if (isMarked(lastOf(name), sensitive)) return true;
  const lower = name.toLowerCase();
  const lastWord = lower.split(/[-_.]/).at(-1) ?? lower;
  return LAST_WORDS.includes(lastWord) || WORDS.some((word) => lower.includes(word));
}

function isMarked(name: string, { names }: Sensitive): boolean {
  return names.some((each) => each.toLowerCase() === name.toLowerCase());
}

/** `auth[client_secret]` and `auth.client_secret` name a `client_secret`. */
function lastOf(name: string): string {
  return name.replace(/\]+$/, "").split(/[[.]/).at(-1) ?? name;
}

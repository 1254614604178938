/** Keeps credentials out of what people read. */

/** Header and query names that hold credentials in any API. */
const USUAL =
  /auth|cookie|token|secret|password|passwd|credential|session|signature|(^|[-_.])(api-?_?key|key|sig|pwd)$/i;

/** The text without any string of 8 characters or more in `secrets`, also where it stands percent-encoded or inside JSON. */
export function scrub(text: string, secrets: unknown): string {
  const forms = strings(secrets).flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ]);
  // Longest first, so that no secret survives as the rest of a shorter one.
  return forms
    .sort((a, b) => b.length - a.length)
    .reduce((clean, form) => withoutStartOf(form, clean.replaceAll(form, "***")), text);
}

/** A text that was cut off in the middle of a secret ends with the beginning of it. */
function withoutStartOf(secret: string, text: string): string {
  for (let length = secret.length - 1; length > 7; length--)
    if (text.endsWith(secret.slice(0, length))) return `${text.slice(0, -length)}***`;
  return text;
}

/** The error, and what caused it, without such strings in anything that they show: a server may have repeated them, some runtimes put the URL into their messages. */
export function scrubError<E>(error: E, secrets: unknown): E {
  if (error instanceof Error) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(error)))
      if (typeof value === "string") Reflect.set(error, name, scrub(value, secrets));
    scrubError(error.cause, secrets);
  }
  return error;
}

/** All strings in it, and their words (`Bearer <token>`). Short ones are words: replacing `test` everywhere would hide the message and protect nothing. */
function strings(value: unknown): string[] {
  if (typeof value !== "string") return Object.values(Object(value) as object).flatMap(strings);
  return [value, ...value.split(" ")].filter((text) => text.length > 7);
}

/** Headers as a plain object; `sensitive` are names beyond the usual ones. */
export function redactHeaders(
  headers: Headers,
  sensitive: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    [...headers].map(([name, value]) => [name, isSensitive(name, sensitive) ? "***" : value]),
  );
}

/** The URL with the values of such query parameters replaced. */
export function redactUrl(url: string, sensitive: readonly string[]): string {
  return url.replace(/([?&])([^=&#]*)=([^&#]*)/g, (pair, mark: string, name: string) =>
    isSensitive(decode(name), sensitive) ? `${mark}${name}=***` : pair,
  );
}

/** The same in bodies, where other words are usual: `author`, `max_tokens`. */
const USUAL_IN_BODIES =
  /secret|passw(or)?d|credential|api_?key$|private_?key|^authorization$|(^|access_?|refresh_?|id_?|auth_?)token$/i;

/** The value that a JSON text holds, with such properties replaced; `undefined` for what is no JSON text. */
export function redactFields(text: unknown, sensitive: readonly string[]): unknown {
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text, (name, value: unknown) =>
      name !== "" && isSensitive(name, sensitive, USUAL_IN_BODIES) ? "***" : value,
    );
  } catch {
    return undefined;
  }
}

function isSensitive(name: string, sensitive: readonly string[], usual = USUAL): boolean {
  return usual.test(name) || sensitive.some((each) => each.toLowerCase() === name.toLowerCase());
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Keeps credentials out of what people read. */

/** Shorter ones are words: replacing `test` everywhere would hide the message and protect nothing. */
const SHORTEST = 8;
/** Header and query names that hold credentials in any API. */
const USUAL = /auth|cookie|token|secret|password|passwd|credential|session|signature|(^|[-_.])(api-?_?key|key|sig|pwd)$/i;

/** The text without the secrets, also where they stand percent-encoded or inside JSON. */
export function scrub(text: string, secrets: readonly string[]): string {
  const forms = secrets.filter((secret) => secret.length >= SHORTEST).flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  // Longest first, so that no secret survives as the rest of a shorter one.
  return forms.sort((a, b) => b.length - a.length).reduce((clean, form) => clean.replaceAll(form, "***"), text);
}

/** Headers as a plain object; `sensitive` are names beyond the usual ones. */
export function redactHeaders(headers: Headers, sensitive: readonly string[]): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name, isSensitive(name, sensitive) ? "***" : value]));
}

/** The URL with the values of such query parameters replaced. */
export function redactUrl(url: string, sensitive: readonly string[]): string {
  return url.replace(/([?&])([^=&#]*)=([^&#]*)/g, (pair, mark: string, name: string) => (isSensitive(decode(name), sensitive) ? `${mark}${name}=***` : pair));
}

function isSensitive(name: string, sensitive: readonly string[]): boolean {
  return USUAL.test(name) || sensitive.some((each) => each.toLowerCase() === name.toLowerCase());
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

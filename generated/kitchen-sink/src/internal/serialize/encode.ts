/** Percent-encoding exactly as RFC 3986 and RFC 6570 have it; `encodeURIComponent` alone leaves `!'()*` and throws on half a surrogate pair. */

/** Everything but the unreserved characters `A-Z a-z 0-9 - . _ ~`, as UTF-8. Half a surrogate pair becomes U+FFFD, as it does in any UTF-8 text. */
export function encode(text: string): string {
  const wellFormed = text.replace(/\p{Surrogate}/gu, "\uFFFD");
  return encodeURIComponent(wellFormed).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `allowReserved` in a query: RFC 6570 section 3.2.3, but `#`, `&` and `+` are encoded, because there they would end or change the value. */
export function encodeQueryReserved(text: string): string {
  return encodeReserved(text).replace(/[#&+]/g, encode);
}

/** `allowReserved` in a path: the same, but `?` and `#` would end the path. A `/` stays, which is what the option is for. */
export function encodePathReserved(text: string): string {
  return encodeReserved(text).replace(/[#?]/g, encode);
}

/** Reserved characters and percent-encoded triplets pass. */
function encodeReserved(text: string): string {
  const triplet = /^%[\dA-Fa-f]{2}$/;
  return text.replace(/%[\dA-Fa-f]{2}|[^\w\-.~:/?#[\]@!$&'()*+,;=]/gu, (part) =>
    triplet.test(part) ? part : encode(part),
  );
}

/** Media types. @see https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1 */

/** `Application/JSON; charset=utf-8` -> `application/json`. */
export function essence(mediaType: string): string {
  return (mediaType.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** `application/json`, `application/problem+json; charset=utf-8`, but not `application/json-seq`. */
export function isJson(mediaType: string | null | undefined): boolean {
  return typeof mediaType === "string" && /[/+]json$/.test(essence(mediaType));
}

/** Base64 of a text's UTF-8 bytes; `btoa` alone throws beyond Latin-1. */
export function base64(text: string): string {
  return btoa(
    Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""),
  );
}

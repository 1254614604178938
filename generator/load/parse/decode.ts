import { isUtf8 } from "node:buffer";

/** Bytes to text: UTF-8, or UTF-16 where a byte order mark says so. The mark itself is dropped. */
export function decode(bytes: Buffer): { readonly text: string; readonly damaged: boolean } {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : "utf-8";
  if (encoding === "utf-8" && isUtf8(bytes)) return { text: withoutMark(bytes), damaged: false };
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), damaged: false };
  } catch {
    return { text: new TextDecoder(encoding).decode(bytes), damaged: true };
  }
}

/** Several times as fast as `TextDecoder` in Node 20 and 22. */
function withoutMark(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return text.startsWith("\u{feff}") ? text.slice(1) : text;
}

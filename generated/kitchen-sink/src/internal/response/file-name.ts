import { bare } from "../own.js";

/** One parameter of `Content-Disposition`: a name, and a value that may be quoted. RFC 6266 section 4.1. */
const PARAMETER = /(?:^|;)\s*([\w*-]+)\s*=\s*("(?:\\.|[^"\\])*"|[^;]*)/g;

/**
 * The file name in a `Content-Disposition`: without any folder, and without what a file system, a terminal or a reader could take for
 * something else. `filename*` wins over `filename` (RFC 6266 section 4.3), which some servers encode as they should not.
 * @returns `undefined` where no name is left
 * @example
 * ```ts
 * fileNameOf('attachment; filename="../../etc/passwd"'); // "passwd"
 * ```
 */
export function fileNameOf(disposition: string): string | undefined {
  const given = new Map<string, string>();
  for (const [, name = "", value = ""] of disposition.matchAll(PARAMETER))
    if (!given.has(name.toLowerCase())) given.set(name.toLowerCase(), unquoted(value));
  const names = [extended(given.get("filename*") ?? ""), utf8(given.get("filename") ?? "")];
  return names.map(bareName).find((name) => name !== "");
}

/** Only these two are escaped: a server that writes `C:\new.txt` means no escape. */
function unquoted(value: string): string {
  return value
    .trim()
    .replace(/^"|"$/g, "")
    .replace(/\\(["\\])/g, "$1");
}

/** `UTF-8'en'na%C3%AFve`; empty where it cannot be read. RFC 8187 section 3.2. */
function extended(value: string): string {
  const [, charset = "", text = ""] = /^([^']*)'[^']*'(.*)$/.exec(value) ?? [];
  try {
    return /^utf-?8$/i.test(charset) ? decodeURIComponent(text) : latin1(charset, text);
  } catch {
    return "";
  }
}

function latin1(charset: string, text: string): string {
  if (!/^iso-8859-1$/i.test(charset)) return "";
  return text.replace(/%([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** A header is read byte by byte; most servers that send other characters than ASCII send UTF-8. */
function utf8(text: string): string {
  if (/[^\0-\xFF]/.test(text)) return text;
  try {
    const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
    return new TextDecoder("utf-8", bare({ fatal: true })).decode(bytes);
  } catch {
    return text;
  }
}

/** Windows has devices of these names, whatever the extension is. */
const DEVICE = /^(con|prn|aux|nul|(com|lpt)[\d¹²³]|conin\$|conout\$)\s*(\.|$)/i;

function bareName(name: string): string {
  const last = name
    // Also what changes the direction of writing, by which `exe.txt` may be read where `txt.exe` stands.
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/gu, "")
    .split(/[/\\]/)
    .at(-1);
  const clean = (last ?? "")
    .replace(/[<>:"|?*]/g, "_") // `C:a` is a file in another folder, `a:b` a hidden part of `a`
    .replace(/^\s+|[\s.]+$/g, ""); // Windows leaves them out
  return DEVICE.test(clean) ? `_${clean}` : clean;
}

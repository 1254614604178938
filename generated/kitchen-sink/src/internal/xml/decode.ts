/**
 * The text of an XML document, by its byte order mark, else by the charset that its media type names, else by the one that it declares;
 * UTF-8 without any of these. `undefined` for a charset that the platform does not know. RFC 7303 section 3.
 */
export function decodeXml(bytes: Uint8Array, contentType: string): string | undefined {
  const named = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
  try {
    return new TextDecoder(marked(bytes) ?? named ?? declared(bytes)).decode(bytes);
  } catch {
    return undefined;
  }
}

function marked([first, second]: Uint8Array): string | undefined {
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xef && second === 0xbb ? "utf-8" : undefined;
}

/** `<?xml version="1.0" encoding="iso-8859-1"?>` is ASCII, whatever follows. */
function declared(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  return /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)/.exec(start)?.[1];
}

import type { ResponseContext } from "../../core/operation.js";
import { unusable } from "./unusable.js";

/** Keeps nothing from one text to the next. */
const UTF_8 = new TextDecoder();

/**
 * The whole body as text.
 * @throws {ResponseParseError} it is longer than a text can be in this engine (V8: 512 MB). Downloading it once more would not help.
 */
export async function wholeText(
  response: Response,
  context: ResponseContext,
  decoder: Pick<InstanceType<typeof TextDecoder>, "decode"> = UTF_8,
): Promise<string> {
  let bytes: ArrayBuffer | undefined;
  try {
    bytes = await response.arrayBuffer();
    return decoder.decode(bytes);
  } catch (cause) {
    // Before the bytes were there it is the connection that failed, unless there was no room for them.
    if (!bytes && !(cause instanceof RangeError)) throw cause;
    throw unusable(response, context, "it is too long for a text", "", cause);
  }
}

/** `error`: the text does not parse; the message says why. */
export type Answer = { readonly text: string } | { readonly error: string };

/** Runs something that lays out a text; never rejects. */
export async function attempt(layOut: () => string | Promise<string>): Promise<Answer> {
  try {
    return { text: await layOut() };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

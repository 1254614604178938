import { SpecwrightError } from "../contract/index.js";

/** Turns what the operating system refuses into a diagnostic; anything else is a bug and passes through. */
export function onDisk<T>(output: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw diskFault(error, output);
  }
}

/** What is to be thrown instead of `error`. */
export function diskFault(error: unknown, output: string): unknown {
  if (!(error instanceof Error) || !("syscall" in error)) return error;
  return new SpecwrightError(
    [
      {
        rule: "output-unwritable",
        severity: "error",
        message: `The output folder cannot be used: ${error.message}.`,
        hint: "See that the disk has room and that you may read and write there, then run again.",
        location: { file: output },
      },
    ],
    { cause: error },
  );
}

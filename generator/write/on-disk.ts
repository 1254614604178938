import { SpecwrightError } from "../contract/index.js";

/** Turns what the operating system refuses into a diagnostic; anything else is a bug and passes through. */
export function onDisk<T>(output: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error) || !("syscall" in error)) throw error;
    throw new SpecwrightError(
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
}

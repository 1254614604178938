/** A document that got worse: cut off, emptied by a broken build, or another one altogether. */
import { join } from "node:path";
import { type OperationSurface, SpecwrightError } from "./contract/index.js";
import type { Description } from "./generate.js";

/**
 * Compares with what the package was last made of. An operation is lost where neither its method and path nor its name is there any more.
 *
 * @throws {SpecwrightError} `operations-lost` where that is more than half of them.
 */
export async function refuseLostOperations(
  { model, plan }: Pick<Description, "model" | "plan">,
  output: string,
): Promise<void> {
  const { ownedFiles } = await import("./write/owned-files.js");
  const made = new Set(plan.files.map(({ path }) => path));
  const known = ownedFiles(output).filter((path) => OPERATION.test(path));
  const gone = known.filter((path) => !made.has(path));
  if (!isMoreThanHalf(gone.length, known.length)) return;
  // Files are called after operations: one that is called otherwise now is found by its method and path.
  const operations = await lastOperations(output);
  const there = new Set(model.operations.map(keyOf));
  const lost =
    operations === null
      ? gone
      : operations
          .filter(({ file }) => !made.has(`src/operations/${file}.ts`))
          .map(keyOf)
          .filter((key) => !there.has(key));
  const count = operations?.length ?? known.length;
  if (isMoreThanHalf(lost.length, count)) throw operationsLost(lost, count, output);
}

/** `null` where the package does not say, because an older version of Specwright wrote it. */
async function lastOperations(output: string): Promise<readonly OperationSurface[] | null> {
  const { readSurfaceRecord, RECORD_PATH } = await import("./surface/record.js");
  const { textOf } = await import("./release/index.js");
  const text = textOf(join(output, RECORD_PATH));
  return text === null ? null : (readSurfaceRecord(text, output)?.surface.operations ?? null);
}

const OPERATION = /^src\/operations\/[^/]+\.ts$/;

function isMoreThanHalf(part: number, whole: number): boolean {
  return part * 2 > whole;
}

function keyOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path}`;
}

function operationsLost(lost: readonly string[], count: number, output: string): SpecwrightError {
  const [first = ""] = lost;
  const others = lost.length === 1 ? "" : ` and ${lost.length - 1} more`;
  return new SpecwrightError([
    {
      rule: "operations-lost",
      severity: "error",
      message: `${lost.length} of the ${count} operations of the package are not in the document any more (${first}${others}): nothing was written.`,
      hint: "See that the document is whole. Where they have to go, generate with --yes.",
      location: { file: output },
    },
  ]);
}

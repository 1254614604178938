import { assemble } from "../../../generator/assemble/index.js";
import type { Plan, RenderedFile } from "../../../generator/contract/index.js";

export interface TwoTexts {
  readonly path: string;
  readonly known: string | undefined;
  readonly parsed: string | undefined;
}

/**
 * The files that come out otherwise where the parser reads what built-in templates made, as it does with those of the user's.
 *
 * @throws {SpecwrightError} where the parser finds a fault.
 */
export async function differences(
  rendered: readonly RenderedFile[],
  plan: Plan,
): Promise<readonly TwoTexts[]> {
  const known = await textsOf(rendered, plan);
  const custom = rendered.map((file) =>
    file.kind === "builtin" ? ({ ...file, kind: "custom" } as const) : file,
  );
  const parsed = await textsOf(custom, plan);
  return [...new Set([...known.keys(), ...parsed.keys()])]
    .map((path) => ({ path, known: known.get(path), parsed: parsed.get(path) }))
    .filter((texts) => texts.known !== texts.parsed);
}

async function textsOf(
  rendered: readonly RenderedFile[],
  plan: Plan,
): Promise<ReadonlyMap<string, string>> {
  return new Map((await assemble(rendered, plan)).map(({ path, text }) => [path, text]));
}

/** What only the files of two packages show. */
import type { Difference, SdkModel } from "../contract/index.js";
import { callText, unnoticed } from "./operation.js";

/** Of the files that differ, those of operations by what a user calls; all others together. */
export function unseenDifferences(
  { client, operations }: SdkModel,
  differ: ReadonlySet<string>,
): readonly Difference[] {
  const changed = operations.filter(({ names }) => differ.has(`src/operations/${names.file}.ts`));
  if (changed.length === 0) return [packageDifference(client.className, differ)];
  return changed.map(({ names, pointer }) => {
    const call = callText({ call: [...names.group, names.method] });
    return {
      ...unnoticed,
      kind: "package-changed",
      old: null,
      new: pointer,
      symbols: [call],
      before: null,
      after: null,
      message: `\`${call}\` is made or documented in another way, which no type shows.`,
    };
  });
}

function packageDifference(className: string, differ: ReadonlySet<string>): Difference {
  const isCode = [...differ].some((path) => path.startsWith("src/"));
  return {
    ...unnoticed,
    kind: isCode ? "package-changed" : "docs-changed",
    old: null,
    new: "",
    symbols: [className],
    before: null,
    after: null,
    message: `${[...differ].sort().join(", ")}: no type and no call shows the difference.`,
  };
}

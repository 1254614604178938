/** What an operation was called before: the aliases that it leaves when the document renames it. */
import type { FormerOperationNames, OperationNames, Pointer } from "../../contract/index.js";
import type { NamingContext } from "../context.js";
import { namesIn, placeIn } from "./call.js";

type Call = Pick<OperationNames, "group" | "method" | "aliases" | "function" | "file">;

/** `use`: makes a group one of the package that only has aliases. */
export function formerCalls(
  { known }: NamingContext,
  pointer: Pointer,
  call: Call,
  use: (group: readonly string[], pointer: Pointer) => void,
): readonly FormerOperationNames[] {
  const operation = known.operations.get(pointer);
  if (operation === undefined || known.dropsAliases) return [];
  const { entry } = operation;
  const since = known.version;
  const own = namesIn(entry);
  const candidates = [
    ...(entry.former ?? []).map((former) => ({ ...namesIn(former), since: former.since })),
    { ...own, since },
    // The other places of a method have no function of their own.
    ...(entry.also ?? []).map((place) => {
      return { ...own, ...placeIn(place), function: call.function, file: call.file, since };
    }),
  ];
  const places = [call, ...call.aliases].map(placeText);
  const isOld = (former: FormerOperationNames): boolean =>
    !places.includes(placeText(former)) || former.function !== call.function;
  const found = new Map(
    candidates
      .filter(isOld)
      .reverse()
      .map((former) => [`${placeText(former)} ${former.function}`, former]),
  );
  const former = [...found.values()].reverse();
  for (const { group } of former) use(group, pointer);
  return former;
}

function placeText({ group, method }: Pick<Call, "group" | "method">): string {
  return [...group, method].join(".");
}

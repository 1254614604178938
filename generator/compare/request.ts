/** What a call takes: for each media type that its body can be sent as, an argument. */
import type { OperationSurface } from "../contract/index.js";
import { literalOf } from "../lib/type.js";
import type { Compare, Comparing } from "./leaf.js";
import {
  callText,
  flatParts,
  type OperationPair,
  ownerOf,
  type ReportOperation,
  unnoticed,
} from "./operation.js";
import type { Place } from "./place.js";
import { isDeclared } from "./structure.js";
import type { Walk } from "./walk.js";

type Content = OperationSurface["contents"][number];

/** Who does not choose a media type sends the first, whatever that is; any other is compared with the same one. */
export function compareRequest(
  { old, new: next }: OperationPair,
  walk: Walk,
  compare: Compare,
  report: ReportOperation,
): void {
  const place: Place = { root: old.requestType, steps: [], old: old.pointer, new: next.pointer };
  const comparing: Comparing = { walk, direction: "request", owner: ownerOf(old), compare };
  for (const [index, content] of old.contents.entries()) {
    const same = next.contents.find(({ mediaType }) => mediaType === content.mediaType);
    const other = index === 0 ? next.contents[0] : same;
    if (other !== undefined) compareContents(content, other, place, comparing);
  }
  compareChoice({ old, new: next }, report);
}

/** The body's own type is compared under its own name where it is flat on both sides, the parameters beside it. */
function compareContents(old: Content, next: Content, place: Place, comparing: Comparing): void {
  const { walk, compare } = comparing;
  const [before, after] = [flatParts(old.request), flatParts(next.request)];
  const isFlat =
    before !== null &&
    after !== null &&
    isDeclared(before.body, walk.sides.old) &&
    isDeclared(after.body, walk.sides.new);
  if (isFlat) {
    compare({ old: before.body, new: after.body }, place, comparing);
    compare({ old: before.parameters, new: after.parameters }, place, comparing);
  } else compare({ old: old.request, new: next.request }, place, comparing);
}

/** The argument `contentType`, which is there where there is a choice. */
function compareChoice({ old, new: next }: OperationPair, report: ReportOperation): void {
  const [before, after] = [choicesOf(old), choicesOf(next)];
  const symbols = [`${old.requestType}.contentType`, callText(old)];
  for (const mediaType of before.filter((each) => !after.includes(each)))
    report(
      {
        kind: "request-value-removed",
        source: "breaking",
        runtime: "breaking",
        wire: old.contents.length > 1 && sends(next, mediaType) ? "same" : "breaking",
        before: JSON.stringify(mediaType),
        after: null,
        message: `\`${symbols[0] ?? ""}\` does not take \`${mediaType}\` any more.`,
        migration: after.length === 0 ? "Leave `contentType` out." : "Choose another media type.",
        probe: {
          kind: "write",
          place: { root: old.requestType, steps: [] },
          property: "contentType",
          given: literalOf(mediaType),
        },
      },
      symbols,
    );
  for (const mediaType of after.filter((each) => !before.includes(each)))
    report(
      {
        ...unnoticed,
        kind: "request-value-added",
        source: "added",
        before: null,
        after: JSON.stringify(mediaType),
        message: `\`${symbols[0] ?? ""}\` takes \`${mediaType}\`.`,
      },
      symbols,
    );
}

function choicesOf({ contents }: OperationSurface): readonly string[] {
  return contents.length > 1 ? contents.flatMap(({ mediaType }) => mediaType ?? []) : [];
}

function sends({ contents }: OperationSurface, mediaType: string): boolean {
  return contents.some((content) => content.mediaType === mediaType);
}

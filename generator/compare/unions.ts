/** Two sets of alternatives: which came, which went, and what became of those that are in both. */
import type { Difference, Probe, Type } from "../contract/index.js";
import { printType } from "../lib/print-type.js";
import { keyOf, literalOf, namesIn } from "../lib/type.js";
import { unnoticed } from "./operation.js";
import { inside, symbolOf, type Place } from "./place.js";
import { objectIn } from "./structure.js";
import { type Comparing, reportType, spelledOut } from "./leaf.js";
import { at, sourceOf, type Pair } from "./walk.js";

interface Members {
  readonly old: readonly Type[];
  readonly new: readonly Type[];
}

export function compareUnions(
  pair: Pair,
  members: Members,
  place: Place,
  comparing: Comparing,
): void {
  const { pairs, gone, come } = matched(members, comparing);
  for (const { old, new: next, variant } of pairs)
    comparing.compare(
      { old, new: next },
      variant === null ? place : inside(place, variant),
      comparing,
    );
  const [left, ...moreLeft] = gone;
  const [right, ...moreRight] = come;
  // `string` became `number`: one change, not two.
  const isSwap =
    left !== undefined && right !== undefined && moreLeft.length + moreRight.length === 0;
  if (isSwap && !isValue(left) && !isValue(right)) {
    reportType(pair, place, comparing);
    return;
  }
  if (gone.length + come.length === 0) reportOrder(pair, place, comparing);
  for (const member of gone) reportMember(pair, { member, isOld: true }, place, comparing);
  for (const member of come) reportMember(pair, { member, isOld: false }, place, comparing);
}

/** The same alternatives, written in another way. */
function reportOrder(pair: Pair, place: Place, { walk, direction, owner }: Comparing): void {
  const isRenamed = [...namesIn(pair.old)].sort().join() !== [...namesIn(pair.new)].sort().join();
  if (keyOf(pair.old) === keyOf(pair.new) || isRenamed) return;
  const symbol = symbolOf(place);
  walk.report(owner, place, {
    ...unnoticed,
    kind: `${direction}-type-changed`,
    ...at(place, pair),
    message: `\`${symbol}\` is written in another way.`,
  });
}

/** Said by itself: `"fast"`, `null`. */
function isValue({ kind }: Type): boolean {
  return kind === "literal" || kind === "null";
}

interface Matched {
  readonly pairs: readonly (Pair & { readonly variant: Variant | null })[];
  readonly gone: readonly Type[];
  readonly come: readonly Type[];
}

type Variant = Extract<Place["steps"][number], { kind: "variant" }>;

function matched({ old, new: next }: Members, { walk }: Comparing): Matched {
  const come = [...next];
  const gone: Type[] = [];
  const pairs: (Pair & { variant: Variant | null })[] = [];
  for (const member of old) {
    const tags = tagsOf(member, walk.sides.old);
    const isSame = (other: Type): boolean => keyOf(other) === keyOf(member);
    const tagIn = (other: Type): Variant | null => {
      const others = tagsOf(other, walk.sides.new);
      return (
        tags.find((tag) =>
          others.some((each) => each.property === tag.property && each.tag === tag.tag),
        ) ?? null
      );
    };
    const at = firstIndex(
      come,
      isSame,
      (other) => tagIn(other) !== null,
      (other) => isOnlyOfKind(member, other, { old, new: next }),
    );
    const [other] = at === -1 ? [] : come.splice(at, 1);
    if (other === undefined) gone.push(member);
    else pairs.push({ old: member, new: other, variant: tagIn(other) });
  }
  return { pairs, gone, come };
}

function firstIndex(
  list: readonly Type[],
  ...tests: readonly ((member: Type) => boolean)[]
): number {
  for (const test of tests) {
    const at = list.findIndex(test);
    if (at !== -1) return at;
  }
  return -1;
}

/** The one list of each side, say: they are the same alternative, whatever is in them. */
function isOnlyOfKind(member: Type, other: Type, { old, new: next }: Members): boolean {
  if (member.kind !== other.kind || isValue(member)) return false;
  const isAlone = (members: readonly Type[]): boolean =>
    members.filter(({ kind }) => kind === member.kind).length === 1;
  return isAlone(old) && isAlone(next);
}

/** Properties that have one value. */
function tagsOf(type: Type, surface: Parameters<typeof objectIn>[1]): readonly Variant[] {
  const properties = objectIn(type, surface)?.properties ?? [];
  return properties.flatMap(({ name, type: value, required }): Variant[] => {
    if (value.kind !== "literal" || !required) return [];
    const tag = value.value;
    return typeof tag === "string" || typeof tag === "number" || typeof tag === "boolean"
      ? [{ kind: "variant", property: name, tag }]
      : [];
  });
}

/** Whether a value is this one: itself, or an object by its tag. */
function questionOf(
  member: Type,
  place: Place,
  surface: Parameters<typeof objectIn>[1],
): Probe | null {
  if (member.kind === "literal") return { kind: "equal", place, value: member };
  const [tag] = tagsOf(member, surface);
  if (tag === undefined) return null;
  const property = { kind: "property", name: tag.property, optional: false } as const;
  return { kind: "equal", place: inside(place, property), value: literalOf(tag.tag) };
}

function reportMember(
  pair: Pair,
  { member, isOld }: { readonly member: Type; readonly isOld: boolean },
  place: Place,
  { walk, direction, owner }: Comparing,
): void {
  const symbol = symbolOf(place);
  const isRequest = direction === "request";
  const isCovered = isOld
    ? walk.oldFitsNew(member, pair.new, isRequest)
    : walk.newFitsOld(member, pair.old, isRequest);
  // A request loses by what is not taken any more, a response by what can come in addition.
  const breaks = isRequest === isOld && !isCovered;
  // Code that asks for a value which never comes any more does not compile, either.
  const asked = isRequest || !isOld || isCovered ? null : questionOf(member, place, walk.sides.old);
  const shown = printType(member);
  const difference: Difference = {
    kind: `${direction}-value-${isOld ? "removed" : "added"}`,
    ...sourceOf(
      breaks || asked !== null,
      !isCovered,
      asked ??
        (isRequest
          ? { kind: "pass", place, given: spelledOut(member, walk.sides.old) }
          : { kind: "read", place, wanted: pair.old }),
    ),
    runtime: breaks ? "breaking" : "same",
    wire: isRequest && isOld ? "breaking" : "same",
    ...at(place, pair),
    message: isRequest
      ? `\`${symbol}\` ${isOld ? "does not take" : "takes"} \`${shown}\`${isOld ? " any more" : " too"}.`
      : `\`${symbol}\` ${isOld ? "is never" : "can be"} \`${shown}\`${isOld ? " any more" : ""}.`,
    migration: breaks
      ? isRequest
        ? `Pass another value than \`${shown}\`.`
        : `Handle \`${shown}\`.`
      : asked !== null
        ? `Do not ask for \`${shown}\`.`
        : null,
  };
  walk.report(owner, place, difference);
}

/** What is exported by name: types, classes of errors, webhooks. */
import type { Direction, Type, TypeSurface } from "../contract/index.js";
import { keyOf, named, nameIn } from "../lib/type.js";
import { CLIENT, missing } from "./clients.js";
import { errorOwner, unnoticed } from "./operation.js";
import { type Compare, type Comparing, reportType } from "./leaf.js";
import { inside, type Place } from "./place.js";
import type { Walk } from "./walk.js";

export function compareDeclarations(walk: Walk, compare: Compare): void {
  compareErrors(walk, compare);
  compareWebhooks(walk, compare);
  compareTypeNames(walk);
  compareExports(walk);
  walk.settle();
  // What no call reaches under its name is written, or read, by users all the same.
  for (const { name, direction } of walk.sides.old.types.values())
    if (walk.sides.new.types.has(name) && !walk.hasEntered(name, name))
      compareType(name, direction, walk, compare);
}

function compareType(name: string, direction: Direction, walk: Walk, compare: Compare): void {
  const place: Place = { root: name, steps: [], old: null, new: null };
  const comparing = { walk, direction, owner: CLIENT, compare };
  compare({ old: named(name), new: named(name) }, place, comparing);
}

function compareErrors(walk: Walk, compare: Compare): void {
  const { old, new: next } = walk.sides;
  for (const [name, { pointer }] of missing(old.errors, next.errors))
    walk.report(CLIENT, null, {
      kind: "error-class-removed",
      source: "breaking",
      runtime: "breaking",
      wire: "same",
      old: pointer,
      new: null,
      symbols: [name],
      before: name,
      after: null,
      message: `There is no class \`${name}\` any more.`,
      migration: `Catch another class than \`${name}\`.`,
      probe: { kind: "import", name, module: null, as: "value" },
    });
  for (const [name, error] of old.errors) {
    const other = next.errors.get(name);
    if (other === undefined) continue;
    const place: Place = { root: name, steps: [], old: error.pointer, new: other.pointer };
    const owner = errorOwner(name);
    const comparing = { walk, direction: "response", owner, compare } as const;
    const data = inside(place, { kind: "property", name: "data", optional: true });
    compare({ old: error.data, new: other.data }, data, comparing);
    const status = inside(place, { kind: "property", name: "status", optional: false });
    compareStatuses(error.status, other.status, status, comparing);
  }
}

/** Statuses go and come: it is one thing that changed. */
function compareStatuses(old: Type, next: Type, place: Place, comparing: Comparing): void {
  if (keyOf(old) !== keyOf(next)) reportType({ old, new: next }, place, comparing);
}

function compareWebhooks(walk: Walk, compare: Compare): void {
  const { old, new: next } = walk.sides;
  for (const [name] of missing(old.webhooks, next.webhooks))
    walk.report(CLIENT, null, {
      ...unnoticed,
      kind: "webhook-removed",
      runtime: "breaking",
      old: "",
      new: null,
      symbols: [name],
      before: name,
      after: null,
      message: `The API does not send \`${name}\` any more.`,
    });
  for (const [name] of missing(next.webhooks, old.webhooks))
    walk.report(CLIENT, null, {
      ...unnoticed,
      kind: "webhook-added",
      source: "added",
      old: null,
      new: "",
      symbols: [name],
      before: null,
      after: name,
      message: `The API sends \`${name}\`.`,
    });
  for (const [name, webhook] of old.webhooks) {
    const other = next.webhooks.get(name);
    if (other === undefined) continue;
    const place: Place = { root: nameIn(webhook.type) ?? name, steps: [], old: null, new: null };
    compare({ old: webhook.type, new: other.type }, place, {
      walk,
      direction: "response",
      owner: CLIENT,
      compare,
    });
  }
}

/** Names of which nothing else was told: of responses that are lists, of headers, of groups of operations. */
function compareExports(walk: Walk): void {
  const { old, new: next } = walk.sides;
  const told = new Set(walk.found.flatMap(({ difference: { before, after } }) => [before, after]));
  const isTold = ([name]: readonly [string, unknown]): boolean => told.has(name);
  for (const [name, kind] of missing(old.exports, next.exports).filter((each) => !isTold(each)))
    walk.report(CLIENT, null, {
      kind: "type-removed",
      source: "breaking",
      runtime: kind === "value" ? "breaking" : "same",
      wire: "same",
      old: "",
      new: null,
      symbols: [name],
      before: name,
      after: null,
      message: `There is no \`${name}\` any more.`,
      migration: `Do without \`${name}\`.`,
      probe: { kind: "import", name, module: null, as: kind },
    });
  for (const [name] of missing(next.exports, old.exports).filter((each) => !isTold(each)))
    walk.report(CLIENT, null, {
      ...unnoticed,
      kind: "type-added",
      source: "added",
      old: null,
      new: "",
      symbols: [name],
      before: null,
      after: name,
      message: `\`${name}\` is new.`,
    });
}

/** Names that went or came; one that became another is told as that. */
function compareTypeNames(walk: Walk): void {
  const { old, new: next } = walk.sides;
  const come = new Map(missing(next.types, old.types));
  for (const [name, type] of missing(old.types, next.types)) {
    if (next.exports.has(name)) continue;
    const renamed = renamedTo(type, come, walk);
    if (renamed !== null) come.delete(renamed.name);
    const after = renamed?.name ?? null;
    walk.report(CLIENT, null, {
      kind: after === null ? "type-removed" : "type-renamed",
      source: "breaking",
      runtime: "same",
      wire: "same",
      old: type.pointer,
      new: renamed?.pointer ?? null,
      symbols: after === null ? [name] : [name, after],
      before: name,
      after,
      message:
        after === null
          ? `There is no type \`${name}\` any more.`
          : `The type \`${name}\` is called \`${after}\` now.`,
      migration:
        after === null ? `Do without \`${name}\`.` : `Import \`${after}\` instead of \`${name}\`.`,
      probe: { kind: "import", name, module: null, as: "type" },
    });
  }
  for (const [name, type] of come)
    if (!old.exports.has(name))
      walk.report(CLIENT, null, {
        ...unnoticed,
        kind: "type-added",
        source: "added",
        old: null,
        new: type.pointer,
        symbols: [name],
        before: null,
        after: name,
        message: `The type \`${name}\` is new.`,
      });
}

/** The type that stands where the old one stood, or the only new one that says the same. */
function renamedTo(
  old: TypeSurface,
  come: ReadonlyMap<string, TypeSurface>,
  walk: Walk,
): TypeSurface | null {
  const place = walk.successorOf(old.name);
  const there = place === null ? undefined : come.get(place);
  if (there !== undefined) return there;
  const alike = [...come.values()].filter(
    ({ name }) =>
      walk.oldFitsNew(named(old.name), named(name)) &&
      walk.newFitsOld(named(name), named(old.name)),
  );
  const [only] = alike;
  return alike.length === 1 &&
    only !== undefined &&
    old.type.kind === "object" &&
    old.type.properties.length > 0
    ? only
    : null;
}

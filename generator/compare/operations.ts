/** One operation on both sides: its name, what it takes, what it gives, what it throws, how it is sent. */
import type { Difference, OperationSurface, Type } from "../contract/index.js";
import { named } from "../lib/type.js";
import {
  callText,
  errorOwner,
  flatParts,
  type OperationPair,
  ownerOf,
  type ReportOperation,
  unnoticed,
} from "./operation.js";
import { compareTransport } from "./transport.js";
import type { Place } from "./place.js";
import { isDeclared } from "./structure.js";
import { type Comparing } from "./leaf.js";
import type { Owner, Walk } from "./walk.js";

export type Compare = Comparing["compare"];

export function compareOperation(pair: OperationPair, walk: Walk, compare: Compare): void {
  const owner = ownerOf(pair.old);
  const report = (
    difference: Omit<Difference, "old" | "new" | "symbols">,
    symbols: readonly string[] = [],
  ): void =>
    walk.report(owner, null, {
      ...difference,
      old: pair.old.pointer,
      new: pair.new.pointer,
      symbols: symbols.length > 0 ? symbols : [callText(pair.old)],
    });
  compareNames(pair, report);
  compareRequest(pair, walk, owner, compare);
  compareArgument(pair, report);
  compareResult(pair, walk, owner, compare, report);
  compareErrors(pair, report);
  for (const name of new Set(pair.old.errors.values()))
    walk.enters(errorOwner(name), owner, name, name);
  compareTransport(pair, report);
  if (!pair.old.deprecated && pair.new.deprecated)
    report({
      ...unnoticed,
      kind: "operation-deprecated",
      before: null,
      after: pair.new.docs,
      message: `\`${callText(pair.old)}\` is deprecated.`,
    });
  else if (pair.old.docs !== pair.new.docs || pair.old.deprecated !== pair.new.deprecated)
    report({
      ...unnoticed,
      kind: "docs-changed",
      before: pair.old.docs,
      after: pair.new.docs,
      message: `\`${callText(pair.old)}\` is described in other words.`,
    });
}

export function operationGone(operation: OperationSurface, walk: Walk): void {
  const symbol = callText(operation);
  walk.report(ownerOf(operation), null, {
    kind: "operation-removed",
    source: "breaking",
    runtime: "breaking",
    wire: "breaking",
    old: operation.pointer,
    new: null,
    symbols: [symbol],
    before: `${operation.method} ${operation.path}`,
    after: null,
    message: `\`${symbol}\` is gone: the document has no ${operation.method} ${operation.path} any more.`,
    migration: `Do without \`${symbol}\`.`,
    probe: { kind: "call", call: operation.call, use: "name" },
  });
}

export function operationCame(operation: OperationSurface, walk: Walk): void {
  const symbol = callText(operation);
  walk.report(ownerOf(operation), null, {
    ...unnoticed,
    kind: "operation-added",
    source: "added",
    old: null,
    new: operation.pointer,
    symbols: [symbol],
    before: null,
    after: `${operation.method} ${operation.path}`,
    message: `\`${symbol}\` is new: ${operation.method} ${operation.path}.`,
  });
}

function compareNames({ old, new: next }: OperationPair, report: ReportOperation): void {
  const [before, after] = [callText(old), callText(next)];
  const stays = [next.call, ...next.aliases].some((call) => call.join(".") === old.call.join("."));
  if (before !== after)
    report(
      {
        kind: "operation-renamed",
        ...(stays
          ? { source: "added", runtime: "same", probe: null, migration: null }
          : {
              source: "breaking",
              runtime: "breaking",
              probe: { kind: "call", call: old.call, use: "name" },
              migration: `Call \`${after}\` instead of \`${before}\`.`,
            }),
        wire: "same",
        before,
        after,
        message: `\`${before}\` is \`${after}\` now.`,
      },
      [before, after],
    );
  const names = [
    { from: old.function, to: next.function, module: `operations/${old.file}`, as: "value" },
    { from: old.requestType, to: next.requestType, module: null, as: "type" },
  ] as const;
  for (const { from, to, module, as } of names) {
    if (from === to && (module === null || old.file === next.file)) continue;
    report(
      {
        kind: "operation-renamed",
        source: "breaking",
        runtime: as === "value" ? "breaking" : "same",
        wire: "same",
        before: from,
        after: to,
        message: `\`${from}\` is called \`${to}\` now.`,
        migration: `Import \`${to}\` instead of \`${from}\`.`,
        probe: { kind: "import", name: from, module, as },
      },
      [from, to],
    );
  }
}

/** The body's own type is compared under its own name where it is flat on both sides, the parameters beside it. */
function compareRequest(
  { old, new: next }: OperationPair,
  walk: Walk,
  owner: Owner,
  compare: Compare,
): void {
  const place: Place = { root: old.requestType, steps: [], old: old.pointer, new: next.pointer };
  const comparing: Comparing = { walk, direction: "request", owner, compare };
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

function compareArgument({ old, new: next }: OperationPair, report: ReportOperation): void {
  if (old.requestOptional === next.requestOptional) return;
  const isRequired = old.requestOptional;
  report({
    kind: isRequired ? "argument-required" : "argument-optional",
    source: isRequired ? "breaking" : "added",
    runtime: isRequired ? "breaking" : "same",
    wire: isRequired ? "breaking" : "same",
    before: isRequired ? "optional" : "required",
    after: isRequired ? "required" : "optional",
    message: `\`${callText(old)}\` ${isRequired ? "has to be called with an argument" : "can be called without an argument"} now.`,
    migration: isRequired ? "Give the argument." : null,
    probe: isRequired ? { kind: "call", call: old.call, use: "without-argument" } : null,
  });
}

function compareResult(
  { old, new: next }: OperationPair,
  walk: Walk,
  owner: Owner,
  compare: Compare,
  report: ReportOperation,
): void {
  const comparing: Comparing = { walk, direction: "response", owner, compare };
  const place = (root: string): Place => ({ root, steps: [], old: old.pointer, new: next.pointer });
  const [before, after] = [old.result, next.result];
  const valueOf = (result: OperationSurface["result"]): Type =>
    result.kind === "stream" ? named("Stream", result.item) : result.type;
  if (before.kind !== after.kind) {
    // A list in pages can be awaited as well, and what comes then is the first page.
    const breaks = !(before.kind === "value" && after.kind === "pages") || true;
    report({
      kind: "result-kind-changed",
      source: breaks ? "breaking" : "added",
      runtime: "breaking",
      wire: "same",
      before: resultText[before.kind],
      after: resultText[after.kind],
      message: `\`${callText(old)}\` gives ${resultText[after.kind]} instead of ${resultText[before.kind]}.`,
      migration: after.kind === "value" ? "Await the value." : "Loop over it with `for await`.",
      probe:
        before.kind === "value"
          ? { kind: "await", call: old.call, wanted: before.type }
          : { kind: "loop", call: old.call, stream: before.kind === "stream" },
    });
  } else if (before.kind === "stream" && after.kind === "stream")
    compare({ old: before.item, new: after.item }, itemPlace(old, place), comparing);
  else compare({ old: valueOf(before), new: valueOf(after) }, place(old.responseType), comparing);
  if (old.streamItem !== null && next.streamItem !== null)
    compare({ old: old.streamItem, new: next.streamItem }, itemPlace(old, place), comparing);
}

function itemPlace({ responseType }: OperationSurface, place: (root: string) => Place): Place {
  return place(responseType);
}

const resultText = { value: "a value", pages: "a list in pages", stream: "a stream" } as const;

function compareErrors({ old, new: next }: OperationPair, report: ReportOperation): void {
  for (const status of new Set([...old.errors.keys(), ...next.errors.keys()])) {
    const [before, after] = [old.errors.get(status) ?? null, next.errors.get(status) ?? null];
    if (before === after) continue;
    const kind =
      before === null ? "error-added" : after === null ? "error-removed" : "error-class-changed";
    report(
      {
        kind,
        source: before === null ? "added" : "same",
        // Who catches the class that was thrown for this status catches nothing.
        runtime: "breaking",
        wire: "same",
        before,
        after,
        message:
          after === null
            ? `\`${callText(old)}\` has no class of its own for ${status} any more.`
            : before === null
              ? `\`${callText(old)}\` throws \`${after}\` for ${status}.`
              : `\`${callText(old)}\` throws \`${after}\` for ${status}, not \`${before}\`.`,
        migration: after === null ? "Catch the default class." : `Catch \`${after}\`.`,
        probe: null,
      },
      [callText(old), ...[before, after].filter((name) => name !== null)],
    );
  }
}

/** One operation on both sides: its name, what it takes, what it gives, what it throws, how it is sent. */
import type { Difference, OperationSurface } from "../contract/index.js";
import {
  callsOf,
  callText,
  errorOwner,
  type OperationPair,
  ownerOf,
  type ReportOperation,
  unnoticed,
} from "./operation.js";
import { compareTransport } from "./transport.js";
import { compareRequest } from "./request.js";
import { compareResult } from "./result.js";
import type { Compare } from "./leaf.js";
import type { Walk } from "./walk.js";

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
  compareNames(pair, walk, report);
  compareRequest(pair, walk, compare, report);
  compareArgument(pair, report);
  compareResult(pair, walk, compare, report);
  compareErrors(pair, report);
  for (const name of new Set(pair.old.errors.values()))
    walk.enters(errorOwner(name), owner, { old: name, new: name }, null);
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

function compareNames(
  { old, new: next }: OperationPair,
  walk: Walk,
  report: ReportOperation,
): void {
  const [before, after] = [callText(old), callText(next)];
  const there = walk.newCalls;
  if (before !== after)
    report(
      {
        kind: "operation-renamed",
        ...(there.has(before)
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
  compareOtherCalls({ old, new: next }, there, report);
  const names = [
    { from: old.function, to: next.function, module: `operations/${old.file}`, as: "value" },
    { from: old.requestType, to: next.requestType, module: null, as: "type" },
  ] as const;
  for (const { from, to, module, as } of names) {
    if (from === to && (module === null || old.file === next.file)) continue;
    const stays =
      module === null
        ? walk.sides.new.exports.has(from)
        : next.former.some((each) => each.function === from && each.file === old.file);
    report(
      {
        kind: "operation-renamed",
        source: stays ? "added" : "breaking",
        runtime: as === "value" && !stays ? "breaking" : "same",
        wire: "same",
        before: from,
        after: to,
        message: `\`${from}\` is called \`${to}\` now.`,
        migration: `Import \`${to}\` instead of \`${from}\`.`,
        probe: stays ? null : { kind: "import", name: from, module, as },
      },
      [from, to],
    );
  }
}

/** The same call in other groups, and for other forms of what it gives. */
function compareOtherCalls(
  { old, new: next }: OperationPair,
  there: ReadonlySet<string>,
  report: ReportOperation,
): void {
  const known = callsOf(old);
  for (const call of [...old.aliases, ...old.variants.map((variant) => variant.call)]) {
    const text = callText({ call });
    if (there.has(text)) continue;
    report(
      {
        kind: "operation-removed",
        source: "breaking",
        runtime: "breaking",
        wire: "same",
        before: text,
        after: null,
        message: `\`${text}\` is gone.`,
        migration: `Call \`${callText(next)}\`.`,
        probe: { kind: "call", call, use: "name" },
      },
      [text],
    );
  }
  for (const text of callsOf(next).filter((call) => !known.includes(call)))
    if (text !== callText(next))
      report(
        {
          ...unnoticed,
          kind: "operation-added",
          source: "added",
          before: null,
          after: text,
          message: `\`${text}\` is new.`,
        },
        [text],
      );
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

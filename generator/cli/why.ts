import {
  type LoadedDocument,
  type NameHistory,
  type NameReason,
  type NameTable,
  SpecwrightError,
} from "../contract/index.js";
import { didYouMean } from "../lib/nearest.js";
import type { RunCommand } from "./command.js";
import { describeTarget } from "./describe.js";
import { localName, placeOf } from "./diagnostics.js";
import { exitCodes } from "./exit-codes.js";

/** `specwright why NAME`: where a name of the package comes from. */
export const runWhy: RunCommand = async (context) => {
  const [name] = context.positionals;
  if (name === undefined) {
    throw fault("usage", "No name is given.", "Give a name of the package: specwright why NAME.");
  }
  const { names, document } = await describeTarget(context);
  const reasons = reasonsFor(name, names);
  const places = reasons.map((reason) => place(reason, document, context.cwd));
  return {
    exitCode: exitCodes.ok.code,
    // Those of the document are for generate and check to tell.
    diagnostics: [],
    text: reasons.map((reason, index) => paragraph(reason, places[index] ?? "")).join("\n"),
    data: { name, reasons: reasons.map((reason, index) => ({ ...reason, place: places[index] })) },
  };
};

/** By the plain name (`RerankRequest`), or as it is called (`client.rerank.rerank`). */
function reasonsFor(name: string, names: NameTable): readonly NameReason[] {
  const plain = names.reasons.filter((reason) => reason.name === name);
  if (plain.length > 0) return plain;
  const called = calls(names).filter(({ call }) => name === call || name.endsWith(`.${call}`));
  const old = names.reasons.filter(
    ({ kind, history, name: was }) =>
      kind === "method" && isOld(history) && name.endsWith(`.${was}`),
  );
  if (old.length > 0) return old;
  // The longest is meant: `a.b.c` is not the method `c` on the client.
  const [best] = called.sort((left, right) => right.call.length - left.call.length);
  if (best !== undefined) {
    return names.reasons.filter(
      ({ pointer, kind }) => pointer === best.pointer && (kind === "method" || kind === "group"),
    );
  }
  const known = [
    ...names.reasons.map((reason) => reason.name),
    ...calls(names).map(({ call }) => call),
  ];
  throw fault(
    "name-unknown",
    `The package has no name "${name}".`,
    `Give a type, a class, a function, or a call such as ${calls(names)[0]?.call ?? "pets.list"}.${didYouMean(name, known)}`,
  );
}

function isOld(history: NameHistory | undefined): boolean {
  return history !== undefined && history.now !== null;
}

function calls(names: NameTable): { readonly call: string; readonly pointer: string }[] {
  return Object.entries(names.operations).map(([pointer, { group, method }]) => ({
    call: [...group, method].join("."),
    pointer,
  }));
}

function place({ pointer }: NameReason, document: LoadedDocument, cwd: string): string {
  const location = document.locate(pointer);
  return placeOf({ ...location, file: localName(location.file, cwd) });
}

function paragraph({ name, kind, pointer, reason, history }: NameReason, where: string): string {
  const lines = [reason, ...historyLines(history), `${pointer}  ${where}`];
  return `${name}  ${kind}\n${lines.map((line) => `  ${line}\n`).join("")}`;
}

/** What the document has renamed, and in which version of the package. */
function historyLines(history: NameHistory | undefined): readonly string[] {
  if (history === undefined) return [];
  const { now, was, since } = history;
  if (now !== null)
    return [`The document renamed it in version ${since}; the name to use is \`${now}\`.`];
  const old = was.map((name) => `\`${name}\``).join(", ");
  return [
    `Before version ${since} it was ${old}, which ${was.length > 1 ? "are" : "is"} kept as an alias.`,
  ];
}

function fault(rule: string, message: string, hint: string): SpecwrightError {
  return new SpecwrightError([{ rule, severity: "error", message, hint }]);
}

import {
  type LoadedDocument,
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

function paragraph({ name, kind, pointer, reason }: NameReason, where: string): string {
  return `${name}  ${kind}\n  ${reason}\n  ${pointer}  ${where}\n`;
}

function fault(rule: string, message: string, hint: string): SpecwrightError {
  return new SpecwrightError([{ rule, severity: "error", message, hint }]);
}

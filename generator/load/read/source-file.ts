/** One document that was read: its data, and where each part of it stands. */
import type { Diagnostic, Json, Pointer, SourceLocation } from "../../contract/index.js";
import { withOverlay } from "../../lib/finding.js";
import { fixText, type Fix } from "../../lib/overlay.js";
import { locatorOf } from "../locate/index.js";
import { decode } from "../parse/decode.js";
import { parse } from "../parse/parse.js";
import { TextError, type TextProblem } from "../parse/problem.js";
import type { Value } from "../value.js";
import type { Address } from "./address.js";

export interface SourceFile {
  readonly address: Address;
  /** The document that was asked for; overlays reach no other. */
  readonly isInput: boolean;
  readonly value: Value;
  readonly format: "json" | "yaml";
  readonly largeIntegers: boolean;
  locate(pointer: Pointer): SourceLocation;
}

/**
 * Parses `bytes`; what can be worked with is reported. A `Diagnostic` in place of the file says why it cannot be read.
 */
export async function parseFile(
  address: Address,
  isInput: boolean,
  bytes: Buffer,
  report: (diagnostic: Diagnostic) => void,
): Promise<SourceFile | Diagnostic> {
  const { text, damaged } = decode(bytes);
  if (damaged) report(encodingProblem(address));
  if (text.trim() === "") return emptyFile(address);
  try {
    const { value, format, largeIntegers, problems } = await parse(text);
    for (const problem of problems) report(textProblem(address, problem));
    return {
      address,
      isInput,
      value,
      format,
      largeIntegers,
      locate: locatorOf(address.name, format, text, problems.some(isRepeatedKey)),
    };
  } catch (error) {
    if (error instanceof TextError) return syntaxFault(address, error);
    throw error;
  }
}

function isRepeatedKey({ rule }: TextProblem): boolean {
  return rule === "duplicate-key";
}

export function isSourceFile<Other extends object>(read: SourceFile | Other): read is SourceFile {
  return "address" in read;
}

/** A finding about a place of a file. The place is looked up when it is first asked for. */
export function findingAt(
  file: SourceFile,
  pointer: Pointer,
  { fix, ...finding }: FileFinding,
): Diagnostic {
  let location: SourceLocation | undefined;
  const placed = {
    ...finding,
    get location() {
      location ??= file.locate(pointer);
      return location;
    },
  };
  if (fix === undefined || !file.isInput) return placed;
  const target = fix.at ?? pointer;
  return withOverlay(placed, fix, () => fixText(file.value as Json, finding.rule, target, fix));
}

export interface FileFinding extends Omit<Diagnostic, "location" | "overlay" | "overlayKind"> {
  /** The change of the document that ends the finding. */
  readonly fix?: Fix;
}

function emptyFile({ name }: Address): Diagnostic {
  return {
    rule: "input-empty",
    severity: "error",
    message: `${name} is empty.`,
    hint: "Give an OpenAPI document in JSON or YAML.",
    location: { file: name, line: 1, column: 1 },
  };
}

function syntaxFault({ name }: Address, error: TextError): Diagnostic {
  const { line, column } = error;
  return {
    rule: "input-syntax",
    severity: "error",
    message: `${name} is neither JSON nor YAML: ${error.message}.`,
    hint:
      line === undefined
        ? "Correct the document."
        : `Correct line ${line}, or what stands before it.`,
    location: {
      file: name,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    },
  };
}

function encodingProblem({ name }: Address): Diagnostic {
  return {
    rule: "input-encoding",
    severity: "warning",
    message: `${name} has bytes that are not text in its encoding; a replacement character stands in their place.`,
    hint: "Save the file as UTF-8.",
    location: { file: name },
  };
}

const hints: Record<TextProblem["rule"], string> = {
  "duplicate-key": "Remove or rename one of the two.",
  "yaml-several-documents": "Move the others into files of their own.",
  "yaml-alias-cycle": "Describe recursion with `$ref`.",
};

function textProblem({ name }: Address, { rule, message, line, column }: TextProblem): Diagnostic {
  return {
    rule,
    severity: "warning",
    message,
    hint: hints[rule],
    location: {
      file: name,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    },
  };
}

/**
 * The slow and exact way to read YAML: for a document with keys that js-yaml would change, with repeated keys, or with
 * a fault to locate. Most documents never come here.
 */
import {
  isPair,
  isScalar,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type YAMLError,
} from "yaml";
import { integerOf } from "./large-integers.js";
import { TextError, type TextProblem } from "./problem.js";
import type { Value } from "../value.js";

/** @throws {TextError} */
export function parseExactly(text: string): { value: Value; problems: TextProblem[] } {
  const { first, more, lines } = read(text);
  const fault = first.errors.find((error) => error.code !== "DUPLICATE_KEY");
  if (fault !== undefined) throw faultOf(fault);
  const problems = repetitions(first, lines);
  if (more) {
    problems.push({
      rule: "yaml-several-documents",
      message: "The file holds several YAML documents; only the first is read.",
    });
  }
  resolveScalars(first);
  try {
    return { value: (first.toJS({ maxAliasCount: 100_000 }) ?? null) as Value, problems };
  } catch (error) {
    throw new TextError(
      error instanceof Error ? error.message : "it cannot be read",
      undefined,
      undefined,
    );
  }
}

/** Where keys stand that were already there, in a text that is otherwise in order. */
export function repeatedKeys(text: string): TextProblem[] {
  const { first, lines } = read(text);
  return repetitions(first, lines);
}

function read(text: string) {
  const lines = new LineCounter();
  const options = {
    lineCounter: lines,
    stringKeys: true,
    merge: true,
    intAsBigInt: true,
    prettyErrors: true,
    logLevel: "error",
  } as const;
  const documents = parseAllDocuments(text, options);
  const first = (Array.isArray(documents) ? documents[0] : undefined) as
    Document.Parsed | undefined;
  if (first === undefined) throw new TextError("it is empty", 1, 1);
  return { first, more: Array.isArray(documents) && documents.length > 1, lines };
}

function repetitions(document: Document.Parsed, lines: LineCounter): TextProblem[] {
  return document.errors
    .filter((error) => error.code === "DUPLICATE_KEY")
    .map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return {
        rule: "duplicate-key",
        message: "A key stands twice in one object; the last one counts.",
        line,
        column: col,
      };
    });
}

function faultOf(error: YAMLError): TextError {
  const [reason = error.message] = error.message.split(/ at line \d+/);
  const [start] = error.linePos ?? [];
  return new TextError(reason, start?.line, start?.col);
}

/** Numbers as the fast way gives them: integers plain or marked, `.inf` and `.nan` as text. */
function resolveScalars(document: Document.Parsed): void {
  visit(document, {
    Scalar(key, node, path) {
      const holder = path.at(-1);
      if (isPair(holder) && key === "key") return;
      if (!isScalar(node)) return;
      if (typeof node.value === "bigint") node.value = integerOf(String(node.value));
      else if (typeof node.value === "number" && !Number.isFinite(node.value))
        node.value = node.source ?? null;
    },
  });
}

/** The tokens of a source file, comments among them: two texts with the same tokens differ in layout alone. */
import { type ts, typescript } from "../../lib/compiler.js";

/** Offsets into a file: `end` is the first that does not belong to it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Token extends Span {
  /** As it is compared: quotes and the layout of comments do not count. */
  readonly text: string;
  readonly isComment: boolean;
}

export class Tokens {
  readonly #file: ts.SourceFile;
  readonly #tokens: Token[] = [];

  constructor(file: ts.SourceFile) {
    this.#file = file;
    this.#visit(file, 0);
  }

  /** What stands in `span`, as it is compared: without layout, and without the separators that only layout needs. */
  normal(span: Span): string {
    return this.words(span).join(" ");
  }

  words({ start, end }: Span): readonly string[] {
    const inside = this.#tokens.slice(this.#firstAt(start), this.#firstAt(end));
    return inside.filter((_, index) => !isLayout(inside, index)).map(({ text }) => text);
  }

  hasComment({ start, end }: Span): boolean {
    return this.#tokens.slice(this.#firstAt(start), this.#firstAt(end)).some(isComment);
  }

  /** The index of the first token that begins at `offset` or later. */
  #firstAt(offset: number): number {
    let [low, high] = [0, this.#tokens.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#tokens[middle]?.start ?? offset) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @returns where the node ends. */
  #visit(node: ts.Node, from: number): number {
    let end = from;
    const start = typescript.isSourceFile(node) ? 0 : node.getStart(this.#file);
    this.#scan({ start: end, end: start });
    end = start;
    if (isLiteral(node)) {
      const text = typescript.isStringLiteralLike(node)
        ? JSON.stringify(node.text)
        : node.getText(this.#file);
      this.#tokens.push({ start, end: node.end, text, isComment: false });
      return node.end;
    }
    typescript.forEachChild(node, (child) => void (end = this.#visit(child, end)));
    this.#scan({ start: end, end: node.end });
    return node.end;
  }

  /** Keywords, punctuation and comments. */
  #scan({ start, end }: Span): void {
    if (start >= end) return;
    const { ScriptTarget, SyntaxKind } = typescript;
    const scanner = typescript.createScanner(ScriptTarget.Latest, false);
    scanner.setText(this.#file.text, start, end - start);
    for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
      if (kind === SyntaxKind.WhitespaceTrivia || kind === SyntaxKind.NewLineTrivia) continue;
      const comments = [SyntaxKind.SingleLineCommentTrivia, SyntaxKind.MultiLineCommentTrivia];
      const isComment = comments.includes(kind);
      const text = scanner.getTokenText();
      this.#tokens.push({
        start: scanner.getTokenStart(),
        end: scanner.getTokenEnd(),
        text: isComment ? text.replaceAll(/\s*\n\s*\*?\s*|\s+/g, " ").trim() : text,
        isComment,
      });
    }
  }
}

/** Has no tokens inside that could stand apart. */
function isLiteral(node: ts.Node): boolean {
  const { SyntaxKind } = typescript;
  return (
    typescript.isIdentifier(node) ||
    typescript.isPrivateIdentifier(node) ||
    (node.kind >= SyntaxKind.FirstLiteralToken && node.kind <= SyntaxKind.LastTemplateToken)
  );
}

function isComment(token: Token): boolean {
  return token.isComment;
}

const CLOSERS = new Set(["}", "]", ")", ">"]);
const OPENERS = new Set(["=", ":", "(", "<", ",", "[", "=>", "?", "|", "&"]);

/** `;`, a comma before what closes the list, and an operator before the first alternative. */
function isLayout(tokens: readonly Token[], index: number): boolean {
  const { text, isComment: skip } = tokens[index] ?? { text: "", isComment: true };
  if (skip) return false;
  if (text === ";") return true;
  if (text === ",") {
    const next = tokens.slice(index + 1).find((token) => !token.isComment);
    return next === undefined || CLOSERS.has(next.text);
  }
  if (text !== "|" && text !== "&") return false;
  const before = tokens.slice(0, index).findLast((token) => !token.isComment);
  return before === undefined || OPENERS.has(before.text);
}

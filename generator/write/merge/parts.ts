/** What a node is made of: single nodes and lists, with what stands between them. */
import { parse, type ts, typescript } from "../../lib/compiler.js";
import { type Span, Tokens } from "./tokens.js";

export interface NodePart extends Span {
  readonly kind: "node";
  readonly node: ts.Node;
}

/** A list that can grow: statements, members, parameters, names of an import. Its span reaches to the next token. */
export interface ListPart extends Span {
  readonly kind: "list";
  readonly units: readonly Unit[];
  /** From the last unit to the end. */
  readonly tail: Span;
}

export type Part = NodePart | ListPart;

/** One entry of a list, with the comments before it and what follows it in its line. */
export interface Unit extends Span {
  readonly node: ts.Node;
  readonly lead: Span;
  /** A separator, and a comment in the same line. */
  readonly after: Span;
}

function isModifier({ node }: Unit): boolean {
  return typescript.isModifier(node);
}

/** A file with its tokens. */
export class Source {
  readonly file: ts.SourceFile;
  readonly text: string;
  readonly tokens: Tokens;

  constructor(path: string, text: string) {
    this.file = parse(path, text);
    this.text = text;
    this.tokens = new Tokens(this.file);
  }

  textOf({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  normal(span: Span): string {
    return this.tokens.normal(span);
  }

  spanOf(node: ts.Node): Span {
    return { start: this.#startOf(node), end: node.end };
  }

  /** In the order of the text; what stands between two of them belongs to none. */
  partsOf(node: ts.Node): readonly Part[] {
    const from = this.#startOf(node);
    const parts: Part[] = [];
    typescript.forEachChild(
      node,
      (child) => void parts.push({ kind: "node", node: child, ...this.spanOf(child) }),
      (children) => void parts.push(this.#listOf(children, from)),
    );
    // `export` and `async` come and go, and stand between the parts like any other keyword.
    return parts.filter((part) => part.kind === "node" || !part.units.some(isModifier));
  }

  #listOf(nodes: ts.NodeArray<ts.Node>, from: number): ListPart {
    const start = Math.max(nodes.pos, from);
    const end = this.#triviaEnd(nodes.end);
    const units: Unit[] = [];
    let at = start;
    for (const node of nodes) {
      const { start: nodeStart, end: nodeEnd } = this.spanOf(node);
      const afterEnd = Math.min(this.#afterEnd(nodeEnd), end);
      units.push({
        node,
        start: at,
        end: afterEnd,
        lead: { start: at, end: nodeStart },
        after: { start: nodeEnd, end: afterEnd },
      });
      at = afterEnd;
    }
    return { kind: "list", start, end, units, tail: { start: at, end } };
  }

  #startOf(node: ts.Node): number {
    return typescript.isSourceFile(node) ? 0 : node.getStart(this.file);
  }

  /** Behind a comma, and behind comments that end the line. */
  #afterEnd(offset: number): number {
    const rest = this.text.slice(offset);
    const comma = /^\s*,/.exec(rest)?.[0].length ?? 0;
    const comment = /^(?:[^\S\n]*(?:\/\/[^\n]*|\/\*[^\n]*?\*\/))+(?=[^\S\n]*(?:\n|$))/.exec(
      rest.slice(comma),
    );
    return offset + comma + (comment?.[0].length ?? 0);
  }

  /** Where the next token begins. */
  #triviaEnd(offset: number): number {
    const ranges = [
      ...(typescript.getTrailingCommentRanges(this.text, offset) ?? []),
      ...(typescript.getLeadingCommentRanges(this.text, offset) ?? []),
    ];
    const end = Math.max(offset, ...ranges.map((range) => range.end));
    return end + (/^\s*/.exec(this.text.slice(end))?.[0].length ?? 0);
  }
}

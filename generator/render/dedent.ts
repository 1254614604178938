/**
 * What stands in `{{#comment}}` is indented as lines of a block, and gets the comment's own indentation when it is
 * written. So its template's lines lose that of the block, and the document's own text keeps its.
 */
import { bodiesOf, cutOff, isBlock, isContent, isPartial } from "./syntax-tree.js";

export function dedentComments(program: hbs.AST.Program): void {
  for (const statement of program.body) {
    if (!isBlock(statement)) continue;
    const isComment = "original" in statement.path && statement.path.original === "comment";
    const indent = isComment ? statement.loc.start.column : 0;
    for (const body of bodiesOf(statement)) {
      if (indent > 0) dedent(body, indent);
      else dedentComments(body);
    }
  }
}

function dedent(program: hbs.AST.Program, indent: number): void {
  const blanks = ` {0,${indent}}`;
  for (const statement of program.body) {
    if (isContent(statement)) {
      const beginsLine = cutOff(statement).includes("\n");
      statement.value = statement.value.replaceAll(new RegExp(`\n${blanks}`, "g"), "\n");
      if (beginsLine) statement.value = statement.value.replace(new RegExp(`^${blanks}`), "");
    } else if (isBlock(statement)) {
      for (const body of bodiesOf(statement)) dedent(body, indent);
    } else if (isPartial(statement)) statement.indent = statement.indent.slice(indent);
  }
}

/** Handlebars' syntax tree, as far as templates are changed before they are compiled. */

export function isContent(statement: hbs.AST.Statement): statement is hbs.AST.ContentStatement {
  return statement.type === "ContentStatement";
}

export function isBlock(statement: hbs.AST.Statement): statement is hbs.AST.BlockStatement {
  return statement.type === "BlockStatement" || statement.type === "PartialBlockStatement";
}

/** The bodies of a block: of `{{#if}}` and of its `{{else}}`. */
export function bodiesOf({ program, inverse }: hbs.AST.BlockStatement): readonly hbs.AST.Program[] {
  return [program, inverse].filter((body) => (body as hbs.AST.Program | undefined) !== undefined);
}

/** What whitespace control took from the start of a text: line breaks in it are not written. */
export function cutOff({ original, value }: hbs.AST.ContentStatement): string {
  const whole = String(original);
  return whole.slice(0, Math.max(0, whole.indexOf(value)));
}

export function isPartial(
  statement: hbs.AST.Statement,
): statement is hbs.AST.PartialStatement & { indent: string } {
  return statement.type === "PartialStatement";
}

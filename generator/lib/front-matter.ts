/**
 * The comment at the top of a template that says things of the file which it makes. What it can say is read by the
 * plan.
 */

const FENCED = /^(?:\{\{!---\n((?:.*\n)*?)---\}\}|\/\*---\n((?:.*\n)*?)---\*\/)(?:\n|$)/;

/** Its lines, with the number that each has in the file. */
export function frontMatterLines(
  text: string,
): readonly { readonly text: string; readonly line: number }[] {
  const [, ofTemplate, ofCopy] = FENCED.exec(text) ?? [];
  return (ofTemplate ?? ofCopy ?? "")
    .split("\n")
    .map((content, index) => ({ text: content, line: index + 2 }))
    .filter(({ text: content }) => content.trim() !== "");
}

export function withoutFrontMatter(text: string): string {
  return text.replace(FENCED, "");
}

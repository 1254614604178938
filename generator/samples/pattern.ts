/**
 * Tests a text against a pattern of the document, without letting the pattern hang the program.
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#name-pattern
 */

const LONGEST_TEXT = 1000;

/**
 * True where the text matches, and where nothing can be said: another dialect, or a pattern that could take forever.
 */
export function mayMatch(pattern: string, value: string): boolean {
  if (value.length > LONGEST_TEXT || couldBacktrackForever(pattern)) return true;
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true;
  }
}

/** A repeated group with a repetition or a choice inside, such as `(a+)*`: its time can double with each character. */
function couldBacktrackForever(pattern: string): boolean {
  const plain = [...pattern.replaceAll(/\\./gs, "x").replaceAll(/\[[^\]]*\]/g, "x")];
  const groups: boolean[] = [];
  for (const [index, character] of plain.entries()) {
    if (character === "(") groups.push(false);
    else if (character === ")") {
      const branches = groups.pop() ?? false;
      if (branches && /[*+{]/.test(plain[index + 1] ?? "")) return true;
      if (branches && groups.length > 0) groups[groups.length - 1] = true;
    } else if (/[*+{|]/.test(character) && groups.length > 0) groups[groups.length - 1] = true;
  }
  return false;
}

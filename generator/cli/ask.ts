/** Questions on the terminal, on standard error: standard output is for results. */
import { createInterface } from "node:readline/promises";

/** Somebody can answer: both ends are a terminal. */
export function isAsking(interactive: boolean): boolean {
  return interactive && process.stdin.isTTY;
}

/** `Yes` where nothing but Enter is typed, unless `byDefault` says otherwise. */
export async function agreed(text: string, byDefault = true): Promise<boolean> {
  const answer = await question(`${text}? (${byDefault ? "Y/n" : "y/N"}) `);
  return answer === "" ? byDefault : /^y/i.test(answer);
}

export async function question(text: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await reader.question(text)).trim();
  } finally {
    reader.close();
  }
}

import type { OutputFile } from "../../../../generator/contract/index.js";

/** 40 files whose text tells whether it is whole. Odd versions have 10 more, so that files come and go. */
export function packageOf(version: number): OutputFile[] {
  const count = version % 2 === 1 ? 50 : 40;
  return Array.from({ length: count }, (_, index) => ({
    path: `src/${index % 10}/file-${index}.ts`,
    text: `begin ${version}\n${"x".repeat(5000)}\nend ${version}\n`,
  }));
}

/** The version that a whole text is of, otherwise `null`. */
export function versionOf(text: string): number | null {
  const match = /^begin (?<version>\d+)\nx{5000}\nend \k<version>\n$/.exec(text);
  return match === null ? null : Number(match.groups?.["version"]);
}

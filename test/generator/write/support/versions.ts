import type { OutputFile } from "../../../../generator/contract/index.js";

/** 200 files whose text tells whether it is whole. Odd versions have 50 more, so that files come and go. */
export function packageOf(version: number): OutputFile[] {
  const count = version % 2 === 1 ? 250 : 200;
  return Array.from({ length: count }, (_, index) => ({
    path: `src/${index % 10}/file-${index}.ts`,
    text: `begin ${version}\n${"x".repeat(5000)}\nend ${version}\n`,
  }));
}

export function isWhole(text: string): boolean {
  return /^begin (\d+)\nx{5000}\nend \1\n$/.test(text);
}

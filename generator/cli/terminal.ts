/**
 * Where text goes, and what may be in it. Results go to standard output; progress and diagnostics to standard error.
 */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Standard error may have colours. */
  readonly colours: boolean;
  /** A person is watching: neither a pipe nor a CI job. */
  readonly interactive: boolean;
}

export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    colours: wantsColours(env, stderr.isTTY),
    interactive: stderr.isTTY && (env["CI"] ?? "") === "",
  };
}

/** @see https://no-color.org and https://force-color.org */
function wantsColours(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  if ((env["FORCE_COLOR"] ?? "") !== "") return env["FORCE_COLOR"] !== "0";
  return isTerminal && env["TERM"] !== "dumb";
}

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  blue: [34, 39],
} as const;

export function paint(terminal: Terminal, style: keyof typeof codes, text: string): string {
  const [on, off] = codes[style];
  return terminal.colours ? `\u001B[${on}m${text}\u001B[${off}m` : text;
}

/** What the process ends with, for scripts. `--help` and docs/command-line.md list them from here. */
export const exitCodes = {
  ok: { code: 0, meaning: "Done; with check: the package is up to date." },
  found: {
    code: 1,
    meaning:
      "check: the package is stale, or has an edit that generate has not seen. With --fail-on warning: there was one.",
  },
  badInput: {
    code: 2,
    meaning:
      "The document, the configuration or the command has an error; or an edit is in conflict with what is generated.",
  },
  internal: { code: 70, meaning: "A bug in Specwright." },
  interrupted: { code: 130, meaning: "Interrupted (Ctrl+C); no file is half written." },
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]["code"];

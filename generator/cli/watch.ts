/** `specwright watch`: after each save, the package as `generate` writes it, and what a user of the package would see of the change. */
import { type FSWatcher, watch } from "node:fs";
import { basename, dirname, isAbsolute, resolve } from "node:path";
import { findConfigFile } from "../config/find-file.js";
import { flagValue } from "../config/flags.js";
import { type Diagnostic, type ResolvedConfig, SpecwrightError } from "../contract/index.js";
import { diffDescriptions, sharedChecker } from "../diff.js";
import type { Description } from "../generate.js";
import type { CommandContext, RunCommand } from "./command.js";
import { reportOf } from "./diff/report.js";
import { diffText } from "./diff/text.js";
import { printDiagnostics } from "./diagnostics.js";
import { exitCodes } from "./exit-codes.js";
import { configFlag, verboseFlag } from "./flags.js";
import { changes, summary } from "./generate.js";
import { diagnosticsOf, runTargets, type TargetResult } from "./targets/index.js";

/** Each time all stages run: who watches wants to be told everything. */
const RUN = { mode: "write", force: false, thorough: true, describe: true } as const;

/** Editors write a file in several steps; what comes within this many milliseconds is one save. */
const QUIET = 60;

export const runWatch: RunCommand = async (context) => {
  const session = new Session(context);
  await session.run();
  return { exitCode: exitCodes.ok.code, diagnostics: [], text: "", data: {} };
};

/** Runs until the process is interrupted. A document that cannot be read is told, and the package stays as it was. */
class Session {
  /** By output folder: the last state of the document that could be worked with. */
  readonly #last = new Map<string, Description>();
  readonly #watchers = new Map<string, FSWatcher>();
  /** Files that a change of which is waited for. */
  #files: ReadonlySet<string> = new Set();
  #folders: ReadonlySet<string> = new Set();
  readonly #checker = sharedChecker();
  #wake: () => void = () => {};
  #isStale = false;

  constructor(readonly context: CommandContext) {}

  async run(): Promise<never> {
    for (;;) {
      this.#isStale = false;
      await this.#generate();
      await this.#change();
    }
  }

  async #generate(): Promise<void> {
    const { context } = this;
    let diagnostics: readonly Diagnostic[] = [];
    try {
      const targets = await runTargets({ ...context, quiet: true }, RUN);
      this.#watch(targets);
      diagnostics = diagnosticsOf(targets, context.cwd);
      for (const target of targets) context.terminal.out(await this.#told(target));
    } catch (error) {
      // A configuration that cannot be read: what it said before is still watched. The first one has nothing to go on with.
      if (!(error instanceof SpecwrightError) || this.#watchers.size === 0) throw error;
      ({ diagnostics } = error);
    }
    const isVerbose = flagValue(context.flags, verboseFlag) === true;
    printDiagnostics(diagnostics, { terminal: context.terminal, cwd: context.cwd }, isVerbose);
  }

  /** The first run says what `generate` says, every other one what changed for who uses the package. */
  async #told(target: TargetResult): Promise<string> {
    const { config, name, result } = target;
    if (result?.description === undefined || result.description === null)
      return `${name}: as it was\n`;
    const before = this.#last.get(config.output);
    this.#last.set(config.output, result.description);
    if (before === undefined) return summary(target, false);
    const source = config.input;
    const old = { description: before, source };
    const next = { description: result.description, source };
    const comparison = await diffDescriptions(old, next, { checker: this.#checker });
    const files = changes(result.report).length;
    if (comparison.changes.length === 0)
      return `${name}: no change in what a user sees, ${files} files written\n`;
    const report = reportOf(
      comparison,
      { old: before.document, new: result.description.document },
      { old: "before", new: "now" },
      { cwd: this.context.cwd, folders: { old: null, new: null } },
    );
    return `${name}: ${files} files written\n${diffText(report, this.context.terminal, false)}`;
  }

  /** Everything that the packages are made from, as it is now. */
  #watch(targets: readonly TargetResult[]): void {
    const configFile = findConfigFile(this.context.cwd, flagValue(this.context.flags, configFlag));
    const files = targets.flatMap(({ config, result }) =>
      inputsOf(config, result?.description ?? this.#last.get(config.output) ?? null),
    );
    this.#files = new Set([...files, ...(configFile === null ? [] : [configFile])]);
    this.#folders = new Set(targets.flatMap(({ config }) => config.templates ?? []));
    const wanted = new Set([...[...this.#files].map((file) => dirname(file)), ...this.#folders]);
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of wanted) {
      if (this.#watchers.has(folder)) continue;
      const isTemplates = this.#folders.has(folder);
      // A file is replaced by editors rather than written over, so that its folder is what has to be watched.
      const watcher = watch(folder, { recursive: isTemplates }, (_, name) =>
        this.#saw(folder, name),
      );
      watcher.on("error", () => this.#watchers.delete(folder));
      this.#watchers.set(folder, watcher);
    }
  }

  #saw(folder: string, name: string | null): void {
    const isMeant =
      name === null ||
      this.#folders.has(folder) ||
      this.#files.has(resolve(folder, basename(name)));
    if (!isMeant) return;
    this.#isStale = true;
    this.#wake();
  }

  /** Ends when something was saved and then nothing for a moment. */
  async #change(): Promise<void> {
    if (!this.#isStale) await new Promise<void>((wake) => (this.#wake = wake));
    do {
      this.#isStale = false;
      await new Promise((wait) => setTimeout(wait, QUIET));
    } while (this.#isStale);
  }
}

/** Files on this machine; what comes from a URL is read again when another one changes. */
function inputsOf(config: ResolvedConfig, description: Description | null): readonly string[] {
  const isFile = (name: string): boolean => name !== "-" && !/^https?:/i.test(name);
  const input = isFile(config.input) ? [config.input] : [];
  const folder = dirname(config.input);
  const referenced = (description?.document.files ?? []).map(({ name }) => name).filter(isFile);
  return [
    ...input,
    ...config.overlays.filter(isFile),
    ...referenced.map((name) => resolve(folder, name)),
  ].filter((file) => isAbsolute(file));
}

/** From the arguments to the exit code: finds the command, runs it, prints what came of it. */
import { type ParsedFlags, flagValue, parseFlags } from "../config/flags.js";
import { type AnyOption, options } from "../config/options.js";
import { type Diagnostic, SpecwrightError } from "../contract/index.js";
import { generatorVersion } from "../lib/input-hash.js";
import { didYouMean } from "../lib/nearest.js";
import type { Command, Outcome } from "./command.js";
import { commands, commonFlags } from "./commands.js";
import { printDiagnostics, tidied } from "./diagnostics.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { helpFlag, jsonFlag, reportFlag, verboseFlag, versionFlag } from "./flags.js";
import { commandHelp, firstHelp, programHelp } from "./help.js";
import type { Terminal } from "./terminal.js";

/** Runs `specwright` with `args`, as typed behind its name. */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  cwd: string = process.cwd(),
): Promise<ExitCode> {
  const [first = "", ...rest] = args;
  if (first === "help") return run([...rest.slice(0, 1), "--help"], terminal, cwd);
  const command = commands.find(({ name }) => name === first);
  const answer = answerTo(args, command);
  if (answer !== null) {
    terminal.out(answer);
    return exitCodes.ok.code;
  }
  if (args.length === 0) {
    terminal.err(firstHelp());
    return exitCodes.badInput.code;
  }
  const format = formatOf(rest);
  const outcome = await outcomeOf(command, { args, format, terminal, cwd });
  await print(outcome, { command: first, format, terminal, cwd });
  return outcome.exitCode;
}

interface Format {
  readonly json: boolean;
  readonly report: "sarif" | "json" | undefined;
  readonly verbose: boolean;
}

interface Request {
  readonly args: readonly string[];
  readonly format: Format;
  readonly terminal: Terminal;
  readonly cwd: string;
}

/** `--help` and `--version` are answered before anything else is looked at. */
function answerTo(args: readonly string[], command: Command | undefined): string | null {
  const asks = ({ flag, short = "" }: AnyOption): boolean =>
    args.includes(`--${flag}`) || args.includes(`-${short}`);
  if (asks(versionFlag)) return `${generatorVersion}\n`;
  if (!asks(helpFlag)) return null;
  return command === undefined ? programHelp() : commandHelp(command);
}

/** Read leniently: a mistake in another flag must not change how it is told. */
function formatOf(args: readonly string[]): Format {
  const has = (flag: string): boolean => args.includes(`--${flag}`);
  const at = args.indexOf(`--${reportFlag.flag}`);
  const inline = args.find((arg) => arg.startsWith(`--${reportFlag.flag}=`));
  const report =
    inline?.slice(reportFlag.flag.length + 3) ?? (at === -1 ? undefined : args[at + 1]);
  return {
    json: has(jsonFlag.flag),
    report: reportFlag.accepts(report) ? report : undefined,
    verbose: has(verboseFlag.flag) || (process.env["DEBUG"] ?? "") !== "",
  };
}

async function outcomeOf(command: Command | undefined, request: Request): Promise<Outcome> {
  try {
    if (command === undefined) throw unknownCommand(request.args[0] ?? "");
    const flags = withInput(command, parseFlags(request.args.slice(1), flagsOf(command)));
    refuseTwoFormats(flags);
    const { format, terminal, cwd } = request;
    const runCommand = await command.load();
    const quiet = format.json || format.report !== undefined || !terminal.interactive;
    return await runCommand({ cwd, flags, positionals: flags.positionals, terminal, quiet });
  } catch (error) {
    return failure(error, request.format.verbose);
  }
}

function flagsOf(command: Command) {
  return [...command.options, ...commonFlags];
}

/** `specwright generate openapi.yaml` is `--input openapi.yaml`. */
function withInput(command: Command, flags: ParsedFlags): ParsedFlags {
  const [argument] = flags.positionals;
  const extra = flags.positionals[command.argument.split(" ").length];
  if (extra !== undefined) {
    throw usage(`"${extra}" is one argument too many.`, `See specwright ${command.name} --help.`);
  }
  if (argument === undefined || command.argument !== "[INPUT]") return flags;
  if (flags.values.has(options.input.flag)) {
    throw usage("The document is named twice.", "Give it as the argument or with --input.");
  }
  return { values: new Map(flags.values).set(options.input.flag, argument), positionals: [] };
}

function refuseTwoFormats(flags: ParsedFlags): void {
  if (flagValue(flags, jsonFlag) && flagValue(flags, reportFlag) !== undefined) {
    throw usage(
      "--json and --report would both be printed on standard output.",
      "Give one of them: --json has the diagnostics too.",
    );
  }
}

function usage(message: string, hint: string): SpecwrightError {
  return new SpecwrightError([{ rule: "usage", severity: "error", message, hint }]);
}

function unknownCommand(name: string): SpecwrightError {
  const names = commands.map((command) => command.name);
  // Flags before the command are read as a missing one.
  const message = name.startsWith("-") ? "No command is given." : `There is no command "${name}".`;
  const hint = `Commands: ${names.join(", ")}.${didYouMean(name, names)}`;
  return new SpecwrightError([{ rule: "command-unknown", severity: "error", message, hint }]);
}

function failure(error: unknown, verbose: boolean): Outcome {
  if (error instanceof SpecwrightError) {
    const { diagnostics } = error;
    return { exitCode: exitCodes.badInput.code, diagnostics, text: "", data: {} };
  }
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const stack = verbose && error instanceof Error ? `\n${error.stack ?? ""}` : "";
  const bug: Diagnostic = {
    rule: "internal-error",
    severity: "error",
    message: `Specwright ${generatorVersion} failed: ${reason}${stack}`,
    hint: `This is a bug in Specwright, not in your document. Please report it with this message and the document.${verbose ? "" : " --verbose adds the stack."}`,
  };
  return { exitCode: exitCodes.internal.code, diagnostics: [bug], text: "", data: {} };
}

interface PrintOptions {
  readonly command: string;
  readonly format: Format;
  readonly terminal: Terminal;
  readonly cwd: string;
}

async function print(outcome: Outcome, options: PrintOptions): Promise<void> {
  const { command, format, terminal, cwd } = options;
  const { exitCode, text, data } = outcome;
  if (!format.json && format.report === undefined) {
    printDiagnostics(outcome.diagnostics, { terminal, cwd }, format.verbose);
    return terminal.out(text);
  }
  const diagnostics = tidied(outcome.diagnostics, cwd);
  if (format.json) return terminal.out(json({ command, exitCode, ...data, diagnostics }));
  if (format.report === "json") return terminal.out(json(diagnostics));
  const { sarifLog } = await import("./sarif.js");
  terminal.out(json(sarifLog(diagnostics)));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

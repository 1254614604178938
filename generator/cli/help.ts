/** What `--help` prints, from the tables of commands, options and exit codes. */
import type { AnyOption } from "../config/options.js";
import type { Command } from "./command.js";
import { commands, commonFlags, settings } from "./commands.js";
import { exitCodes } from "./exit-codes.js";

/** The whole program: commands first, then every option once. */
export function programHelp(): string {
  return sections([
    ["Usage", [["specwright <command> [options]", ""]]],
    ["Commands", commands.map(({ name, argument, summary }) => [`${name} ${argument}`, summary])],
    ["Options of every command", commonFlags.map(optionLine)],
    ["Settings, also keys of specwright.config.ts", settings.map(optionLine)],
    ["Exit codes", exitCodeLines()],
  ]);
}

/** For who types the bare name. */
export function firstHelp(): string {
  return `Specwright makes a TypeScript SDK of an OpenAPI document.

  specwright init [INPUT]        show what the SDK looks like, and write the configuration
  specwright generate [INPUT]    write the package, or bring it up to date
  specwright --help              every command and option
`;
}

export function commandHelp(command: Command): string {
  const isSetting = (option: AnyOption): boolean => settings.includes(option);
  const own = command.options.filter((option) => !isSetting(option));
  return sections([
    ["Usage", [[`specwright ${command.name} ${command.argument} [options]`, ""]]],
    ["", [[command.summary, ""]]],
    ["Options", [...own, ...commonFlags].map(optionLine)],
    [
      "Settings, also keys of specwright.config.ts",
      command.options.filter(isSetting).map(optionLine),
    ],
    ["Exit codes", exitCodeLines()],
  ]);
}

type Line = readonly [left: string, right: string];

function sections(parts: readonly (readonly [title: string, lines: readonly Line[]])[]): string {
  const lefts = parts.flatMap(([, lines]) => lines.filter(([, right]) => right !== ""));
  const width = Math.max(...lefts.map(([left]) => left.length));
  const texts = parts
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => {
      const rows = lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd());
      return [...(title === "" ? [] : [`${title}:`]), ...rows].join("\n");
    });
  return `${texts.join("\n\n")}\n`;
}

function optionLine(option: AnyOption): Line {
  const short = option.short === undefined ? "    " : `-${option.short}, `;
  const value = option.placeholder === null ? "" : ` ${option.placeholder}`;
  const repeat = option.repeatable ? " May be repeated." : "";
  const flag = option.default === true ? `[no-]${option.flag}` : option.flag;
  return [`${short}--${flag}${value}`, `${option.help}${repeat}${defaultText(option)}`];
}

function defaultText({ default: value }: AnyOption): string {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = values.filter((one) => one !== undefined).map((one) => JSON.stringify(one));
  return texts.length === 0 ? "" : ` Default: ${texts.join(", ").replaceAll('"', "")}.`;
}

function exitCodeLines(): Line[] {
  return Object.values(exitCodes).map(({ code, meaning }) => [String(code), meaning]);
}

/** Reads the command line with Node's own parser and tells every mistake as a diagnostic. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Diagnostic } from "../contract/index.js";
import { SpecwrightError } from "../contract/index.js";
import { didYouMean } from "../lib/nearest.js";
import type { Option } from "./option.js";
import type { AnyOption } from "./options.js";

/** What was given, by flag. A repeatable flag holds all its values. */
export interface ParsedFlags {
  readonly values: ReadonlyMap<string, unknown>;
  readonly positionals: readonly string[];
}

/** @throws {SpecwrightError} `flag-unknown` and `flag-value`, all of them at once. */
export function parseFlags(args: readonly string[], known: readonly AnyOption[]): ParsedFlags {
  const byFlag = new Map(known.map((option) => [option.flag, option]));
  const values = new Map<string, unknown>();
  const positionals: string[] = [];
  const mistakes: Diagnostic[] = [];

  for (const token of tokensOf(args, known)) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const option = byFlag.get(token.name) ?? byFlag.get(token.name.replace(/^no-/, ""));
    if (option === undefined) {
      mistakes.push(unknownFlag(token.rawName, known));
      continue;
    }
    const value = valueOf(option, token);
    if (value === undefined) mistakes.push(wrongValue(option, token));
    else values.set(option.flag, joined(values.get(option.flag), value));
  }

  if (mistakes.length > 0) throw new SpecwrightError(mistakes);
  return { values, positionals };
}

/** The value given for one option; `undefined` where its flag was not given. */
export function flagValue<T>(flags: ParsedFlags, option: Option<T>): T | undefined {
  const value = flags.values.get(option.flag);
  return option.accepts(value) ? value : undefined;
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function tokensOf(args: readonly string[], known: readonly AnyOption[]) {
  const options: NonNullable<ParseArgsConfig["options"]> = {};
  for (const { flag, short, placeholder } of known) {
    const type = placeholder === null ? "boolean" : "string";
    options[flag] = { type, multiple: true, ...(short === undefined ? {} : { short }) };
  }
  return parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    allowNegative: true,
    tokens: true,
  }).tokens;
}

function valueOf(option: AnyOption, token: OptionToken): unknown {
  if (option.placeholder === null) {
    const negative = token.rawName.startsWith("--no-");
    return token.value === undefined ? !negative : option.parse(token.value);
  }
  // `--output --json`: the next flag is not a value, but `-` (standard input) is.
  const isFlag = token.inlineValue === false && /^-./.test(token.value ?? "");
  return token.value === undefined || isFlag ? undefined : option.parse(token.value);
}

/** A repeatable flag's values are lists and add up; of any other, the last one counts. */
function joined(before: unknown, value: unknown): unknown {
  return isList(before) && isList(value) ? [...before, ...value] : value;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function unknownFlag(rawName: string, known: readonly AnyOption[]): Diagnostic {
  const flags = known.map((option) => `--${option.flag}`);
  return {
    rule: "flag-unknown",
    severity: "error",
    message: `There is no option ${rawName}.`,
    hint: `See specwright --help.${didYouMean(rawName, flags)}`,
  };
}

function wrongValue(option: AnyOption, token: OptionToken): Diagnostic {
  const given = token.value === undefined ? "has no value" : `cannot be "${token.value}"`;
  return {
    rule: "flag-value",
    severity: "error",
    message: `${token.rawName} ${given}.`,
    hint:
      option.placeholder === null
        ? `Give --${option.flag} or --no-${option.flag}.`
        : `Give it ${option.expected.replace(/^a list of (\w+)s\b.*/, "a $1")}: --${option.flag} ${option.placeholder}.`,
  };
}

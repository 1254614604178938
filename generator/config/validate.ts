import type { Diagnostic } from "../contract/index.js";
import { SpecwrightError } from "../contract/index.js";
import { didYouMean } from "../lib/nearest.js";
import type { KeyPath } from "./locate.js";
import type { SpecwrightConfig } from "./define-config.js";
import type { OptionGroup } from "./options.js";
import { isOption, options } from "./options.js";

/** One thing that is wrong with a configuration's value, before it is known where that stands. */
interface Fault {
  readonly path: KeyPath;
  readonly rule: "config-unknown-key" | "config-type" | "config-empty";
  readonly message: string;
  readonly hint: string;
}

/**
 * The configurations in a file's value: one, or a list.
 *
 * @param file where the value was read, to place the diagnostics; `null` for a value that came from code.
 * @throws {SpecwrightError} with `config-unknown-key` and `config-type` for every fault.
 */
export async function validateConfigs(
  value: unknown,
  file: string | null,
): Promise<readonly SpecwrightConfig[]> {
  const faults = Array.isArray(value)
    ? value.length === 0
      ? [emptyList]
      : value.flatMap((entry, index) => faultsIn(entry, [index], options))
    : faultsIn(value, [], options);
  if (faults.length > 0) throw new SpecwrightError(await placed(faults, file));
  return (Array.isArray(value) ? value : [value]) as readonly SpecwrightConfig[];
}

const emptyList: Fault = {
  path: [],
  rule: "config-empty",
  message: "The configuration file holds an empty list.",
  hint: "Give it one configuration, or a list with one for each package.",
};

function faultsIn(value: unknown, path: KeyPath, group: OptionGroup): Fault[] {
  if (!isPlainObject(value)) return [wrongType(path, value, "an object")];
  return Object.entries(value).flatMap(([key, entry]) => {
    const known = Object.hasOwn(group, key) ? group[key] : undefined;
    const here = [...path, key];
    if (known === undefined) return isComment(here) ? [] : [unknownKey(here, group)];
    if (entry === undefined) return [];
    if (!isOption(known)) return faultsIn(entry, here, known);
    return known.accepts(entry) ? [] : [wrongType(here, entry, known.expected)];
  });
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `$schema` at the top is how editors are told about a JSON file. */
function isComment(path: KeyPath): boolean {
  return path.length === 1 && path[0] === "$schema";
}

function unknownKey(path: KeyPath, group: OptionGroup): Fault {
  const name = String(path.at(-1));
  return {
    path,
    rule: "config-unknown-key",
    message: `There is no option "${keyOf(path)}".`,
    hint: `Remove it.${didYouMean(name, Object.keys(group))} Known here: ${Object.keys(group).join(", ")}.`,
  };
}

function wrongType(path: KeyPath, value: unknown, expected: string): Fault {
  const key = keyOf(path);
  return {
    path,
    rule: "config-type",
    message: `${key === "" ? "The configuration" : `"${key}"`} must be ${expected}, and is ${described(value)}.`,
    hint:
      key === "" ? "Export one object, or a list of them, as the default." : "Correct the value.",
  };
}

function described(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return value === "" ? "empty" : `"${value}"`;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value === undefined ? "missing" : `a ${typeof value}`;
}

/** `package.name`; without the index of a list. */
function keyOf(path: KeyPath): string {
  return path.filter((step) => typeof step === "string").join(".");
}

async function placed(faults: readonly Fault[], file: string | null): Promise<Diagnostic[]> {
  const locate = file === null ? null : (await import("./locate.js")).locateKey;
  return faults.map(({ path, rule, message, hint }) => ({
    rule,
    severity: "error",
    message,
    hint,
    ...(locate === null || file === null ? {} : { location: locate(file, path) }),
  }));
}

/** Text to plain data: JSON by the engine's own parser, everything else as YAML. What the text does wrong comes back as problems, with positions. */
import { YAMLException, load as loadYaml } from "js-yaml";
import { hasRepeatedJsonKey } from "./json-keys.js";
import { markLargeIntegers, mayHaveLargeIntegers } from "./large-integers.js";
import { unshare } from "./unshare.js";
import { yamlSchema } from "./yaml-schema.js";
import type { Value } from "../value.js";

export interface ParsedText {
  readonly value: Value;
  readonly format: "json" | "yaml";
  /** True where the value may hold marked integers beyond 2^53. */
  readonly largeIntegers: boolean;
  /** What is wrong but can be worked with. */
  readonly problems: readonly TextProblem[];
}

export interface TextProblem {
  readonly rule: "duplicate-key" | "yaml-several-documents" | "yaml-alias-cycle";
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/** The text is neither JSON nor YAML. */
export class TextError extends Error {
  constructor(
    message: string,
    readonly line: number | undefined,
    readonly column: number | undefined,
  ) {
    super(message);
  }
}

/** @throws {TextError} */
export async function parse(text: string): Promise<ParsedText> {
  const largeIntegers = mayHaveLargeIntegers(text);
  return (await parseJson(text, largeIntegers)) ?? parseYaml(text, largeIntegers);
}

async function parseJson(text: string, largeIntegers: boolean): Promise<ParsedText | null> {
  if (!/^\s*[[{"]/.test(text)) return null;
  let value: Value;
  try {
    value = JSON.parse(largeIntegers ? markLargeIntegers(text) : text) as Value;
  } catch {
    return null; // YAML's flow style looks alike, and its parser says where a fault stands
  }
  const problems = hasRepeatedJsonKey(text, value) ? (await import("./exact-yaml.js")).repeatedKeys(text) : [];
  return { value, format: "json", largeIntegers, problems };
}

const limits = { maxDepth: 2000, maxTotalMergeKeys: 1_000_000 };

/** A key that is not the text that it stands for in YAML: `1.10`, `007`, `True`, `~`. js-yaml would change it. */
const exoticKey =
  /(?:^|[{,]|- )[ \t]*(?:[-+]?[0-9]*\.[0-9]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+|[-+]?0[0-9]+|\+[0-9]+|0[ox][0-9a-fA-F]+|[0-9]{16,}|True|TRUE|False|FALSE|Null|NULL|~)[ \t]*:(?=\s)/m;

async function parseYaml(text: string, largeIntegers: boolean): Promise<ParsedText> {
  const { value, problems } = await readYaml(text);
  if (!/(?:^|[\s[,{:-])\*[^\s*]/m.test(text)) return { value, format: "yaml", largeIntegers, problems };
  const own = unshare(value);
  if (own === null) throw new TextError("its aliases expand to more than a million values", undefined, undefined);
  return {
    value: own.value,
    format: "yaml",
    largeIntegers,
    problems: own.cycles === 0 ? problems : [...problems, cycleProblem(own.cycles)],
  };
}

interface YamlValue {
  readonly value: Value;
  readonly problems: readonly TextProblem[];
}

async function readYaml(text: string): Promise<YamlValue> {
  const fast = exoticKey.test(text) ? null : readYamlFast(text);
  if (fast !== null && !(fast instanceof YAMLException)) return fast;
  try {
    return (await import("./exact-yaml.js")).parseExactly(text);
  } catch (error) {
    // Both parsers refuse it: the fast one more often points at the very place.
    if (fast?.mark === undefined || !(error instanceof TextError)) throw error;
    throw new TextError(fast.reason, fast.mark.line + 1, fast.mark.column + 1);
  }
}

function readYamlFast(text: string): YamlValue | YAMLException {
  try {
    return { value: (loadYaml(text, { schema: yamlSchema, ...limits }) ?? null) as Value, problems: [] };
  } catch (error) {
    if (error instanceof YAMLException) return error;
    throw error;
  }
}

function cycleProblem(cycles: number): TextProblem {
  return {
    rule: "yaml-alias-cycle",
    message: `${cycles} YAML alias(es) lead back to a value that holds them; an empty object stands in their place.`,
  };
}

/**
 * Text to plain data: JSON by the engine's own parser, everything else as YAML. What the text does wrong comes back as
 * problems, with positions.
 */
import { hasRepeatedJsonKey } from "./json-keys.js";
import { markLargeIntegers, mayHaveLargeIntegers } from "./large-integers.js";
import { TextError, type TextProblem } from "./problem.js";
import { unshare } from "./unshare.js";
import type { Value } from "../value.js";

export interface ParsedText {
  readonly value: Value;
  readonly format: "json" | "yaml";
  /** True where the value may hold marked integers beyond 2^53. */
  readonly largeIntegers: boolean;
  /** What is wrong but can be worked with. */
  readonly problems: readonly TextProblem[];
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
  const problems = hasRepeatedJsonKey(text, value)
    ? (await import("./exact-yaml.js")).repeatedKeys(text)
    : [];
  return { value, format: "json", largeIntegers, problems };
}

async function parseYaml(text: string, largeIntegers: boolean): Promise<ParsedText> {
  const { value, problems } = await (await import("./yaml.js")).readYaml(text);
  if (!/(?:^|[\s[,{:-])\*[^\s*]/m.test(text))
    return { value, format: "yaml", largeIntegers, problems };
  const own = unshare(value);
  if (own === null)
    throw new TextError("its aliases expand to more than a million values", undefined, undefined);
  return {
    value: own.value,
    format: "yaml",
    largeIntegers,
    problems: own.cycles === 0 ? problems : [...problems, cycleProblem(own.cycles)],
  };
}

function cycleProblem(cycles: number): TextProblem {
  return {
    rule: "yaml-alias-cycle",
    message: `${cycles} YAML alias(es) lead back to a value that holds them; an empty object stands in their place.`,
  };
}

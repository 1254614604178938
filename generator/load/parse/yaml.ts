/** YAML to plain data: fast where js-yaml gives what the author sees, exact where it would not. */
import { YAMLException, load as loadYaml } from "js-yaml";
import { maxDepth, TextError, type TextProblem } from "./problem.js";
import { yamlSchema } from "./yaml-schema.js";
import type { Value } from "../value.js";

const limits = { maxDepth, maxTotalMergeKeys: 1_000_000 };

/** A key that is not the text that it stands for in YAML: `1.10`, `007`, `True`, `~`. js-yaml would change it. */
const exoticKey =
  /(?:^|[{,]|- )[ \t]*(?:[-+]?[0-9]*\.[0-9]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+|[-+]?0[0-9]+|\+[0-9]+|0[ox][0-9a-fA-F]+|[0-9]{16,}|True|TRUE|False|FALSE|Null|NULL|~)[ \t]*:(?=\s)/m;

export interface YamlValue {
  readonly value: Value;
  readonly problems: readonly TextProblem[];
}

/** @throws {TextError} */
export async function readYaml(text: string): Promise<YamlValue> {
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
    return {
      value: (loadYaml(text, { schema: yamlSchema, ...limits }) ?? null) as Value,
      problems: [],
    };
  } catch (error) {
    if (error instanceof YAMLException) return error;
    throw error;
  }
}

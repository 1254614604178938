/**
 * What a template says of the file that it makes, in a comment at its top:
 *
 * ```hbs
 * {{!---
 * when: webhooks
 * entry: ./webhooks
 * ---}}
 * ```
 *
 * A file that is copied as it is has it between `/*---` and `---*\/`. Each line is a key and its value; a list is separated by commas.
 */
import type {
  Diagnostic,
  FrontMatter,
  FrontMatterKey,
  FrontMatterValue,
} from "../contract/index.js";
import { didYouMean } from "../lib/nearest.js";
import { frontMatterLines } from "../lib/front-matter.js";

/** What a value may be, and how a diagnostic says so. */
interface KeyRule {
  readonly pattern: RegExp;
  readonly wanted: string;
}

const PATH = "[A-Za-z]\\w*(?:\\.[A-Za-z]\\w*)*";
const PATHS: KeyRule = {
  pattern: new RegExp(`^${PATH}(?:, *${PATH})*$`),
  wanted: "names of its context, such as `client.className`, separated by commas",
};

const KEYS: Readonly<Record<FrontMatterKey, KeyRule>> = {
  when: {
    pattern: new RegExp(`^${PATH}$`),
    wanted: "a name of its context, such as `uses.streams`",
  },
  entry: {
    pattern: /^\.\/[\w-]+(?:\/[\w-]+)*(?:\/\*)?$/,
    wanted: "what users import behind the package's name, such as `./helpers`",
  },
  values: PATHS,
  types: PATHS,
  index: { pattern: /^(?:all|names|types)$/, wanted: "`all`, `names` or `types`" },
  layout: { pattern: /^(?:prettier|none)$/, wanted: "`prettier` or `none`" },
};

export interface ParsedFrontMatter {
  readonly frontMatter: FrontMatter;
  readonly faults: readonly Diagnostic[];
}

/** `inherited`: that of the built-in which this template overrides. A key without a value takes the inherited one back. */
export function parseFrontMatter(
  text: string,
  { id, file }: { readonly id: string; readonly file: string },
  inherited: FrontMatter = new Map(),
): ParsedFrontMatter {
  const frontMatter = new Map(inherited);
  const seen = new Set<string>();
  const faults: Diagnostic[] = [];
  for (const { text: content, line } of frontMatterLines(text)) {
    const entry = readLine(content);
    const message =
      entry === null ? `"${content.trim()}" is no \`key: value\`.` : faultOf(entry, id, seen);
    if (message !== null) faults.push(frontMatterFault(id, message, { text: content, file, line }));
    if (message !== null || entry === null || !isKey(entry.key)) continue;
    seen.add(entry.key);
    if (entry.value === "") frontMatter.delete(entry.key);
    else frontMatter.set(entry.key, { text: entry.value, file, line });
  }
  return { frontMatter, faults };
}

function readLine(text: string): { readonly key: string; readonly value: string } | null {
  const [, key, value = ""] = /^\s*([\w-]+):(?:\s+(.*?))?\s*$/.exec(text) ?? [];
  return key === undefined ? null : { key, value };
}

function faultOf(
  { key, value }: { readonly key: string; readonly value: string },
  id: string,
  seen: ReadonlySet<string>,
): string | null {
  if (!/^(?:extra\/)?package\//.test(id))
    return "Only a template below `package/` makes a file, and says something of it.";
  if (!isKey(key)) {
    const known = Object.keys(KEYS);
    return `There is no key \`${key}\`; there are ${known.join(", ")}.${didYouMean(key, known)}`;
  }
  if (seen.has(key)) return `\`${key}\` stands there twice.`;
  const { pattern, wanted } = KEYS[key];
  return value === "" || pattern.test(value) ? null : `\`${key}\` takes ${wanted}.`;
}

function isKey(key: string): key is FrontMatterKey {
  return Object.hasOwn(KEYS, key);
}

export function frontMatterFault(
  id: string,
  message: string,
  { file, line }: FrontMatterValue,
): Diagnostic {
  return {
    rule: "template-front-matter",
    severity: "error",
    message: `Template "${id}": ${message}`,
    hint: "Correct the comment at its top; docs/templates.md lists what it can say.",
    location: { file, line },
  };
}

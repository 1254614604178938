/** Which operations the filters mean, and which filters mean none. */
import type { Diagnostic, OperationFilter, Selector } from "../../contract/index.js";
import { didYouMean } from "../../lib/nearest.js";
import { isNode, own, type Node } from "../value.js";

/** An operation as the filters see it. */
export interface Candidate {
  /** Of a webhook its name. */
  readonly path: string;
  readonly method: string;
  readonly operation: Node;
}

type Side = "include" | "exclude";
type Kind = keyof Selector;

interface Entry {
  readonly side: Side;
  readonly kind: Kind;
  readonly text: string;
  readonly matches: (candidate: Candidate) => boolean;
  used: boolean;
}

const kinds: readonly Kind[] = ["tags", "paths", "operations"];

/** What an entry of each kind is called in a sentence. */
const nouns: Readonly<Record<Kind, string>> = {
  tags: "tag",
  paths: "path",
  operations: "operation",
};

/** Remembers which entries matched something. */
export class Matcher {
  readonly #entries: readonly Entry[];
  readonly #excludesDeprecated: boolean;
  readonly #known: Readonly<Record<Kind, Set<string>>> = {
    tags: new Set(),
    paths: new Set(),
    operations: new Set(),
  };

  constructor({ include, exclude }: OperationFilter) {
    this.#entries = [...entriesOf("include", include), ...entriesOf("exclude", exclude)];
    this.#excludesDeprecated = exclude.deprecated;
  }

  /** Included by any entry, or by there being none; and excluded by none. */
  selects(candidate: Candidate): boolean {
    this.#learn(candidate);
    const hits = this.#entries.filter((entry) => entry.matches(candidate));
    for (const hit of hits) hit.used = true;
    const isIncluded =
      hits.some(({ side }) => side === "include") ||
      !this.#entries.some(({ side }) => side === "include");
    const isDeprecated = own(candidate.operation, "deprecated") === true;
    const isExcluded =
      hits.some(({ side }) => side === "exclude") || (this.#excludesDeprecated && isDeprecated);
    return isIncluded && !isExcluded;
  }

  /** One finding for each entry that matched nothing. */
  unmatched(): readonly Diagnostic[] {
    return this.#entries
      .filter(({ used }) => !used)
      .map(({ side, kind, text }) => ({
        rule: "filter-no-match",
        severity: "warning",
        message: `\`filter.${side}.${kind}\` has "${text}", and no operation has that ${nouns[kind]}.`,
        hint: `Correct or remove it.${didYouMean(text, this.#known[kind])}`,
      }));
  }

  #learn({ path, method, operation }: Candidate): void {
    this.#known.paths.add(path);
    for (const tag of tagsOf(operation)) this.#known.tags.add(tag);
    const id = own(operation, "operationId");
    if (typeof id === "string") this.#known.operations.add(id);
    this.#known.operations.add(`${method.toUpperCase()} ${path}`);
  }
}

function entriesOf(side: Side, selector: Selector): Entry[] {
  return kinds.flatMap((kind) =>
    selector[kind].map((text) => ({
      side,
      kind,
      text,
      matches: matcherOf(kind, text),
      used: false,
    })),
  );
}

function matcherOf(kind: Kind, text: string): Entry["matches"] {
  if (kind === "tags") return ({ operation }) => tagsOf(operation).includes(text);
  if (kind === "paths") return pathMatcher(text);
  const [method = "", pattern, ...more] = text.trim().split(/\s+/);
  const place =
    pattern?.startsWith("/") && more.length === 0 ? { method, is: pathMatcher(pattern) } : null;
  return (candidate) =>
    own(candidate.operation, "operationId") === text ||
    (place !== null &&
      place.method.toLowerCase() === candidate.method.toLowerCase() &&
      place.is(candidate));
}

/**
 * `*` stands for any text within one segment, `**` for any number of whole segments; all else, braces too, for itself.
 */
function pathMatcher(pattern: string): Entry["matches"] {
  const segments = pattern.replace(/^\//, "").split("/");
  const source = segments.map((segment) =>
    segment === "**" ? "(?:/[^/]*)*" : `/${segment.split("*").map(literal).join("[^/]*")}`,
  );
  const expression = new RegExp(`^${source.join("")}$`, "u");
  return ({ path }) => expression.test(path.startsWith("/") ? path : `/${path}`);
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

function tagsOf(operation: Node): readonly string[] {
  const tags = own(operation, "tags");
  if (!Array.isArray(tags)) return [];
  // 3.0 to 3.2 have names; a few documents have Tag Objects.
  return tags.flatMap((tag) => {
    const name = isNode(tag) ? own(tag, "name") : tag;
    return typeof name === "string" ? [name] : [];
  });
}

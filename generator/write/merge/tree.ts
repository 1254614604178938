/**
 * Three-way merge by the syntax tree: declaration by declaration, member by member, name by name of an import, and down to the
 * single token. What only layout differs in is no change.
 */
import type { ts } from "../../lib/compiler.js";
import { type Entry, joined } from "./join.js";
import { type Keyed, isSequence, keyed, sequenced } from "./keys.js";
import { mergedOrder } from "./order.js";
import type { Clash, Merged, Side, Versions } from "./outcome.js";
import type { ListPart, Part, Source, Unit } from "./parts.js";
import { mergeText } from "./text.js";
import type { Span } from "./tokens.js";

/** @param sources all three parse. */
export function mergeTree(sources: Versions<Source>, favour: Side): Merged {
  const merge = new TreeMerge(sources, favour);
  const { base, ours, theirs } = sources;
  const text = merge.node({ base: base.file, ours: ours.file, theirs: theirs.file });
  return { text, clashes: merge.clashes };
}

class TreeMerge {
  readonly clashes: Clash[] = [];
  readonly #sources: Versions<Source>;
  readonly #favour: Side;

  constructor(sources: Versions<Source>, favour: Side) {
    this.#sources = sources;
    this.#favour = favour;
  }

  node(nodes: Versions<ts.Node>): string {
    const spans = this.#each(nodes, (node, source) => source.spanOf(node));
    const parts = this.#each(nodes, (node, source) => source.partsOf(node));
    return (
      this.#unchanged(spans) ??
      this.#structural(nodes, spans, parts) ??
      this.#relaidOut(spans) ??
      this.#clash(spans)
    );
  }

  /** Part by part where all versions have the same ones; otherwise the last, which has the members or the body, and the rest. */
  #structural(
    nodes: Versions<ts.Node>,
    spans: Versions<Span>,
    parts: Versions<readonly Part[]>,
  ): string | null {
    const { base, ours, theirs } = nodes;
    if (base.kind !== ours.kind || base.kind !== theirs.kind) return null;
    if (haveOneShape(parts)) return this.#byParts(spans, parts);
    const last = this.#each(parts, (list) => list.slice(-1));
    return haveOneShape(last) ? this.#byParts(spans, last) : null;
  }

  /** What stands between the parts is a part too. */
  #byParts(spans: Versions<Span>, parts: Versions<readonly Part[]>): string {
    const texts: string[] = [];
    let from = this.#each(spans, ({ start }) => start);
    const gap = (to: Versions<number>): Versions<Span> =>
      this.#zip(from, to, (start, end) => ({ start, end: Math.max(start, end) }));
    parts.base.forEach((base, index) => {
      const ours = parts.ours[index] ?? base;
      const theirs = parts.theirs[index] ?? base;
      texts.push(this.#gap(gap({ base: base.start, ours: ours.start, theirs: theirs.start })));
      texts.push(this.#part({ base, ours, theirs }));
      from = { base: base.end, ours: ours.end, theirs: theirs.end };
    });
    texts.push(this.#gap(gap(this.#each(spans, ({ end }) => end))));
    return texts.join("");
  }

  #part({ base, ours, theirs }: Versions<Part>): string {
    if (base.kind === "list" && ours.kind === "list" && theirs.kind === "list")
      return this.#list({ base, ours, theirs });
    if (base.kind === "node" && ours.kind === "node" && theirs.kind === "node")
      return this.node({ base: base.node, ours: ours.node, theirs: theirs.node });
    return this.#gap({ base, ours, theirs });
  }

  #gap(spans: Versions<Span>): string {
    return this.#unchanged(spans) ?? this.#relaidOut(spans) ?? this.#clash(spans);
  }

  #list(lists: Versions<ListPart>): string {
    const same = this.#unchanged(lists);
    if (same !== null) return same;
    const all = [...lists.base.units, ...lists.ours.units, ...lists.theirs.units];
    const keys = (isSequence(all) ? sequenced : keyed)(lists, this.#sources);
    if (isAmbiguous(keys, isSequence(all))) return this.#clash(lists);
    const entries = mergedOrder(keys).flatMap((key) => this.#entry(key, keys) ?? []);
    return joined(entries, this.#comments(this.#each(lists, ({ tail }) => tail)));
  }

  /** `null` where the entry is no more. */
  #entry(key: string, { base, ours, theirs }: Versions<Keyed>): Entry | null {
    const [before, own, made] = [base.get(key), ours.get(key), theirs.get(key)];
    // What a person removed stays removed, whatever has become of it.
    if (own === undefined)
      return before === undefined && made !== undefined ? this.#whole(made, "theirs") : null;
    if (made === undefined) return this.#withoutTheirs(own, before);
    if (before === undefined) return this.#addedTwice(own, made);
    return this.#inAll({ base: before, ours: own, theirs: made });
  }

  #inAll(units: Versions<Unit>): Entry {
    const { ours } = units;
    return {
      node: ours.node,
      isNew: false,
      lead: this.#comments(this.#each(units, ({ lead }) => lead)),
      text: this.node(this.#each(units, ({ node }) => node)),
      after: this.#gap(this.#each(units, ({ after }) => after)),
    };
  }

  #withoutTheirs(ours: Unit, base: Unit | undefined): Entry | null {
    const { base: before, ours: source } = this.#sources;
    if (base === undefined) return this.#whole(ours, "ours");
    if (before.normal(base) === source.normal(ours)) return null;
    this.clashes.push({ start: ours.lead.end, ours: source.textOf(ours).trim(), theirs: "" });
    return this.#favour === "ours" ? this.#whole(ours, "ours") : null;
  }

  #addedTwice(ours: Unit, theirs: Unit): Entry {
    const sources = this.#sources;
    const [own, made] = [sources.ours.spanOf(ours.node), sources.theirs.spanOf(theirs.node)];
    if (sources.ours.normal(own) === sources.theirs.normal(made)) return this.#whole(ours, "ours");
    this.clashes.push({
      start: own.start,
      ours: sources.ours.textOf(own),
      theirs: sources.theirs.textOf(made),
    });
    return this.#favour === "ours" ? this.#whole(ours, "ours") : this.#whole(theirs, "theirs");
  }

  #whole({ node, lead, after }: Unit, version: Side): Entry {
    const source = this.#sources[version];
    return {
      node,
      isNew: version === "theirs",
      lead: source.textOf(lead),
      text: source.textOf(source.spanOf(node)),
      after: source.textOf(after),
    };
  }

  /** Comments belong to what follows them; where both sides changed them, they are merged as text. */
  #comments(spans: Versions<Span>): string {
    const simple = this.#unchanged(spans) ?? this.#relaidOut(spans);
    if (simple !== null) return simple;
    const texts = this.#texts(spans);
    if (!this.#sources.base.tokens.hasComment(spans.base)) return bothComments(texts);
    const merged = mergeText(texts, this.#favour);
    const { start } = spans.ours;
    this.clashes.push(...merged.clashes.map((clash) => ({ ...clash, start: clash.start + start })));
    return merged.text;
  }

  /** Where at most one side changed something; otherwise `null`. */
  #unchanged(spans: Versions<Span>): string | null {
    const { base, ours, theirs } = this.#texts(spans);
    if (ours === theirs || theirs === base) return ours;
    if (ours === base) return theirs;
    const normal = this.#normal(spans);
    return normal.theirs === normal.base || normal.theirs === normal.ours ? ours : null;
  }

  /** What is generated, where a person changed nothing but the layout; otherwise `null`. */
  #relaidOut(spans: Versions<Span>): string | null {
    const { base, ours } = this.#normal(spans);
    return ours === base ? this.#texts(spans).theirs : null;
  }

  #clash(spans: Versions<Span>): string {
    const { ours, theirs } = this.#texts(spans);
    const lead = ours.length - ours.trimStart().length;
    const start = spans.ours.start + lead;
    this.clashes.push({ start, ours: ours.trim(), theirs: theirs.trim() });
    return this.#favour === "ours" ? ours : theirs;
  }

  #texts(spans: Versions<Span>): Versions<string> {
    return this.#each(spans, (span, source) => source.textOf(span));
  }

  #normal(spans: Versions<Span>): Versions<string> {
    return this.#each(spans, (span, source) => source.normal(span));
  }

  #each<T, R>(
    { base, ours, theirs }: Versions<T>,
    work: (of: T, source: Source) => R,
  ): Versions<R> {
    const sources = this.#sources;
    return {
      base: work(base, sources.base),
      ours: work(ours, sources.ours),
      theirs: work(theirs, sources.theirs),
    };
  }

  #zip<A, B, R>(left: Versions<A>, right: Versions<B>, work: (a: A, b: B) => R): Versions<R> {
    return {
      base: work(left.base, right.base),
      ours: work(left.ours, right.ours),
      theirs: work(left.theirs, right.theirs),
    };
  }
}

function haveOneShape({ base, ours, theirs }: Versions<readonly Part[]>): boolean {
  const shape = (parts: readonly Part[]): string => parts.map(({ kind }) => kind).join();
  return base.length > 0 && shape(base) === shape(ours) && shape(base) === shape(theirs);
}

const NAMED = /^(?:value|type|import|export|constructor|clause)\b/;

/** Both sides put something else in the place of the same nameless entries, or in between the same two of a sequence. */
function isAmbiguous({ base, ours, theirs }: Versions<Keyed>, isOrdered: boolean): boolean {
  const added = (side: Keyed): string[] =>
    [...side.keys()].filter((key) => !base.has(key) && !NAMED.test(key));
  const onlyIn = (side: Keyed, other: Keyed): string[] =>
    added(side).filter((key) => !other.has(key));
  const [own, made] = [onlyIn(ours, theirs), onlyIn(theirs, ours)];
  if (own.length === 0 || made.length === 0) return false;
  const placeOf = (key: string): string => key.split("+", 1)[0] ?? "";
  const places = new Set(own.map(placeOf));
  if (isOrdered && made.some((key) => places.has(placeOf(key)))) return true;
  return [...base.keys()].some((key) => !NAMED.test(key) && !ours.has(key) && !theirs.has(key));
}

/** Comments that two sides added where there were none: the person's next to what they stand before. */
function bothComments({ ours, theirs }: Versions<string>): string {
  const indentation = /[^\S\n]*$/.exec(ours)?.[0] ?? "";
  return `${theirs.trimEnd()}\n${indentation}${ours.trimStart()}`;
}

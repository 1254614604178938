/** What the entries of a list are called, so that those of three versions can be told apart and found again. */
import { type ts, typescript } from "../../lib/compiler.js";
import type { Versions } from "./outcome.js";
import type { ListPart, Source, Unit } from "./parts.js";
import { replacements } from "./text.js";

/** The entries of one version by key, in its order. */
export type Keyed = ReadonlyMap<string, Unit>;

/** So many tokens an entry must have to be found again under another name. */
const TELLING = 12;
/** And so large a part of its tokens. */
const ALIKE = 0.7;

/** Where the order of a list says what its entries are: parameters, arguments, statements of a function. */
export function isSequence(units: readonly Unit[]): boolean {
  const parent = units[0]?.node.parent;
  const first = units[0]?.node;
  if (parent === undefined || first === undefined) return false;
  return (
    typescript.isParameter(first) ||
    typescript.isBlock(parent) ||
    typescript.isArrayLiteralExpression(parent) ||
    typescript.isTupleTypeNode(parent) ||
    typescript.isCallLikeExpression(parent) ||
    typescript.isCaseOrDefaultClause(parent) ||
    typescript.isTypeParameterDeclaration(first) ||
    typescript.isTemplateSpan(first)
  );
}

/** Entries by their names; what has none by its text. What was renamed keeps its key. */
export function keyed(lists: Versions<ListPart>, sources: Versions<Source>): Versions<Keyed> {
  const unnamed = {
    base: unnamedIn(lists.base),
    ours: unnamedIn(lists.ours),
    theirs: unnamedIn(lists.theirs),
  };
  const byPlace = unnamed.base === unnamed.ours && unnamed.base === unnamed.theirs;
  const base = keysIn(lists.base, sources.base, byPlace);
  const side = (version: "ours" | "theirs"): Keyed =>
    withRenames(base, keysIn(lists[version], sources[version], byPlace), {
      from: sources.base,
      to: sources[version],
    });
  return { base, ours: side("ours"), theirs: side("theirs") };
}

/** Entries by their place: those that are the same, or have been put in the place of the same number of others. */
export function sequenced(lists: Versions<ListPart>, sources: Versions<Source>): Versions<Keyed> {
  const { units } = lists.base;
  const side = (version: "ours" | "theirs"): Keyed => {
    const found = lists[version].units;
    const keys = found.map((unit) => sources[version].normal(unit));
    const texts = units.map((unit) => sources.base.normal(unit));
    const named = new Map<string, Unit>();
    let [at, next] = [0, 0];
    const keep = (until: number): void => {
      for (; at < until; at += 1, next += 1) add(named, `${at}`, found[next]);
    };
    for (const { start, length, newStart, newLength } of replacements(texts, keys)) {
      keep(start);
      for (let index = 0; index < newLength; index += 1)
        add(
          named,
          length === newLength ? `${start + index}` : `${start}+${keys[newStart + index] ?? ""}`,
          found[newStart + index],
        );
      [at, next] = [start + length, newStart + newLength];
    }
    keep(units.length);
    return named;
  };
  const base = new Map(units.map((unit, index) => [`${index}`, unit]));
  return { base, ours: side("ours"), theirs: side("theirs") };
}

function add(named: Map<string, Unit>, key: string, unit: Unit | undefined): void {
  if (unit === undefined) return;
  let free = key;
  for (let number = 2; named.has(free); number += 1) free = `${key}#${number}`;
  named.set(free, unit);
}

function unnamedIn({ units }: ListPart): number {
  return units.filter(({ node }) => nameOf(node) === null).length;
}

function keysIn({ units }: ListPart, source: Source, byPlace: boolean): Keyed {
  const named = new Map<string, Unit>();
  for (const unit of units) {
    const { node } = unit;
    const place = byPlace && !isAlternative(node) ? "" : source.normal(source.spanOf(node));
    add(named, nameOf(node) ?? `${typescript.SyntaxKind[node.kind]} ${place}`, unit);
  }
  return named;
}

/** Of a union: its text is its name. */
function isAlternative({ parent }: ts.Node): boolean {
  return typescript.isUnionTypeNode(parent) || typescript.isIntersectionTypeNode(parent);
}

/** What `to` has under a new name, and is what `from` had under an old one, gets the old one. */
function withRenames(
  base: Keyed,
  side: Keyed,
  { from, to }: { readonly from: Source; readonly to: Source },
): Keyed {
  const gone = new Map([...base].filter(([key]) => !side.has(key)));
  const renamed = new Map<string, string>();
  for (const [key, unit] of side) {
    if (base.has(key) || gone.size === 0) continue;
    const words = to.tokens.words(to.spanOf(unit.node));
    if (words.length < TELLING) continue;
    for (const [old, { node }] of gone) {
      if (node.kind !== unit.node.kind) continue;
      if (likeness(from.tokens.words(from.spanOf(node)), words) < ALIKE) continue;
      renamed.set(key, old);
      gone.delete(old);
      break;
    }
  }
  return new Map([...side].map(([key, unit]) => [renamed.get(key) ?? key, unit]));
}

/** 1 where both have the same words, 0 where they have none in common. */
function likeness(left: readonly string[], right: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of right) {
    const count = counts.get(word) ?? 0;
    if (count === 0) continue;
    common += 1;
    counts.set(word, count - 1);
  }
  return (2 * common) / (left.length + right.length);
}

/** `null` where a node has nothing that it could be known by. Types and values of one name are two things. */
function nameOf(node: ts.Node): string | null {
  if (typescript.isImportDeclaration(node)) return `import ${node.moduleSpecifier.getText()}`;
  if (typescript.isExportDeclaration(node))
    return `export ${node.moduleSpecifier?.getText() ?? ""}`;
  if (typescript.isVariableStatement(node))
    return `value ${node.declarationList.declarations.map(({ name }) => name.getText()).join()}`;
  if (typescript.isConstructorDeclaration(node)) return "constructor";
  if (typescript.isHeritageClause(node)) return `clause ${node.token}`;
  const name = typescript.isTypeNode(node) ? undefined : declaredName(node);
  if (name === undefined) return null;
  const isType = typescript.isInterfaceDeclaration(node) || typescript.isTypeAliasDeclaration(node);
  const accessor = typescript.isSetAccessor(node) ? "set " : "";
  return `${isType ? "type" : "value"} ${accessor}${name}`;
}

function declaredName(node: ts.Node): string | undefined {
  if (typescript.isStatement(node) || typescript.isVariableDeclaration(node)) {
    const isDeclaration =
      typescript.isDeclarationStatement(node) || typescript.isVariableDeclaration(node);
    return isDeclaration ? node.name?.getText() : undefined;
  }
  if (typescript.isImportSpecifier(node) || typescript.isExportSpecifier(node))
    return node.name.getText();
  const isMember =
    typescript.isClassElement(node) ||
    typescript.isTypeElement(node) ||
    typescript.isObjectLiteralElementLike(node) ||
    typescript.isEnumMember(node);
  return isMember ? node.name?.getText() : undefined;
}

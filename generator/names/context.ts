/** What the parts of this stage share while it runs: the document, the names given so far, and why. */
import type { LoadedDocument, NameReason, Pointer, Report } from "../contract/index.js";
import { finding } from "../lib/finding.js";
import { createNamespace, type AllocatedName, type Namespace } from "./namespace.js";
import type { Claim } from "./kept/claims.js";
import type { KnownNames } from "./kept/known.js";
import { GLOBAL_NAMES, RESERVED_WORDS, RUNTIME_NAMES } from "./reserved.js";

export interface NamingContext {
  readonly document: LoadedDocument;
  readonly report: Report;
  /** Types, classes and functions: everything that could meet in one file or in the package's index. */
  readonly space: Namespace;
  readonly types: Map<Pointer, string>;
  readonly reasons: NameReason[];
  /** What users of the package know. */
  readonly known: KnownNames;
  /** Of what the document has renamed: the old name, by thing. */
  readonly renamed: Map<string, string>;
}

export function createContext(
  document: LoadedDocument,
  report: Report,
  known: KnownNames,
): NamingContext {
  const space = createNamespace({
    reserved: [...RESERVED_WORDS, ...GLOBAL_NAMES, ...RUNTIME_NAMES],
  });
  for (const [name, thing] of known.held) space.hold(name, thing);
  return { document, report, space, types: new Map(), reasons: [], known, renamed: new Map() };
}

export interface Wanted {
  readonly kind: NameReason["kind"];
  readonly pointer: Pointer;
  readonly candidates: readonly string[];
  /** Which part of the document gave the name: "the component `Pet`". */
  readonly because: string;
  /** What is named, where the manifest may have a name for it. */
  readonly thing?: string;
  /** The name that the candidates go on from, of what is around it: a known name that does so too says the same. */
  readonly stem?: string;
  /** The document asks for the first candidate, whatever would follow from the rest. */
  readonly isAsked?: boolean;
}

/** Gives a name, notes why, and tells the user where it is not the one that the document suggests. */
export function assignName(
  context: NamingContext,
  wanted: Wanted,
  space: Namespace = context.space,
): string {
  const claim = wanted.thing === undefined ? undefined : context.known.claims.get(wanted.thing);
  const allocated =
    claim === undefined
      ? space.allocate(wanted.candidates, wanted.thing)
      : claimed(context, wanted, claim, space);
  note(context, wanted, allocated, claim);
  return allocated.name;
}

/** The known name; the document's new one where it has renamed the thing and nothing else is known by that. */
function claimed(
  { renamed, report }: NamingContext,
  wanted: Wanted,
  { name, stays }: Claim,
  space: Namespace,
): AllocatedName {
  const { candidates, thing = "" } = wanted;
  const [first = name] = candidates;
  const isFree = space.isFree(first, thing);
  const isRenamed = first !== name && !stays && !isOfFamily(name, wanted);
  if (isRenamed && isFree) {
    renamed.set(thing, name);
    return space.allocate([first], thing);
  }
  if (space.isFree(name, thing)) return { ...space.allocate([name], thing), collided: !isFree };
  report({
    rule: "name-lost",
    severity: "warning",
    message: `\`${name}\`, which users of the package know, means something else now: it cannot be kept for ${wanted.because}.`,
    hint: "Give one of the two another name in the document, or by an overlay.",
  });
  return space.allocate(candidates, thing);
}

/** Whether a name says what one of the candidates says: it is one, or goes on from the same, or has a number after it. */
function isOfFamily(name: string, { candidates, stem, isAsked = false }: Wanted): boolean {
  const family = isAsked ? candidates.slice(0, 1) : candidates;
  return (
    (stem !== undefined && name.startsWith(stem)) ||
    family.some((each) => name.startsWith(each) && /^_?\d*$/.test(name.slice(each.length)))
  );
}

function note(
  context: NamingContext,
  wanted: Wanted,
  allocated: AllocatedName,
  claim: Claim | undefined,
): void {
  const [first = allocated.name] = wanted.candidates;
  const isKept = claim?.name === allocated.name && allocated.name !== first;
  const rest = allocated.collided
    ? `; \`${first}\` is taken or reserved`
    : isKept
      ? `; \`${first}\` is what the document would give it now, but users know it by this name`
      : "";
  context.reasons.push({
    name: allocated.name,
    kind: wanted.kind,
    pointer: wanted.pointer,
    reason: `From ${wanted.because}${rest}.`,
  });
  if (isKept && !allocated.collided) {
    context.report(
      finding(context.document, {
        rule: "name-kept",
        severity: "info",
        message: `\`${allocated.name}\` keeps its name, which users of the package know: from ${wanted.because} it would be \`${first}\` now.`,
        hint: "To have the new name, ask for it in the document or by an overlay.",
        pointer: wanted.pointer,
      }),
    );
  }
  if (!allocated.collided) return;
  context.report(
    finding(context.document, {
      rule: "name-taken",
      severity: "info",
      message: `\`${allocated.name}\`, from ${wanted.because}, is not called \`${first}\`: that name is taken or reserved.`,
      hint: "Rename it in the document or by an overlay if you want another name.",
      pointer: wanted.pointer,
      // Asked for, the name is no surprise.
      ...(wanted.kind === "type"
        ? { fix: { update: { "x-speakeasy-name-override": allocated.name } } }
        : {}),
    }),
  );
}

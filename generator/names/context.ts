/** What the parts of this stage share while it runs: the document, the names given so far, and why. */
import type { LoadedDocument, NameReason, Pointer, Report } from "../contract/index.js";
import { finding } from "../lib/finding.js";
import { createNamespace, type AllocatedName, type Namespace } from "./namespace.js";
import { GLOBAL_NAMES, RESERVED_WORDS, RUNTIME_NAMES } from "./reserved.js";

export interface NamingContext {
  readonly document: LoadedDocument;
  readonly report: Report;
  /** Types, classes and functions: everything that could meet in one file or in the package's index. */
  readonly space: Namespace;
  readonly types: Map<Pointer, string>;
  readonly reasons: NameReason[];
}

export function createContext(document: LoadedDocument, report: Report): NamingContext {
  const space = createNamespace({
    reserved: [...RESERVED_WORDS, ...GLOBAL_NAMES, ...RUNTIME_NAMES],
  });
  return { document, report, space, types: new Map(), reasons: [] };
}

export interface Wanted {
  readonly kind: NameReason["kind"];
  readonly pointer: Pointer;
  readonly candidates: readonly string[];
  /** Which part of the document gave the name: "the component `Pet`". */
  readonly because: string;
}

/** Gives a name, notes why, and tells the user where it is not the one that the document suggests. */
export function assignName(
  context: NamingContext,
  wanted: Wanted,
  space: Namespace = context.space,
): string {
  const allocated = space.allocate(wanted.candidates);
  note(context, wanted, allocated);
  return allocated.name;
}

function note(context: NamingContext, wanted: Wanted, allocated: AllocatedName): void {
  const [first = allocated.name] = wanted.candidates;
  const rest = allocated.collided ? `; \`${first}\` is taken or reserved` : "";
  context.reasons.push({
    name: allocated.name,
    kind: wanted.kind,
    pointer: wanted.pointer,
    reason: `From ${wanted.because}${rest}.`,
  });
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

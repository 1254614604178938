/** From a `$ref` to the value that it means, through as many documents and references as it takes. */
import type { Pointer } from "../../contract/index.js";
import { child, MAX_HOPS, segmentsOf } from "../../lib/pointer.js";
import { addressFrom, type Address } from "../read/address.js";
import { isSourceFile, type SourceFile } from "../read/source-file.js";
import type { Unavailable } from "../read/workspace.js";
import { isNode } from "../value.js";
import { resolved, type SchemaNames } from "./anchors.js";
import { rootOf, type Origins, type Place, type LocatedValue } from "./origins.js";

/** `pending`: that document has to be read first. `broken`: it leads nowhere, and why. */
export type Resolution =
  | Found
  | { readonly kind: "pending"; readonly address: Address }
  | { readonly kind: "broken"; readonly reason: string; readonly unavailable?: Unavailable };

export interface Found {
  readonly kind: "found";
  readonly located: LocatedValue;
  /**
   * Where the value stands in the root; `null` for one that has not been brought in, or was reached in its own
   * document.
   */
  readonly at: Pointer | null;
}

export interface ResolveContext {
  readonly root: SourceFile;
  readonly origins: Origins;
  /** What has been read, by id of its address. */
  readonly files: ReadonlyMap<string, SourceFile | Unavailable>;
  /** True for a reference that has been rewritten: it is meant from the root, wherever its text came from. */
  isLocal(holder: object): boolean;
  /** What references in a document can use in place of a pointer. */
  namesIn(file: SourceFile): SchemaNames;
}

/** `isMeant`: the schema has an `$id`, which makes it a root of its own. */
export interface Embedded extends Found {
  readonly isMeant: boolean;
}

/**
 * Generators that embed a JSON schema forget that its `#/$defs/...` means the root of the whole document: the
 * definition is then looked for in the schemas around the reference, from the inside out.
 */
export function resolveEmbedded(
  context: ResolveContext,
  { base, pointer }: Place,
  ref: string,
): Embedded | undefined {
  if (!/^#\/(?:\$defs|definitions)\//.test(ref)) return undefined;
  const segments = segmentsOf(pointer);
  for (let length = segments.length - 1; length > 0; length--) {
    const holder = resolvePointer(context, base, child("", ...segments.slice(0, length)), 0);
    if (
      holder.kind !== "found" ||
      !isNode(holder.located.value) ||
      !Object.hasOwn(holder.located.value, ref.split("/")[1] ?? "")
    )
      continue;
    const found = resolvePointer(
      context,
      base,
      child("", ...segments.slice(0, length)) + decoded(ref.slice(1)),
      0,
    );
    if (found.kind === "found")
      return { ...found, isMeant: typeof holder.located.value["$id"] === "string" };
  }
  return undefined;
}

export function resolveRef(
  context: ResolveContext,
  file: SourceFile,
  ref: string,
  hops = 0,
): Resolution {
  if (hops > MAX_HOPS) return { kind: "broken", reason: "leads in a circle" };
  const hash = ref.indexOf("#");
  const target = hash === -1 ? ref : ref.slice(0, hash);
  const fragment = hash === -1 ? "" : ref.slice(hash + 1);
  if (target === "") return resolveFragment(context, file, "", fragment, hops);
  const embedded = embeddedResource(context, file, target);
  if (embedded !== undefined)
    return resolveFragment(context, embedded.file, embedded.pointer, fragment, hops);
  const address = addressOfTarget(file, target);
  if (address === null)
    return { kind: "broken", reason: "is not a file or a URL that can be read" };
  const read =
    address.id === context.root.address.id ? context.root : context.files.get(address.id);
  if (read === undefined) return { kind: "pending", address };
  if (!isSourceFile(read)) return { kind: "broken", reason: "cannot be had", unavailable: read };
  return resolveFragment(context, read, "", fragment, hops);
}

function addressOfTarget(file: SourceFile, target: string): Address | null {
  try {
    return addressFrom(file.address, target);
  } catch {
    return null; // not a URL that can be parsed
  }
}

function embeddedResource(context: ResolveContext, file: SourceFile, target: string) {
  const { root } = context;
  for (const holder of file === root ? [file] : [file, root]) {
    const { ids } = context.namesIn(holder);
    const pointer = ids.get(target) ?? relativeTo(ids, target);
    if (pointer !== undefined) return { file: holder, pointer };
  }
  return undefined;
}

/**
 * `other` of a schema beside `https://example.com/schemas/node`. Only what is there counts, so it does not matter
 * beside which.
 */
function relativeTo(ids: ReadonlyMap<string, Pointer>, target: string): Pointer | undefined {
  for (const base of ids.keys()) {
    const pointer = ids.get(resolved(target, base));
    if (pointer !== undefined) return pointer;
  }
  return undefined;
}

/** `base` is the pointer of the schema with the `$id` that the fragment belongs to, or `""`. */
function resolveFragment(
  context: ResolveContext,
  file: SourceFile,
  base: Pointer,
  fragment: string,
  hops: number,
): Resolution {
  if (fragment !== "" && !fragment.startsWith("/")) {
    const pointer = context.namesIn(file).anchors.get(decoded(fragment));
    if (pointer === undefined)
      return { kind: "broken", reason: `names the anchor "${fragment}", which is not there` };
    return resolvePointer(context, file, pointer, hops);
  }
  const written = resolvePointer(context, file, base + fragment, hops);
  // A name may have a `%` of its own, so the text as it stands is tried first.
  if (written.kind !== "broken" || !fragment.includes("%")) return written;
  return resolvePointer(context, file, base + decoded(fragment), hops);
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function resolvePointer(
  context: ResolveContext,
  file: SourceFile,
  pointer: Pointer,
  hops: number,
): Resolution {
  let found: Found = {
    kind: "found",
    located: rootOf(file),
    at: file === context.root ? "" : null,
  };
  for (const segment of segmentsOf(pointer)) {
    const next = step(context, found, segment);
    if (next !== undefined) {
      found = next;
      continue;
    }
    const through = followHolder(context, found, hops);
    if (through.kind !== "found") return through;
    const beyond = step(context, through, segment);
    if (beyond === undefined) {
      const where = found.located.pointer === "" ? "the root" : found.located.pointer;
      return {
        kind: "broken",
        reason: `leads to nothing: there is no "${segment}" at ${where}`,
      };
    }
    found = beyond;
  }
  return found;
}

function step(
  { origins }: ResolveContext,
  { located, at }: Found,
  segment: string,
): Found | undefined {
  const next = origins.descend(located, segment);
  if (next === undefined) return undefined;
  return { kind: "found", located: next, at: at === null ? null : child(at, segment) };
}

/**
 * A pointer may lead through a reference: `#/components/schemas/Pet/properties/name` where `Pet` stands in another
 * file.
 */
function followHolder(context: ResolveContext, found: Found, hops: number): Resolution {
  const { value, base } = found.located;
  const ref = isNode(value) ? value["$ref"] : undefined;
  if (!isNode(value) || typeof ref !== "string") return found;
  const next = resolveRef(context, context.isLocal(value) ? context.root : base, ref, hops + 1);
  return next.kind === "found" ? followHolder(context, next, hops + 1) : next;
}

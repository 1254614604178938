/** From a `$ref` to the value that it means, through as many documents and references as it takes. */
import type { Pointer } from "../../contract/index.js";
import { child, segmentsOf } from "../../lib/pointer.js";
import { addressFrom, type Address } from "../read/address.js";
import { isSourceFile, type SourceFile } from "../read/source-file.js";
import type { Unavailable } from "../read/workspace.js";
import { isNode } from "../value.js";
import { schemaNamesOf } from "./anchors.js";
import { spotOf, type Origins, type Place, type Spot } from "./origins.js";

/** `pending`: that document has to be read first. `broken`: it leads nowhere, and why. */
export type Resolution =
  | { readonly kind: "found"; readonly spot: Spot }
  | { readonly kind: "pending"; readonly address: Address }
  | { readonly kind: "broken"; readonly reason: string; readonly unavailable?: Unavailable };

export interface ResolveContext {
  readonly root: SourceFile;
  readonly origins: Origins;
  /** What has been read, by id of its address. */
  readonly files: ReadonlyMap<string, SourceFile | Unavailable>;
  /** True for a reference that has been rewritten: it is meant from the root, wherever its text came from. */
  isLocal(holder: object): boolean;
}

const maxHops = 64;

/**
 * Generators that embed a JSON schema forget that its `#/$defs/...` means the root of the whole document: the definition is then
 * looked for in the schemas around the reference, from the inside out.
 */
export function resolveEmbedded(
  context: ResolveContext,
  { base, pointer }: Place,
  ref: string,
): Spot | undefined {
  if (!/^#\/(?:\$defs|definitions)\//.test(ref)) return undefined;
  const segments = segmentsOf(pointer);
  for (let length = segments.length - 1; length > 0; length--) {
    const holder = resolvePointer(context, base, child("", ...segments.slice(0, length)), 0);
    if (
      holder.kind !== "found" ||
      !isNode(holder.spot.value) ||
      !Object.hasOwn(holder.spot.value, ref.split("/")[1] ?? "")
    )
      continue;
    const found = resolvePointer(
      context,
      base,
      child("", ...segments.slice(0, length)) + decoded(ref.slice(1)),
      0,
    );
    if (found.kind === "found") return found.spot;
  }
  return undefined;
}

export function resolveRef(
  context: ResolveContext,
  file: SourceFile,
  ref: string,
  hops = 0,
): Resolution {
  if (hops > maxHops) return { kind: "broken", reason: "leads in a circle" };
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

function embeddedResource({ root }: ResolveContext, file: SourceFile, target: string) {
  for (const holder of file === root ? [file] : [file, root]) {
    const pointer = schemaNamesOf(holder).ids.get(target);
    if (pointer !== undefined) return { file: holder, pointer };
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
    const pointer = schemaNamesOf(file).anchors.get(decoded(fragment));
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
  let spot = spotOf(file);
  for (const segment of segmentsOf(pointer)) {
    const next = context.origins.descend(spot, segment);
    if (next !== undefined) {
      spot = next;
      continue;
    }
    const through = followHolder(context, spot, hops);
    if (through.kind !== "found") return through;
    const beyond = context.origins.descend(through.spot, segment);
    if (beyond === undefined)
      return {
        kind: "broken",
        reason: `leads to nothing: there is no "${segment}" at ${spot.pointer || "the root"}`,
      };
    spot = beyond;
  }
  return { kind: "found", spot };
}

/** A pointer may lead through a reference: `#/components/schemas/Pet/properties/name` where `Pet` stands in another file. */
function followHolder(context: ResolveContext, spot: Spot, hops: number): Resolution {
  const ref = isNode(spot.value) ? spot.value["$ref"] : undefined;
  if (!isNode(spot.value) || typeof ref !== "string") return { kind: "found", spot };
  const base = context.isLocal(spot.value) ? context.root : spot.base;
  const next = resolveRef(context, base, ref, hops + 1);
  return next.kind === "found" ? followHolder(context, next.spot, hops + 1) : next;
}

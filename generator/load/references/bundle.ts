/**
 * Makes one document of many: what a `$ref` to another file or URL leads to becomes a component, and every reference a
 * local one. A reference that leads nowhere is reported, and an empty object takes its place.
 */
import type { Pointer, Report } from "../../contract/index.js";
import { child, segmentsOf } from "../../lib/pointer.js";
import type { SourceFile } from "../read/source-file.js";
import type { Unavailable, Workspace } from "../read/workspace.js";
import { isNode, put, type Node, type Value } from "../value.js";
import { schemaNamesIn, type SchemaNames } from "./anchors.js";
import { componentName } from "./component-names.js";
import { copyMarked } from "./copy.js";
import { ReferenceFindings } from "./findings.js";
import { sectionOf, type Kind } from "./grammar.js";
import { rootOf, type Origins, type Place, type LocatedValue } from "./origins.js";
import {
  resolveEmbedded,
  resolveRef,
  type Found,
  type Resolution,
  type ResolveContext,
} from "./resolve.js";
import type { Inventory } from "./inventory.js";
import { isMisplacedSchema, wayToSchema } from "./misplaced.js";
import { walk, walkSlot, type Reference, type Walk } from "./walk.js";

export interface Bundled extends Inventory {
  /** What `copyMarked` needs, to copy a part without losing what is known of it. */
  readonly local: WeakSet<object>;
}

export async function bundle(
  root: SourceFile,
  workspace: Workspace,
  origins: Origins,
  options: { readonly swagger2: boolean; readonly report: Report },
): Promise<Bundled> {
  const bundler = new Bundler(root, origins, options.swagger2, options.report);
  await bundler.run(workspace);
  return bundler;
}

/** A chain of files that include each other would never end. */
const maxInclusions = 10_000;

class Bundler implements Bundled, Walk, ResolveContext {
  readonly schemas: { schema: Node; place: Place }[] = [];
  readonly itemSchemas: { schema: Node; place: Place }[] = [];
  readonly references: Reference[] = [];
  readonly local = new WeakSet<object>();
  readonly root: SourceFile;
  readonly origins: Origins;
  readonly files = new Map<string, SourceFile | Unavailable>();
  readonly seen = new WeakSet<object>();
  readonly #swagger2: boolean;
  readonly #findings: ReferenceFindings;
  /** Pointer in the root of what was brought in, by its file and pointer. */
  readonly #homes = new Map<string, Pointer>();
  readonly #known = new Map<SourceFile, Map<string, Resolution>>();
  readonly #names = new Map<SourceFile, SchemaNames>();
  #waiting: Reference[] = [];
  #targets: { located: LocatedValue; kind: Kind }[] = [];
  #inclusions = 0;

  constructor(root: SourceFile, origins: Origins, swagger2: boolean, report: Report) {
    this.root = root;
    this.origins = origins;
    this.#swagger2 = swagger2;
    this.#findings = new ReferenceFindings(report);
  }

  isLocal(holder: object): boolean {
    return this.local.has(holder);
  }

  namesIn(file: SourceFile): SchemaNames {
    const names = this.#names.get(file) ?? schemaNamesIn(file.value);
    this.#names.set(file, names);
    return names;
  }

  onSchema(schema: Node, place: Place): void {
    this.schemas.push({ schema, place });
  }

  onItemSchema(schema: Node, place: Place): void {
    this.itemSchemas.push({ schema, place });
  }

  onReference(reference: Reference): void {
    this.#waiting.push(reference);
  }

  onDynamicReference(place: Place): void {
    this.#findings.reportDynamic(place);
  }

  /** In rounds: resolve what can be resolved, read the documents that the rest needs, and again. */
  async run(workspace: Workspace): Promise<void> {
    walk(this, this.root.value, "document", rootOf(this.root), () => {});
    while (this.#waiting.length > 0) {
      const needed = this.#resolveWaiting();
      const read = [...needed.values()].map(
        async (address) => [address.id, await workspace.readReferenced(address)] as const,
      );
      for (const [id, file] of await Promise.all(read)) this.files.set(id, file);
    }
  }

  /** Gives the addresses of documents that have to be read for the references still waiting. */
  #resolveWaiting() {
    const needed = new Map<string, Extract<Resolution, { kind: "pending" }>["address"]>();
    const later: Reference[] = [];
    while (this.#waiting.length > 0) {
      // An entry that may hold its target goes first: then all other references to that target lead to the entry.
      const round = this.#waiting.toSorted(
        (left, right) => Number(right.entry !== null) - Number(left.entry !== null),
      );
      this.#waiting = [];
      for (const reference of round) {
        const resolution = this.#resolve(reference);
        if (resolution.kind === "pending") {
          needed.set(resolution.address.id, resolution.address);
          later.push(reference);
        } else if (resolution.kind === "broken") this.#rescue(reference, resolution);
        else this.#link(reference, resolution);
      }
      this.#walkTargets();
    }
    this.#waiting = later;
    return needed;
  }

  #resolve({ place, ref }: Reference): Resolution {
    let known = this.#known.get(place.base);
    if (known === undefined) this.#known.set(place.base, (known = new Map<string, Resolution>()));
    let resolution = known.get(ref);
    if (resolution === undefined) {
      resolution = resolveRef(this, place.base, ref);
      // Where something came in, the way there has changed, but not what stands at its end.
      if (resolution.kind !== "pending") known.set(ref, resolution);
    }
    return resolution;
  }

  #rescue(reference: Reference, broken: Extract<Resolution, { kind: "broken" }>): void {
    const found = resolveEmbedded(this, reference.place, reference.ref);
    if (found === undefined) return this.#drop(reference, broken);
    if (!found.isMeant) this.#findings.reportEmbedded(reference, found.located.pointer);
    this.#link(reference, found);
  }

  #drop(
    reference: Reference,
    { reason, unavailable }: Extract<Resolution, { kind: "broken" }>,
  ): void {
    this.#findings.reportBroken(reference, reason, unavailable);
    reference.drop();
  }

  #link(reference: Reference, { located: target, at }: Found): void {
    if (reference.holder === null && reference.include !== null)
      return this.#include(reference, reference.include, target);
    if (
      !isNode(target.value) &&
      !(typeof target.value === "boolean" && reference.kind === "schema")
    ) {
      this.#drop(reference, { kind: "broken", reason: `does not lead to a ${reference.kind}` });
      return;
    }
    const { value } = target;
    if (reference.kind === "schema" && reference.holder !== null && isNode(value)) {
      const way = wayToSchema(value);
      if (way !== undefined) return this.#linkWithin(reference, way);
      if (isMisplacedSchema(value, at)) return this.#linkMisplaced(reference, target);
    }
    const home = at ?? this.#homeOf(target);
    if (home === undefined && reference.entry !== null && reference.include !== null) {
      this.#move(target, reference.kind, reference.entry, reference.include);
      return;
    }
    reference.set(localRef(home ?? this.#bringIn(target, reference.kind)));
    if (reference.holder !== null) this.local.add(reference.holder);
    this.references.push(reference);
    if (at !== null) this.#targets.push({ located: target, kind: reference.kind });
  }

  /** To the schema of a response, where the reference leads to the response. */
  #linkWithin(reference: Reference, way: Pointer): void {
    const ref = (reference.ref.includes("#") ? reference.ref : `${reference.ref}#`) + way;
    const found = resolveRef(this, reference.place.base, ref);
    if (found.kind !== "found") {
      this.#drop(reference, { kind: "broken", reason: "does not lead to a schema" });
      return;
    }
    this.#findings.reportNoSchema(reference, ref);
    this.#link({ ...reference, ref }, found);
  }

  /** To a schema that stands among responses: it becomes a component, as which it is named. */
  #linkMisplaced(reference: Reference, target: LocatedValue): void {
    // It has been walked as what it is not.
    if (isNode(target.value)) this.seen.delete(target.value);
    const local = localRef(this.#homeOf(target) ?? this.#bringIn(target, "schema"));
    this.#findings.reportNoSchema(reference, local);
    reference.set(local);
    if (reference.holder !== null) this.local.add(reference.holder);
    this.references.push(reference);
  }

  /** Pointer in the root of what was reached in its own document: brought in itself, or inside something that was. */
  #homeOf({ file, pointer }: LocatedValue): Pointer | undefined {
    const segments = segmentsOf(pointer);
    for (let length = segments.length; length >= 0; length--) {
      const home = this.#homes.get(
        keyOf({ file, pointer: child("", ...segments.slice(0, length)) }),
      );
      if (home !== undefined) return child(home, ...segments.slice(length));
      // Definitions beside a schema are shared by name, as components are.
      if (["definitions", "$defs", "schemas"].includes(segments[length - 2] ?? ""))
        return undefined;
    }
    return undefined;
  }

  /** Makes the target a component under a name of its own and gives its pointer. */
  #bringIn(target: LocatedValue, kind: Kind): Pointer {
    const path = sectionOf(kind, this.#swagger2) ?? sectionOf(kind, false) ?? ["components", kind];
    let section = this.root.value as Node;
    for (const key of path) {
      const next = section[key];
      if (isNode(next)) section = next;
      else put(section, key, (section = {}));
    }
    const components = section;
    const name = componentName(target, (taken) => Object.hasOwn(components, taken));
    const pointer = child("", ...path, name);
    this.#move(target, kind, pointer, (value) => put(components, name, value));
    return pointer;
  }

  /** Puts the target at `pointer` of the root; where it stood, a reference stays. */
  #move(target: LocatedValue, kind: Kind, pointer: Pointer, set: (value: Value) => void): void {
    this.#homes.set(keyOf(target), pointer);
    set(target.value);
    this.origins.set(target.value, target);
    const holder = this.#holderOf(target);
    if (holder !== undefined) {
      const reference: Node = { $ref: localRef(pointer) };
      this.local.add(reference);
      this.seen.add(reference);
      this.origins.set(reference, target);
      if (Array.isArray(holder.value)) holder.value[Number(holder.key)] = reference;
      else put(holder.value, holder.key, reference);
    }
    walk(this, target.value, kind, target, set);
  }

  /** The object or array of its own document that the target stands in, even if that has moved. */
  #holderOf({ file, pointer }: LocatedValue): { value: Node | Value[]; key: string } | undefined {
    const segments = segmentsOf(pointer);
    const key = segments.at(-1);
    if (key === undefined) return undefined;
    const holder = resolveRef(this, file, localRef(child("", ...segments.slice(0, -1))));
    const value = holder.kind === "found" ? holder.located.value : null;
    return isNode(value) || Array.isArray(value) ? { value, key } : undefined;
  }

  #include(reference: Reference, replace: (value: Value) => void, target: LocatedValue): void {
    if (++this.#inclusions > maxInclusions) {
      this.#drop(reference, { kind: "broken", reason: "leads in a circle" });
      return;
    }
    const copy = copyMarked(target.value, this.origins, this.local);
    this.origins.set(copy, target);
    replace(copy);
    walkSlot(this, copy, reference.slot, target, replace, null);
  }

  /** What references lead to may stand where the grammar does not go: `#/x-shared/Pet`. */
  #walkTargets(): void {
    const targets = this.#targets;
    this.#targets = [];
    for (const { located, kind } of targets) walk(this, located.value, kind, located, () => {});
  }
}

function keyOf({ file, pointer }: Pick<LocatedValue, "file" | "pointer">): string {
  return `${file.address.id}#${pointer}`;
}

/** The `$ref` to a pointer of the root. A `%` in a name would read as an escape. */
export function localRef(pointer: Pointer): string {
  return `#${pointer.replaceAll("%", "%25")}`;
}

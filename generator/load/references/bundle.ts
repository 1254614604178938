/**
 * Makes one document of many: what a `$ref` to another file or URL leads to becomes a component, and every reference a local one.
 * A reference that leads nowhere is reported, and an empty object takes its place.
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
import { spotOf, type Origins, type Place, type Spot } from "./origins.js";
import {
  resolveEmbedded,
  resolveRef,
  type Found,
  type Resolution,
  type ResolveContext,
} from "./resolve.js";
import type { Survey } from "./survey.js";
import { walk, walkSlot, type Site, type Walk } from "./walk.js";

export interface Bundled extends Survey {
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
  readonly sites: Site[] = [];
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
  #waiting: Site[] = [];
  #targets: { spot: Spot; kind: Kind }[] = [];
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

  onReference(site: Site): void {
    this.#waiting.push(site);
  }

  onDynamicReference(place: Place): void {
    this.#findings.tellDynamic(place);
  }

  /** In rounds: resolve what can be resolved, read the documents that the rest needs, and again. */
  async run(workspace: Workspace): Promise<void> {
    walk(this, this.root.value, "document", spotOf(this.root), () => {});
    while (this.#waiting.length > 0) {
      const needed = this.#resolveWaiting();
      const read = [...needed.values()].map(
        async (address) => [address.id, await workspace.readReferenced(address)] as const,
      );
      for (const [id, file] of await Promise.all(read)) this.files.set(id, file);
    }
  }

  /** Gives the addresses of documents that have to be read for the sites still waiting. */
  #resolveWaiting() {
    const needed = new Map<string, Extract<Resolution, { kind: "pending" }>["address"]>();
    const later: Site[] = [];
    while (this.#waiting.length > 0) {
      // An entry that may hold its target goes first: then all other references to that target lead to the entry.
      const round = this.#waiting.toSorted(
        (left, right) => Number(right.claim !== null) - Number(left.claim !== null),
      );
      this.#waiting = [];
      for (const site of round) {
        const resolution = this.#resolve(site);
        if (resolution.kind === "pending") {
          needed.set(resolution.address.id, resolution.address);
          later.push(site);
        } else if (resolution.kind === "broken") this.#rescue(site, resolution);
        else this.#settle(site, resolution);
      }
      this.#walkTargets();
    }
    this.#waiting = later;
    return needed;
  }

  #resolve({ place, ref }: Site): Resolution {
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

  #rescue(site: Site, broken: Extract<Resolution, { kind: "broken" }>): void {
    const found = resolveEmbedded(this, site.place, site.ref);
    if (found === undefined) return this.#breakOff(site, broken);
    if (!found.isMeant) this.#findings.tellEmbedded(site, found.spot.pointer);
    this.#settle(site, found);
  }

  #breakOff(site: Site, { reason, unavailable }: Extract<Resolution, { kind: "broken" }>): void {
    this.#findings.tell(site, reason, unavailable);
    site.drop();
  }

  #settle(site: Site, { spot: target, at }: Found): void {
    if (site.holder === null && site.include !== null)
      return this.#include(site, site.include, target);
    if (!isNode(target.value) && !(typeof target.value === "boolean" && site.kind === "schema")) {
      this.#breakOff(site, { kind: "broken", reason: `does not lead to a ${site.kind}` });
      return;
    }
    const home = at ?? this.#homeOf(target);
    if (home === undefined && site.claim !== null && site.include !== null) {
      this.#move(target, site.kind, site.claim, site.include);
      return;
    }
    site.set(localRef(home ?? this.#bringIn(target, site.kind)));
    if (site.holder !== null) this.local.add(site.holder);
    this.sites.push(site);
    if (at !== null) this.#targets.push({ spot: target, kind: site.kind });
  }

  /** Pointer in the root of what was reached in its own document: brought in itself, or inside something that was. */
  #homeOf({ file, pointer }: Spot): Pointer | undefined {
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
  #bringIn(target: Spot, kind: Kind): Pointer {
    const path = sectionOf(kind, this.#swagger2) ?? sectionOf(kind, false) ?? ["components", kind];
    let section = this.root.value as Node;
    for (const key of path) {
      const next = section[key];
      if (isNode(next)) section = next;
      else put(section, key, (section = {}));
    }
    const shelf = section;
    const name = componentName(target, (taken) => Object.hasOwn(shelf, taken));
    const pointer = child("", ...path, name);
    this.#move(target, kind, pointer, (value) => put(shelf, name, value));
    return pointer;
  }

  /** Puts the target at `pointer` of the root; where it stood, a reference stays. */
  #move(target: Spot, kind: Kind, pointer: Pointer, set: (value: Value) => void): void {
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
  #holderOf({ file, pointer }: Spot): { value: Node | Value[]; key: string } | undefined {
    const segments = segmentsOf(pointer);
    const key = segments.at(-1);
    if (key === undefined) return undefined;
    const holder = resolveRef(this, file, localRef(child("", ...segments.slice(0, -1))));
    const value = holder.kind === "found" ? holder.spot.value : null;
    return isNode(value) || Array.isArray(value) ? { value, key } : undefined;
  }

  #include(site: Site, replace: (value: Value) => void, target: Spot): void {
    if (++this.#inclusions > maxInclusions) {
      this.#breakOff(site, { kind: "broken", reason: "leads in a circle" });
      return;
    }
    const copy = copyMarked(target.value, this.origins, this.local);
    this.origins.set(copy, target);
    replace(copy);
    walkSlot(this, copy, site.slot, target, replace, null);
  }

  /** What references lead to may stand where the grammar does not go: `#/x-shared/Pet`. */
  #walkTargets(): void {
    const targets = this.#targets;
    this.#targets = [];
    for (const { spot, kind } of targets) walk(this, spot.value, kind, spot, () => {});
  }
}

function keyOf({ file, pointer }: Pick<Spot, "file" | "pointer">): string {
  return `${file.address.id}#${pointer}`;
}

/** The `$ref` to a pointer of the root. A `%` in a name would read as an escape. */
export function localRef(pointer: Pointer): string {
  return `#${pointer.replaceAll("%", "%25")}`;
}

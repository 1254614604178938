/** TypeScript refuses a type that is immediately made of itself (`type A = A | B`, `interface A extends A`): such schemas say nothing there. */
import type { Type } from "../contract/index.js";
import { nameIn, UNKNOWN, unionOf, intersectionOf } from "../lib/type.js";
import type { DeclaredType } from "./object.js";

/** Takes the references out that close a circle, and tells of each. Properties, items and index signatures may refer back as they like. */
export function breakCycles(
  declarations: Map<string, DeclaredType>,
  report: (name: string, reference: string) => void,
): void {
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (name: string): void => {
    open.add(name);
    for (const reference of immediateNames(declarations.get(name))) {
      if (done.has(reference) || !declarations.has(reference)) continue;
      if (!open.has(reference)) {
        visit(reference);
        continue;
      }
      report(name, reference);
      const { type, heritage } = declarations.get(name) ?? { type: UNKNOWN, heritage: [] };
      declarations.set(name, {
        type: without(type, reference) ?? UNKNOWN,
        heritage: heritage.filter((base) => base !== reference),
      });
    }
    open.delete(name);
    done.add(name);
  };
  for (const name of declarations.keys()) if (!done.has(name)) visit(name);
}

function immediateNames(declaration: DeclaredType | undefined): readonly string[] {
  return declaration === undefined
    ? []
    : [...declaration.heritage, ...namesAtOnce(declaration.type)];
}

function namesAtOnce(type: Type): readonly string[] {
  const name = nameIn(type);
  if (name !== null) return [name];
  const isJoined = type.kind === "union" || type.kind === "intersection";
  return isJoined ? type.members.flatMap(namesAtOnce) : [];
}

/** `A | B` without `A` is `B`; `undefined` where nothing is left. */
function without(type: Type, name: string): Type | undefined {
  if (nameIn(type) === name) return undefined;
  if (type.kind !== "union" && type.kind !== "intersection") return type;
  const kept = type.members.flatMap((member) => without(member, name) ?? []);
  if (kept.length === 0) return undefined;
  return type.kind === "union" ? unionOf(kept) : intersectionOf(kept);
}

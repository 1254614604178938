/** TypeScript refuses a type that is immediately made of itself (`type A = A | B`, `interface A extends A`): such schemas say nothing there. */
import { nameIn, UNKNOWN, unionOf, intersectionOf, type Lowered } from "./lowered.js";
import type { LoweredDeclaration } from "./object.js";

/** Takes the references out that close a circle, and tells of each. Properties, items and index signatures may refer back as they like. */
export function breakCycles(
  declarations: Map<string, LoweredDeclaration>,
  tell: (name: string, reference: string) => void,
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
      tell(name, reference);
      const { lowered, heritage } = declarations.get(name) ?? { lowered: UNKNOWN, heritage: [] };
      declarations.set(name, {
        lowered: without(lowered, reference) ?? UNKNOWN,
        heritage: heritage.filter((base) => base !== reference),
      });
    }
    open.delete(name);
    done.add(name);
  };
  for (const name of declarations.keys()) if (!done.has(name)) visit(name);
}

function immediateNames(declaration: LoweredDeclaration | undefined): readonly string[] {
  return declaration === undefined
    ? []
    : [...declaration.heritage, ...namesAtOnce(declaration.lowered)];
}

function namesAtOnce(lowered: Lowered): readonly string[] {
  const name = nameIn(lowered);
  if (name !== null) return [name];
  if ("oneOf" in lowered) return lowered.oneOf.flatMap(namesAtOnce);
  return "allOf" in lowered ? lowered.allOf.flatMap(namesAtOnce) : [];
}

/** `A | B` without `A` is `B`; `undefined` where nothing is left. */
function without(lowered: Lowered, name: string): Lowered | undefined {
  if (nameIn(lowered) === name) return undefined;
  const keep = (members: readonly Lowered[]): readonly Lowered[] =>
    members.flatMap((member) => without(member, name) ?? []);
  if ("oneOf" in lowered)
    return keep(lowered.oneOf).length === 0 ? undefined : unionOf(keep(lowered.oneOf));
  if ("allOf" in lowered)
    return keep(lowered.allOf).length === 0 ? undefined : intersectionOf(keep(lowered.allOf));
  return lowered;
}

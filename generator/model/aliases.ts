/** Old names of types and classes, as the package declares them. */
import type { NameTable, SdkModel, TypeDeclaration, Types } from "../contract/index.js";
import { named } from "../lib/type.js";

/** `export type Pet = Animal;`, deprecated. */
export function typeAliases(
  { aliases }: Pick<NameTable, "aliases">,
  { declarations }: Pick<Types, "declarations">,
): readonly TypeDeclaration[] {
  const declared = new Map(declarations.map((declaration) => [declaration.name, declaration]));
  return Object.entries(aliases).flatMap(([name, { to }]): readonly TypeDeclaration[] => {
    const target = declared.get(to);
    if (target === undefined) return [];
    const { pointer, direction } = target;
    const doc = `@deprecated Use \`${to}\`.`;
    const plain = { heritage: [], constraints: null, doc };
    return [{ name, kind: "alias", type: named(to), pointer, direction, ...plain }];
  });
}

export function errorAliases({ aliases }: Pick<NameTable, "aliases">): SdkModel["errorAliases"] {
  return Object.entries(aliases).flatMap(([name, { kind, to }]) =>
    kind === "error" ? [{ name, to }] : [],
  );
}

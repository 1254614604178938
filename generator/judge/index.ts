/** The judge stage: the compiler says whether a user's code notices a difference. What it does not confirm is no break. */
import type { Bump, Change, Difference, Surface } from "../contract/index.js";
import type { TypeChecker } from "../lib/compiler.js";
import type { Wanted } from "./part.js";
import { witnessOf, type Witness } from "./witness.js";

export { partOf, type Wanted } from "./part.js";

/** A package as far as witnesses need it: its sources by path, such as `src/types.ts`. */
export interface Sources {
  readonly files: ReadonlyMap<string, string>;
  /** By exported name, the path of the module that declares it. */
  readonly modules: ReadonlyMap<string, string>;
}

/** Gives the sources of what is wanted, with all that leads there: of a package that is there already, all of them. */
export type OpenSources = (wanted: Wanted) => Promise<Sources>;

export interface JudgedSide {
  readonly surface: Surface;
  readonly open: OpenSources;
}

/** The compiler is loaded where there is something to prove. */
export type OpenChecker = () => Promise<TypeChecker>;

/** Which verdicts the bump follows beside that of the source. */
export type BumpOn = "source" | "runtime" | "wire";

/** All witnesses are compiled in one program, beside both packages. */
export async function judge(
  differences: readonly Difference[],
  sides: { readonly old: JudgedSide; readonly new: JudgedSide },
  options: { readonly bumpOn: BumpOn; readonly checker: OpenChecker },
): Promise<readonly Change[]> {
  const witnesses = differences.map(({ source, probe }) =>
    source === "breaking" && probe !== null ? witnessOf(probe, sides.old.surface) : null,
  );
  const proved = await prove(witnesses, sides, options.checker);
  return differences.map((difference, index): Change => {
    const witness = witnesses[index] ?? null;
    const isProved = witness === null ? null : (proved.get(witness) ?? false);
    const bump = bumpOf(difference, isProved, options.bumpOn);
    const text = witness?.text ?? null;
    return { bump, ...difference, witness: text, proved: isProved, avoidable: false };
  });
}

/** A break that the compiler does not confirm breaks nobody: it is told, and raises no more than what can be written now. */
function bumpOf(
  { source, runtime, wire }: Pick<Difference, "source" | "runtime" | "wire">,
  proved: boolean | null,
  bumpOn: BumpOn,
): Bump {
  if (source === "breaking" && proved === true) return "major";
  if (bumpOn === "runtime" && runtime === "breaking") return "major";
  if (bumpOn === "wire" && wire === "breaking") return "major";
  return source === "same" ? "patch" : "minor";
}

async function prove(
  all: readonly (Witness | null)[],
  { old, new: next }: { readonly old: JudgedSide; readonly new: JudgedSide },
  openChecker: OpenChecker,
): Promise<ReadonlyMap<Witness, boolean>> {
  const witnesses = all.filter((witness) => witness !== null);
  if (witnesses.length === 0) return new Map();
  const wanted: Wanted = {
    names: new Set(witnesses.flatMap(({ types, values }) => [...types, ...values])),
    modules: new Set(
      witnesses.flatMap(({ module }) => (module === null ? [] : [`src/${module.path}.ts`])),
    ),
    calls: witnesses.flatMap(({ call }) => (call === null ? [] : [call])),
  };
  const files = new Map<string, string>();
  const paths = (side: string): string[] =>
    witnesses.map((_, index) => `/${side}/witnesses/${index}.ts`);
  for (const [side, { open }] of [
    ["old", old],
    ["new", next],
  ] as const) {
    const sources = await open(wanted);
    for (const [path, text] of sources.files) files.set(`/${side}/${path}`, text);
    for (const [index, path] of paths(side).entries()) {
      const witness = witnesses[index];
      if (witness !== undefined) files.set(path, programText(witness, sources));
    }
  }
  const [before, after] = [paths("old"), paths("new")];
  const checker = await openChecker();
  const errors = checker.errors(files, [...before, ...after]);
  const compiles = (path: string | undefined): boolean =>
    (errors.get(path ?? "") ?? ["unknown"]).length === 0;
  return new Map(
    witnesses.map((witness, index) => [
      witness,
      compiles(before[index]) && !compiles(after[index]),
    ]),
  );
}

/** With imports from the modules that declare the names: a name that the package does not have stands in none. */
function programText({ code, types, values, module }: Witness, { modules }: Sources): string {
  const from = (name: string): string =>
    `../${(modules.get(name) ?? "src/nowhere.ts").replace(/\.ts$/, ".js")}`;
  return [
    ...types.map((name) => `import type { ${name} } from "${from(name)}";`),
    ...values.map((name) => `import { ${name} } from "${from(name)}";`),
    ...(module === null ? [] : [`import { ${module.name} } from "../src/${module.path}.js";`]),
    code,
  ].join("\n");
}

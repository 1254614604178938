/**
 * The second opinion on a comparison: the compiler, which knows nothing of how that is made, looks at everything that both packages
 * export. What a request takes may only grow, what a response gives may only shrink, and no name may go.
 */
import type { OperationSurface, Surface, Type } from "../../generator/contract/index.js";
import { sources } from "../../generator/diff.js";
import type { Description } from "../../generator/generate.js";
import type { TypeChecker } from "../../generator/lib/compiler.js";
import { namesIn } from "../../generator/lib/type.js";
import { surface } from "../../generator/surface/index.js";

export interface Opinion {
  /** What a user of the old package cannot do with the new one: the place, and what the compiler says. */
  readonly lost: readonly string[];
  /** What it says of a user's code beside each package. */
  readonly old: readonly string[];
  readonly new: readonly string[];
}

/** Asked once, as a program takes the compiler longer than what is in it. */
export async function opinionOf(
  old: Description,
  next: Description,
  { checker, code = "" }: { readonly checker: TypeChecker; readonly code?: string },
): Promise<Opinion> {
  const files = new Map([
    ...(await sourcesOf(old, "old")),
    ...(await sourcesOf(next, "new")),
    ["/opinion/ways.ts", WAYS],
  ]);
  const asked = questionsOf(
    surface(old.model, old.plan, "old"),
    surface(next.model, next.plan, "new"),
  );
  const places = new Map<string, string>();
  for (const [place, code] of asked) {
    const path = `/opinion/${places.size}.ts`;
    places.set(path, place);
    files.set(path, `${HEAD}${code}`);
  }
  files.set("/old/test/use.ts", withImports(code, old));
  files.set("/new/test/use.ts", withImports(code, next));
  const uses = ["/old/test/use.ts", "/new/test/use.ts"];
  const errors = checker.errors(files, [...places.keys(), ...uses]);
  return {
    lost: [...places].flatMap(([path, place]) =>
      (errors.get(path) ?? []).slice(0, 1).map((error) => `${place}: ${error}`),
    ),
    old: errors.get("/old/test/use.ts") ?? [],
    new: errors.get("/new/test/use.ts") ?? [],
  };
}

/** Every name of the package's that the code uses. */
function withImports(code: string, { plan }: Description): string {
  const imports = [...new Set(code.match(/\b[A-Z]\w*\b/g))].flatMap((name) => {
    const origin = plan.symbols.get(name);
    if (origin === undefined) return [];
    const words = origin.kind === "type" ? "import type" : "import";
    return [`${words} { ${name} } from "../${origin.path.replace(/\.ts$/, ".js")}";`];
  });
  return [...imports, code].join("\n");
}

/** The runtime is the same file on both sides: a class with private parts would be another type in each copy. */
async function sourcesOf(
  description: Description,
  side: string,
): Promise<ReadonlyMap<string, string>> {
  const files = await sources(description);
  const isRuntime = (path: string): boolean => /^src\/(core|internal)\//.test(path);
  return new Map(
    [...files].map(([path, text]) =>
      isRuntime(path)
        ? [path.replace(/^src/, "/runtime"), text]
        : [
            `/${side}/${path}`,
            text.replace(/ from "\.{1,2}\/(?:\.\.\/)?(core|internal)\//g, ' from "/runtime/$1/'),
          ],
    ),
  );
}

const HEAD = `import type * as Old from "/old/src/index.js";
import type * as New from "/new/src/index.js";
import type { Argument, Flat, Given, Shape } from "./ways.js";
`;

/**
 * `Flat` says the same without names: an interface is no index signature, whatever is in it. `Shape` is every key that can be written or read somewhere in a type, whatever stands under it: an optional one may go without a word
 * from assignability.
 */
const WAYS = `
type Keys<T> = T extends T ? keyof T : never;
type At<T, K> = T extends T ? (K extends keyof T ? T[K] : never) : never;
type Plain = string | number | boolean | bigint | null | undefined | Date | Blob | ((...all: never) => unknown) | AsyncIterable<unknown>;
type Parts<T> = Exclude<T, Plain | readonly unknown[]>;
type Lists<T> = Extract<T, readonly unknown[]>;
export type Shape<T> = unknown extends T ? unknown : [Parts<T>] extends [never]
  ? [Lists<T>] extends [never] ? unknown : { items: Shape<Lists<T>[number]> }
  : string extends Keys<Parts<T>> ? any
  : { [K in Keys<Parts<T>>]-?: Shape<At<Parts<T>, K>> };
export type Flat<T> = unknown extends T ? T : T extends Plain ? T : { [K in keyof T]: Flat<T[K]> };
export type Argument<F> = F extends (...all: infer A) => unknown ? A : never;
export type Given<F> = F extends (...all: never) => infer R ? Awaited<R> : never;
`;

type Question = readonly [place: string, code: string];

function questionsOf(old: Surface, next: Surface): readonly Question[] {
  const common = (name: string): boolean => old.exports.has(name) && next.exports.has(name);
  return [
    ...[...old.exports].map(([name, kind]): Question => {
      const used = kind === "value" ? `typeof New.${name}` : `New.${name}`;
      return [name, `export type Used = ${used};`];
    }),
    ...grows(old.client.optionsName, old.client.optionsName, common),
    ...[...reached(old, "request")].flatMap((name) => grows(name, name, common)),
    ...[...reached(old, "response")].flatMap((name) => shrinks(name, name, common)),
    ...[...old.errors.keys()].flatMap((name) => shrinks(name, `${name}["data"]`, common)),
    ...old.operations.flatMap((operation) =>
      [operation.call, ...operation.aliases].flatMap((call) =>
        callQuestions(call, old, next, operation),
      ),
    ),
  ];
}

function callQuestions(
  call: readonly string[],
  old: Surface,
  next: Surface,
  { streamItem, result }: OperationSurface,
): readonly Question[] {
  const method = (side: string, { client }: Surface): string =>
    [`${side}.${client.className}`, ...call.map((each) => `[${JSON.stringify(each)}]`)].join("");
  const [before, after] = [method("Old", old), method("New", next)];
  const place = ["client", ...call].join(".");
  if (old.client.className !== next.client.className)
    return [[place, `export type Used = New.${old.client.className};`]];
  return [
    [place, `export type Used = ${after};`],
    question(`${place} takes`, `Flat<Argument<${before}>>`, `Argument<${after}>`),
    // What it gives depends on what it is asked for, or is a class with the value somewhere inside.
    ...(streamItem !== null || result.kind !== "value"
      ? []
      : [
          question(`${place} gives`, `Flat<Given<${after}>>`, `Given<${before}>`),
          question(`${place} has`, `Shape<Given<${after}>>`, `Shape<Given<${before}>>`),
        ]),
  ];
}

function question(place: string, from: string, to: string): Question {
  return [place, `declare const given: ${from};\nexport const wanted: ${to} = given;`];
}

function grows(name: string, type: string, common: (name: string) => boolean): readonly Question[] {
  if (!common(name)) return [];
  return [
    question(`${type} takes`, `Flat<Old.${type}>`, `New.${type}`),
    question(`${type} has`, `Shape<New.${type}>`, `Shape<Old.${type}>`),
  ];
}

function shrinks(
  name: string,
  type: string,
  common: (name: string) => boolean,
): readonly Question[] {
  if (!common(name)) return [];
  return [
    question(`${type} gives`, `Flat<New.${type}>`, `Old.${type}`),
    question(`${type} has`, `Shape<New.${type}>`, `Shape<Old.${type}>`),
  ];
}

/** Every declared type that calls take, or give. */
function reached(side: Surface, direction: "request" | "response"): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (type: Type): void => {
    for (const each of namesIn(type)) names.add(each);
  };
  for (const { request, result, streamItem } of side.operations) {
    if (direction === "request") add(request);
    else {
      add(result.kind === "stream" ? result.item : result.type);
      if (streamItem !== null) add(streamItem);
    }
  }
  if (direction === "response") for (const { data } of side.errors.values()) add(data);
  for (const each of names) {
    const declared = side.types.get(each);
    if (declared === undefined) continue;
    for (const base of declared.heritage) names.add(base);
    add(declared.type);
  }
  return new Set([...names].filter((each) => side.types.has(each)));
}

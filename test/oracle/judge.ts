/** One program with our declarations of a document's components and openapi-typescript's: which values does each accept? */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type {
  Direction,
  Json,
  NameTable,
  Pointer,
  Survey,
  Types,
} from "../../generator/contract/index.js";
import { printDeclaration } from "../../generator/lib/print-type.js";
import { child, isObject } from "../../generator/lib/pointer.js";
import { typeCheck } from "../corpus/type-check.js";
import { samplesOf, type Sample } from "./values.js";

/** Who accepts the value. */
export type Verdict = "both" | "neither" | "ours" | "theirs";

export interface Judged extends Sample {
  readonly verdict: Verdict;
  readonly pointer: Pointer;
  /** Ours. */
  readonly type: string;
  readonly direction: Direction;
  /** What openapi-typescript declares for the document does not compile. */
  readonly isTheirsBroken: boolean;
}

export interface Subject {
  readonly id: string;
  readonly survey: Survey;
  readonly names: NameTable;
  readonly types: Types;
  /** What openapi-typescript makes of the same document. */
  readonly theirs: string;
}

export interface Outcome {
  readonly judged: readonly Judged[];
  /** Where our declarations do not compile. */
  readonly errors: readonly string[];
}

/** What stands in declarations and is of the runtime. */
const RUNTIME = `declare enum Unmapped { Tag = "" }
type UnmappedTag = Unmapped;
type Uploadable = Blob;
`;

const HEAD = `import type * as ours from "./ours.js";
import type { components } from "./theirs.js";

type Schemas = components["schemas"];
type Verdict<Value, Ours, Theirs> = [Value] extends [Ours]
  ? [Value] extends [Theirs] ? "both" : "ours"
  : [Value] extends [Theirs] ? "theirs" : "neither";
`;
const HEAD_LINES = HEAD.split("\n").length - 1;

/** Many documents in one run of the compiler; `folder` is where their programs are written. */
export async function judge(
  folder: string,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, Outcome>> {
  if (subjects.length === 0) return new Map();
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const asked = new Map(subjects.map((subject) => [subject.id, questions(subject)]));
  for (const subject of subjects) writeProgram(folder, subject, asked.get(subject.id) ?? []);
  const errors = await typeCheck(
    folder,
    subjects.map(({ id }) => id),
  );
  return new Map(
    subjects.map(({ id }) => [id, outcomeOf(asked.get(id) ?? [], errors.get(id) ?? [])]),
  );
}

/** Of one document, from all over it. */
const COMPONENTS = 100;

type Question = Omit<Judged, "verdict" | "isTheirsBroken"> & { readonly component: string };

function questions({ survey, names, types }: Subject): readonly Question[] {
  const components = survey.document.at("/components/schemas");
  const keys = Object.keys(isObject(components) ? components : {});
  const step = Math.ceil(keys.length / COMPONENTS);
  const directions = new Map(types.declarations.map(({ name, direction }) => [name, direction]));
  return keys.flatMap((component, index) => {
    if (index % step !== 0) return [];
    const pointer = child("/components/schemas", component);
    const own = [names.types[pointer], names.variants[pointer]?.input];
    const samples = own[0] === undefined ? [] : samplesOf(survey, pointer);
    return own.flatMap((type) => {
      const direction = type === undefined ? undefined : directions.get(type);
      if (type === undefined || direction === undefined) return [];
      return samples.map((sample) => ({ ...sample, component, pointer, type, direction }));
    });
  });
}

/** What the compiler says where it is asked for something else: each verdict but the expected one is an error's text. */
function expected({ change }: Sample): Verdict {
  return change === "none" || change === "extra" ? "both" : "neither";
}

function writeProgram(
  folder: string,
  { id, types, theirs }: Subject,
  asked: readonly Question[],
): void {
  const source = join(folder, id, "src");
  mkdirSync(source, { recursive: true });
  writeFileSync(
    join(source, "ours.ts"),
    RUNTIME + types.declarations.map(printDeclaration).join("\n"),
  );
  writeFileSync(join(source, "theirs.ts"), theirs);
  const lines = asked.map(
    (each, index) =>
      `export const v${index}: Verdict<${sourceOf(each.value)}, ours.${each.type}, Schemas[${sourceOf(each.component)}]> = "${expected(each)}";\n`,
  );
  writeFileSync(join(source, "values.ts"), HEAD + lines.join(""));
}

/** A value's own type, on one line also where TypeScript counts U+2028 as the end of one. */
function sourceOf(value: Json): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

function outcomeOf(asked: readonly Question[], errors: readonly string[]): Outcome {
  const of = (file: string) => errors.filter((line) => line.includes(`/src/${file}.ts(`));
  const said = new Map(
    of("values").map((line) => {
      const [, at, verdict] =
        /\((\d+),\d+\): error TS2322: .* is not assignable to type '"(\w+)"'/.exec(line) ?? [];
      if (at === undefined) throw new Error(line);
      return [Number(at) - HEAD_LINES - 1, verdict as Verdict];
    }),
  );
  const isTheirsBroken = of("theirs").length > 0;
  return {
    judged: asked.map((each, index) => {
      const verdict = said.get(index) ?? expected(each);
      return { ...each, verdict, isTheirsBroken };
    }),
    errors: of("ours"),
  };
}

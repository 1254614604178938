/** Values to judge a type by: some that a schema describes, and each of them with one thing changed. */
import type { Json, JsonObject, Pointer, Survey } from "../../generator/contract/index.js";
import { isBinary } from "../../generator/lib/schema-shape.js";
import { listedValue, make, type Node } from "./make.js";

export type Change =
  /** As the schema describes it. */
  | "none"
  /** Without a required property. */
  | "missing"
  /** Another kind of value, such as a number for a string. */
  | "kind"
  | "null"
  /** Another value than an enum or a constant lists, of the same kind. */
  | "unlisted"
  /** One more property. */
  | "extra";

export interface Sample {
  readonly value: Json;
  readonly change: Change;
  /** Where the change is: `["tags", 0]`. */
  readonly path: readonly (string | number)[];
  /** The schemas that describe what stands, or stood, there. */
  readonly schemas: readonly JsonObject[];
  /** Those that describe the object or list that it stands in. */
  readonly parent: readonly JsonObject[];
  /** Those of all places that the change can concern: from the whole value to the change; everywhere, where nothing is wrong. */
  readonly concerned: readonly JsonObject[];
  /** The value before the change, as JSON. */
  readonly base: string;
}

const ALTERNATIVES = 3;
/** Parts of one whole value, and changes of it. */
const PARTS = 200;
const CHANGES = 24;

/** The values of the schema at `pointer`; none where it can hold no finite value. */
export function samplesOf(survey: Survey, pointer: Pointer): readonly Sample[] {
  const found = new Map<string, Sample>();
  for (const full of [true, false])
    for (let choice = 0; choice < ALTERNATIVES; choice += 1) {
      const node = make({ survey, full, choice, budget: { left: PARTS } }, [{ pointer }], {
        above: [],
        depth: 0,
      });
      if (node === null) continue;
      const { schemas } = node;
      const value = jsonOf(node);
      add(found, {
        value,
        base: JSON.stringify(value),
        change: "none",
        path: [],
        schemas,
        parent: [],
        concerned: schemasIn(node),
      });
      // Bytes are no JSON: whatever else is changed, the value is none of ours.
      const isChanged = full && !schemasIn(node).some(isBinary);
      if (isChanged) for (const each of spread([...changes(node)])) add(found, each);
    }
  return [...found.values()];
}

/** The first change of a value wins: two alternatives of a union may give the same one. */
function add(found: Map<string, Sample>, sample: Sample): void {
  const key = JSON.stringify(sample.value);
  if (!found.has(key)) found.set(key, sample);
}

/** At most so many, from all over the value. */
function spread(all: readonly Sample[]): readonly Sample[] {
  if (all.length <= CHANGES) return all;
  return Array.from(
    { length: CHANGES },
    (_, index) => all[Math.floor((index * all.length) / CHANGES)],
  ).filter((each) => each !== undefined);
}

function jsonOf({ value }: Node): Json {
  if (Array.isArray(value)) return (value as readonly Node[]).map(jsonOf);
  if (value instanceof Map)
    return Object.fromEntries(
      [...(value as ReadonlyMap<string, Node>)].map(([name, node]) => [name, jsonOf(node)]),
    );
  return value as string | number | boolean | null;
}

function schemasIn(root: Node): readonly JsonObject[] {
  return [...nodesIn(root, [], [], false)].flatMap(({ node }) => node.schemas);
}

/** Each change of each part, outermost first. */
function* changes(root: Node): Iterable<Sample> {
  const base = JSON.stringify(jsonOf(root));
  for (const { node, path, around, isRequired } of nodesIn(root, [], [], false)) {
    const change = (kind: Change, value: Json | undefined): Sample => ({
      value: replaced(jsonOf(root), path, value),
      base,
      change: kind,
      path,
      schemas: node.schemas,
      parent: around.at(-1) ?? [],
      // Of what is replaced as a whole, its inside, too.
      concerned: kind === "extra" ? schemasIn(root) : [...around.flat(), ...schemasIn(node)],
    });
    const own = jsonOf(node);
    if (isRequired) yield change("missing", undefined);
    yield change("kind", otherKind(own));
    if (own !== null) yield change("null", null);
    if (listedValue(node.schemas) !== undefined && typeof own === "string")
      yield change("unlisted", `${own} of no list`);
    if (listedValue(node.schemas) !== undefined && typeof own === "number")
      yield change("unlisted", 987_654_321);
    if (node.value instanceof Map && node.value.size > 0)
      yield change("extra", { ...(own as JsonObject), propertyOfNobody: true });
  }
}

interface Found {
  readonly node: Node;
  readonly path: readonly (string | number)[];
  readonly around: readonly (readonly JsonObject[])[];
  readonly isRequired: boolean;
}

function* nodesIn(
  node: Node,
  path: readonly (string | number)[],
  around: Found["around"],
  isRequired: boolean,
): Iterable<Found> {
  yield { node, path, around, isRequired };
  const inside = [...around, node.schemas];
  if (Array.isArray(node.value)) {
    const [first] = node.value as readonly Node[];
    if (first !== undefined) yield* nodesIn(first, [...path, 0], inside, false);
  }
  if (node.value instanceof Map)
    for (const [name, each] of node.value as ReadonlyMap<string, Node>)
      yield* nodesIn(each, [...path, name], inside, node.required.has(name));
}

function otherKind(value: Json): Json {
  if (typeof value === "string") return 7;
  if (typeof value === "number") return "seven";
  if (typeof value === "boolean") return "yes";
  if (value === null) return "something";
  return Array.isArray(value) ? "no list" : ["no object"];
}

/** `undefined` removes. */
function replaced(value: Json, path: readonly (string | number)[], by: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return by ?? null;
  if (Array.isArray(value))
    return (value as readonly Json[]).map((each, index) =>
      index === step ? replaced(each, rest, by) : each,
    );
  const entries = Object.entries(value as JsonObject).flatMap(([name, each]) => {
    if (name !== step) return [[name, each] as const];
    return rest.length === 0 && by === undefined ? [] : [[name, replaced(each, rest, by)] as const];
  });
  return Object.fromEntries(entries);
}

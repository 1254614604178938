/** Where our model of a document has what the SDK that Speakeasy made of it has. */
import type { ErrorResponse, Operation, SdkModel } from "../../generator/contract/index.js";
import type { TrueError, TrueOperation } from "./documents.js";

export const aspects = [
  "group",
  "stated name",
  "derived name",
  "error class",
  "retries",
  "paging",
  "globals",
] as const;

export type Aspect = (typeof aspects)[number];

/** One thing that both sides have: an operation's group, the class of one of its errors. */
export interface Comparison {
  readonly aspect: Aspect;
  /** `GET /things`. */
  readonly operation: string;
  readonly wanted: string;
  readonly given: string;
  readonly equal: boolean;
}

export function compare(model: SdkModel, truth: readonly TrueOperation[]): readonly Comparison[] {
  const ours = new Map(model.operations.map((each) => [keyOf(each.method, each.path), each]));
  return truth.flatMap((operation) => {
    const own = ours.get(keyOf(operation.method, operation.path));
    const found = [...namesOf(operation, own), ...errorsOf(operation, own)];
    return [...found, ...behaviourOf(operation, own)].map((comparison) => ({
      ...comparison,
      operation: `${operation.method} ${operation.path}`,
    }));
  });
}

type Found = Omit<Comparison, "operation">;

const absent = "(no such operation)";

/** Paths can end in a query or a fragment that only tells operations apart; what stands in it is a parameter of ours. */
function keyOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replace(/[?#].*$/, "")}`;
}

/** Whether the method stands where its owner has it, at one of the places at least, and what it is called there. */
function* namesOf({ at, named }: TrueOperation, own: Operation | undefined): Iterable<Found> {
  const places = own === undefined ? [] : placesOf(own);
  const groups = new Set(places.map(({ group }) => group));
  const methods = new Set(places.map(({ method }) => method));
  const wanted = at.map(({ group }) => group.join("."));
  yield {
    aspect: "group",
    wanted: wanted.join(", "),
    given: [...groups].join(", ") || (own === undefined ? absent : "the client"),
    equal: wanted.every((group) => groups.has(group)),
  };
  yield {
    aspect: named === true ? "stated name" : "derived name",
    wanted: at.map(({ method }) => method).join(", "),
    given: [...methods].join(", ") || absent,
    equal: at.some(({ method }) => methods.has(method)),
  };
}

function placesOf({ names }: Operation): readonly { group: string; method: string }[] {
  return [names, ...names.aliases].map(({ group, method }) => ({ group: group.join("."), method }));
}

function* errorsOf({ errors }: TrueOperation, own: Operation | undefined): Iterable<Found> {
  for (const error of errors) {
    const given = classFor(error, own?.errors ?? []);
    yield {
      aspect: "error class",
      wanted: `${error.status} ${error.class}`,
      given: given ?? "(no class)",
      equal: stemOf(error.class) === stemOf(given ?? ""),
    };
  }
}

/** Speakeasy spells ranges in any case. */
function classFor({ status }: TrueError, errors: readonly ErrorResponse[]): string | null {
  const same = errors.find((error) => error.status.toUpperCase() === status.toUpperCase());
  return same?.className ?? null;
}

/** The name without what each generator adds: a class of errors is `PetError` here, and there `Pet`, or `ErrorT` for `Error`. */
function stemOf(name: string): string {
  return name.toLowerCase().replace(/(responseerror|error|errort)$/, "");
}

function* behaviourOf(truth: TrueOperation, own: Operation | undefined): Iterable<Found> {
  if (truth.retries !== undefined) {
    const wanted = policyText(truth.retries, truth.retryCodes);
    const given = ownPolicy(own);
    yield { aspect: "retries", wanted, given, equal: wanted === given };
  }
  if (truth.paging === true) {
    const given = own?.pagination?.source ?? "none";
    yield { aspect: "paging", wanted: "pages", given, equal: given.startsWith("x-") };
  }
  for (const { in: place, name, global } of truth.parameters) {
    if (global !== true) continue;
    const same = own?.parameters.find((each) => each.in === place && each.wireName === name);
    const given = same?.global === true ? "global" : "an argument";
    yield { aspect: "globals", wanted: `${place} ${name}`, given, equal: given === "global" };
  }
}

const figures = ["initialInterval", "maxInterval", "exponent", "maxElapsedTime"] as const;

function policyText(
  policy: Readonly<Record<string, string | boolean | number>>,
  statuses: readonly string[],
): string {
  const { retryConnectionErrors = false } = policy;
  return [
    ...figures.map((key) => String(policy[key])),
    String(retryConnectionErrors),
    ...statuses.toSorted(),
  ].join(" ");
}

function ownPolicy(own: Operation | undefined): string {
  const policy = own?.retries ?? null;
  if (policy?.backoff === null || policy === null) return "none";
  const { backoff, retryConnectionErrors, statusCodes } = policy;
  return policyText({ ...backoff, retryConnectionErrors: retryConnectionErrors }, statusCodes);
}

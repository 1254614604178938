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
  /** Its names in the document and in the other SDK. */
  readonly ids: readonly string[];
  /** Our group, joined by dots. */
  readonly group: string;
  /** Of the API. */
  readonly title: string;
  readonly wanted: string;
  readonly given: string;
  readonly equal: boolean;
  /** Of an error: its response has several classes there. */
  readonly oneOf: boolean;
}

export function compare(
  { operations, api }: SdkModel,
  truth: readonly TrueOperation[],
): readonly Comparison[] {
  const find = finder(operations);
  return truth.flatMap((operation) => {
    const own = find(operation);
    const found = [...namesOf(operation, own), ...errorsOf(operation, own)];
    return [...found, ...behaviourOf(operation, own)].map((comparison) => ({
      oneOf: false,
      ...comparison,
      operation: `${operation.method} ${operation.path}`,
      ids: [operation.id, ...operation.at.map(({ method }) => method)].filter((id) => id !== ""),
      group: own?.names.group.join(".") ?? "",
      title: api.title,
    }));
  });
}

type Found = Pick<Comparison, "aspect" | "wanted" | "given" | "equal"> & {
  readonly oneOf?: boolean;
};

const absent = "(no such operation)";

/** By method and path; where a query or a fragment was cut off there, by the id. */
function finder(operations: readonly Operation[]): (truth: TrueOperation) => Operation | undefined {
  return ({ id, method, path }) => {
    const same = operations.filter((each) => each.method === method.toUpperCase());
    const known = same.find((each) => each.id === id && each.path.startsWith(path));
    return (
      known ?? same.find((each) => each.path.replace(/[?#].*$/, "") === path.replace(/[?#].*$/, ""))
    );
  };
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
      oneOf: error.oneOf !== undefined,
    };
  }
}

/** Speakeasy spells ranges in any case. */
function classFor({ status }: TrueError, errors: readonly ErrorResponse[]): string | null {
  const same = errors.find((error) => error.status.toUpperCase() === status.toUpperCase());
  return same?.className ?? null;
}

/** The name without what each generator adds: a class for `Pet` is `PetError` here, and one for `Error` is `ErrorT` there. */
function stemOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/^errort$/, "errorresponse")
    .replace(/error$/, "");
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

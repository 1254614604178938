/** Retry policies, error tables and credentials that several operations have: each is a constant that they refer to. */
import type { Json } from "../contract/index.js";
import type { OperationErrorView, OperationView, PoliciesView, RetryView } from "./contexts.js";

type Security = OperationView["security"];

type ErrorTable = readonly Pick<OperationErrorView, "status" | "className">[];

/** An operation, or `request`. */
interface Holder {
  readonly errors: ErrorTable;
  readonly retries: RetryView | null;
  readonly security: Security;
}

export interface Policies {
  /** `null` where nothing is shared. */
  readonly view: PoliciesView | null;
  /** The constant that stands for it; `null` where it is written out. */
  retriesOf(retries: RetryView | null): string | null;
  errorsOf(errors: ErrorTable): string | null;
  securityOf(security: Security): string | null;
}

/** In order of their first use, so that what is added at the end renames nothing. `taken`: names that a file may have beside them. */
export function policiesOf(holders: readonly Holder[], taken: ReadonlySet<string>): Policies {
  const given = new Set(taken);
  const retries = new Map<string, PoliciesView["retries"][number]>();
  const configs = holders.flatMap((each) => (each.retries === null ? [] : [each.retries.config]));
  for (const [key, config] of shared(configs, JSON.stringify)) {
    const isNone = JSON.stringify(config) === JSON.stringify({ strategy: "none" });
    retries.set(key, { name: uniqueName([isNone ? "noRetries" : "retryPolicy"], given), config });
  }
  const errors = new Map<string, PoliciesView["errors"][number]>();
  const tables = holders.map((each) => each.errors).filter((table) => table.length > 1);
  for (const [key, table] of shared(tables, keyOf)) {
    const entries = table.map(({ status, className }) => ({ status, className }));
    errors.set(key, { name: uniqueName(tableNames(table), given), entries });
  }
  const security = new Map<string, PoliciesView["security"][number]>();
  const alternatives = holders.flatMap((each) => (each.security === null ? [] : [each.security]));
  for (const [key, schemes] of shared(alternatives, JSON.stringify))
    security.set(key, { name: uniqueName(["credentials"], given), schemes });
  return {
    view:
      retries.size + errors.size + security.size === 0
        ? null
        : {
            retries: [...retries.values()],
            errors: [...errors.values()],
            security: [...security.values()],
          },
    retriesOf: (own) =>
      own === null ? null : (retries.get(JSON.stringify(own.config))?.name ?? null),
    errorsOf: (own) => errors.get(keyOf(own))?.name ?? null,
    securityOf: (own) => (own === null ? null : (security.get(JSON.stringify(own))?.name ?? null)),
  };
}

/** An operation with the names of what it shares. */
export function withPolicies(view: OperationView, policies: Policies): OperationView {
  return {
    ...withPolicy(view, policies),
    errorTable: policies.errorsOf(view.errors),
    securityConstant: policies.securityOf(view.security),
  };
}

export function withPolicy<View extends { readonly retries: RetryView | null }>(
  view: View,
  policies: Policies,
): View {
  const { retries } = view;
  return retries === null
    ? view
    : { ...view, retries: { ...retries, constant: policies.retriesOf(retries) } };
}

function keyOf(table: ErrorTable): string {
  return table.map(({ status, className }) => `${status} ${className}`).join("\n");
}

/** Those that are there more than once, by their key. */
function shared<Value extends Json | ErrorTable | NonNullable<Security>>(
  values: readonly Value[],
  key: (value: Value) => string,
): ReadonlyMap<string, Value> {
  const [once, several] = [new Set<string>(), new Map<string, Value>()];
  for (const value of values) {
    const text = key(value);
    if (once.has(text)) several.set(text, value);
    once.add(text);
  }
  return new Map(
    [...once].flatMap((text) => {
      const value = several.get(text);
      return value === undefined ? [] : [[text, value] as const];
    }),
  );
}

const MOST_LISTED = 3;

/** `errors404And422`, `errors400To529`; and where another table has these statuses, with the class of one of them. */
function tableNames(table: ErrorTable): readonly string[] {
  const statuses = table.map(({ status }) => status).filter((status) => status !== "default");
  const [first = ""] = statuses;
  const short =
    statuses.length > MOST_LISTED
      ? `errors${first}To${statuses.at(-1) ?? ""}`
      : `errors${statuses.join("And")}`;
  return [short, ...table.map(({ className }) => `${short}With${className}`)];
}

function uniqueName(candidates: readonly string[], given: Set<string>): string {
  const last = candidates.at(-1) ?? "policy";
  let name = candidates.find((candidate) => !given.has(candidate));
  for (let count = 2; name === undefined; count++)
    name = given.has(`${last}${count}`) ? undefined : `${last}${count}`;
  given.add(name);
  return name;
}

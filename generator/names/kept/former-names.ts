/** Old names of types and error classes, and what they are names of now. */
import { finding } from "../../lib/finding.js";
import type { NameAlias, NameTable } from "../../contract/index.js";
import { isObject } from "../../lib/pointer.js";
import type { NamingContext } from "../context.js";
import { refOf } from "./components.js";
import { namesIn } from "./call.js";
import { errorNow } from "./known-errors.js";
import { variantIn } from "./claims.js";

export type NamedThings = Omit<NameTable, "aliases" | "reasons">;

/** By old name. */
export function formerNames(
  context: NamingContext,
  table: NamedThings,
): Readonly<Record<string, NameAlias>> {
  const { known } = context;
  if (known.dropsAliases) return {};
  const current = currentNames(table);
  const aliases = new Map<string, NameAlias>();
  const add = (name: string, to: string | null, since = known.version): void => {
    const kind = to === null ? undefined : current.get(to);
    if (to === null || kind === undefined || current.has(name) || aliases.has(name)) return;
    aliases.set(name, { kind, to, since });
  };
  const ofCalls = namesOfCalls(context, table);
  for (const name of Object.keys(known.kept.types))
    if (!ofCalls.has(name)) add(name, typeNow(context, name, table));
  for (const [pointer, { entry }] of known.operations) {
    const { responseType } = namesIn(entry);
    const now = table.operations[pointer];
    if (now?.function === entry.function && responseType !== null)
      add(responseType, now.responseType);
  }
  for (const name of Object.keys(known.kept.errors)) add(name, errorNow(context, name, table));
  for (const [name, [to, since]] of Object.entries(known.kept.aliases))
    add(name, current.has(to) ? to : (aliases.get(to)?.to ?? null), since);
  const sorted = [...aliases].sort(([left], [right]) => (left < right ? -1 : 1));
  for (const [name, alias] of sorted) reportAlias(context, name, alias);
  return Object.fromEntries(sorted);
}

/** Every name that a type or an error class has now. */
function currentNames(table: NamedThings): ReadonlyMap<string, NameAlias["kind"]> {
  const variants = Object.values(table.variants).flatMap((variant) =>
    Object.values<string>({ ...variant }),
  );
  const calls = Object.values(table.operations).flatMap((call) => [
    call.requestType,
    call.responseType,
    call.errorType,
  ]);
  const types = [...Object.values(table.types), ...variants, ...calls];
  return new Map([
    ...types.map((name) => [name, "type"] as const),
    ...Object.values(table.errors).map((name) => [name, "error"] as const),
  ]);
}

/** Old names of a call's own types: their module has those. */
function namesOfCalls({ known }: NamingContext, table: NamedThings): ReadonlySet<string> {
  return new Set(
    Object.entries(table.operations).flatMap(([pointer, { former }]) => {
      const entry = known.operations.get(pointer)?.entry;
      const own = entry === undefined ? [] : [namesIn(entry)];
      return [...own, ...former].flatMap(({ requestType, responseType, errorType }) => [
        requestType,
        errorType,
        // One that stood inline is among the types, and its alias too.
        ...(responseType === null || Object.hasOwn(known.kept.types, responseType)
          ? []
          : [responseType]),
      ]);
    }),
  );
}

/** What is declared where the type stood: by another name, as another declaration that a reference leads to, or in one form only. */
function typeNow({ known, document }: NamingContext, name: string, table: NamedThings) {
  const type = known.kept.types[name];
  const pointer = known.places.ofType(name);
  if (type === undefined || pointer === null) return null;
  const kind = variantIn(typeof type === "string" ? type : type[0]);
  const value = document.at(pointer);
  const target = isObject(value) ? (refOf(value) ?? pointer) : pointer;
  const own = table.types[table.copies[target] ?? target] ?? null;
  return kind === null ? own : (table.variants[target]?.[kind] ?? own);
}

function reportAlias(
  { document, report }: NamingContext,
  name: string,
  { to, since, kind }: NameAlias,
): void {
  report(
    finding(document, {
      rule: "name-renamed",
      severity: "info",
      message: `\`${name}\` is called \`${to}\` since version ${since}; ${kind === "error" ? "the class" : "the type"} stays as a deprecated alias.`,
      hint: "Aliases end with the next major version, or by `--drop-aliases`.",
      pointer: "",
    }),
  );
}

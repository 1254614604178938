/** What one field of a document does: the package with it beside the package without it. */
import { SpecwrightError, type Diagnostic } from "../../generator/contract/index.js";
import { child, segmentsOf } from "../../generator/lib/pointer.js";
import { render } from "../../generator/render/index.js";
import { planOf } from "../scenarios/line.js";
import type { ObjectTable, Slot } from "./openapi-objects.js";

export interface Effect {
  /** True where some file of the package differs. */
  readonly changes: boolean;
  /** Rules that are reported with the field and not, or less often, without it. */
  readonly rules: readonly string[];
}

export type Tree = Readonly<Record<string, unknown>>;

/** By `Object.field`: the pointers of that field in the document. */
export function occurrences(
  document: Tree,
  table: ObjectTable,
  root: string,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const visit = (value: unknown, kind: string, pointer: string): void => {
    if (!isTree(value)) return;
    for (const [key, member] of Object.entries(value)) {
      const here = child(pointer, key);
      const fields = table[kind] ?? {};
      if (!Object.hasOwn(fields, key) && !key.startsWith("x-")) continue;
      const name = `${kind}.${key}`;
      found.set(name, [...(found.get(name) ?? []), here]);
      for (const [place, inner, type] of membersOf(member, fields[key] ?? null, here))
        visit(inner, type, place);
    }
  };
  visit(document, root, "");
  return found;
}

function membersOf(value: unknown, slot: Slot, pointer: string): [string, unknown, string][] {
  if (slot === null) return [];
  if (typeof slot === "string") return [[pointer, value, slot]];
  const type = "*" in slot ? slot["*"] : slot[0];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([key, member]) => [child(pointer, key), member, type]);
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

interface Package {
  readonly files: string;
  readonly diagnostics: readonly Diagnostic[];
}

const whole = new WeakMap<object, Promise<Package>>();

/** Compares the package of the document with that of the document without the field. */
export async function effectOf(document: Tree, pointer: string): Promise<Effect> {
  const given = await wholePackage(document);
  const rest = await packageOf(without(document, pointer));
  const counts = countsOf(rest.diagnostics);
  return {
    changes: given.files !== rest.files,
    rules: [...countsOf(given.diagnostics)]
      .filter(([rule, count]) => count > (counts.get(rule) ?? 0))
      .map(([rule]) => rule),
  };
}

/** Every rule that is reported of the document. */
export async function rulesIn(document: Tree): Promise<readonly string[]> {
  const { diagnostics } = await wholePackage(document);
  return [...countsOf(diagnostics).keys()];
}

function wholePackage(document: Tree): Promise<Package> {
  const known = whole.get(document) ?? packageOf(document);
  whole.set(document, known);
  return known;
}

async function packageOf(document: Tree): Promise<Package> {
  const planned = await planOf(JSON.stringify(document)).catch((error: unknown) => {
    if (error instanceof SpecwrightError) return error;
    throw error;
  });
  if (planned instanceof SpecwrightError) return { files: "", diagnostics: planned.diagnostics };
  const { plan, templates, diagnostics } = planned;
  const files = render(plan, templates, (diagnostic) => void diagnostics.push(diagnostic));
  return { files: files.map(({ path, text }) => `${path}\n${text}`).join("\n"), diagnostics };
}

function countsOf(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of diagnostics) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

/** A copy without what stands at the pointer. */
function without(document: Tree, pointer: string): Tree {
  const copy = structuredClone(document) as Record<string, unknown>;
  const keys = [...segmentsOf(pointer)];
  const last = keys.pop() ?? "";
  const holder = keys.reduce<unknown>(
    (value, key) => (value as Record<string, unknown>)[key],
    copy,
  ) as Record<string, unknown>;
  delete holder[last];
  return copy;
}

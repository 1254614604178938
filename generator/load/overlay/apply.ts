/**
 * Applies the actions of an overlay to a document, in order.
 * @see https://spec.openapis.org/overlay/v1.0.0.html#action-object
 */
import type { Diagnostic, Report } from "../../contract/index.js";
import { child } from "../../lib/pointer.js";
import { findingAt, type SourceFile } from "../read/source-file.js";
import { rootOf, type Origins, type Place, type LocatedValue } from "../references/origins.js";
import { isNode, own, put, type Value } from "../value.js";
import { select, type Location } from "./select.js";
import { actionsOf, type Action } from "./validate.js";

/** Changes the value of `document`. Gives what is wrong with the overlay; then the document is not to be used. */
export function applyOverlay(
  document: SourceFile,
  overlay: SourceFile,
  origins: Origins,
  report: Report,
): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  const actions = actionsOf(overlay, faults);
  for (const action of actions) applyAction({ document, overlay, origins, report, faults, action });
  return faults;
}

interface Run {
  readonly document: SourceFile;
  readonly overlay: SourceFile;
  readonly origins: Origins;
  readonly report: Report;
  readonly faults: Diagnostic[];
  readonly action: Action;
}

function applyAction(run: Run): void {
  const { document, action } = run;
  const locations = selected(run, "target", action.target);
  if (locations === null) return;
  if (locations.length === 0) {
    warn(
      run,
      "overlay-no-match",
      `The target ${action.target} selects nothing in ${document.address.name}.`,
      "Correct the target, or remove the action if the document no longer needs it.",
    );
    return;
  }
  const { origins } = run;
  if (action.remove) remove(document, locations, origins);
  else if (action.copy !== null) copyFrom(run, action.copy, locations);
  else if (action.update === undefined) {
    warn(
      run,
      "overlay-no-effect",
      "The action has neither `update` nor `remove`.",
      "Add one of the two.",
    );
  } else {
    const place: Place = {
      file: run.overlay,
      base: document,
      pointer: child(action.pointer, "update"),
    };
    for (const location of locations)
      merge(document, location, { value: action.update, ...place }, origins);
  }
}

function selected(run: Run, field: string, path: string): readonly Location[] | null {
  const locations = select(run.document.value, path);
  if (!("fault" in locations)) return locations;
  run.faults.push(
    findingAt(run.overlay, child(run.action.pointer, field), {
      rule: "overlay-invalid",
      severity: "error",
      message: `${path} is not a JSONPath: ${locations.fault}.`,
      hint: "Write the path as RFC 9535 has it, such as `$.paths['/pets'].get`.",
    }),
  );
  return null;
}

function warn({ overlay, action, report }: Run, rule: string, message: string, hint: string): void {
  report(
    findingAt(overlay, child(action.pointer, "target"), {
      rule,
      severity: "warning",
      message,
      hint,
    }),
  );
}

function copyFrom(run: Run, path: string, locations: readonly Location[]): void {
  const [source] = selected(run, "copy", path) ?? [];
  const located = source === undefined ? undefined : locatedAt(run.document, source, run.origins);
  if (located === undefined)
    warn(
      run,
      "overlay-no-match",
      `${path} selects nothing to copy.`,
      "Correct the path in `copy`.",
    );
  else for (const location of locations) merge(run.document, location, located, run.origins);
}

/** The last ones first, so that indices stay true. What moves up keeps its origin. */
function remove(document: SourceFile, locations: readonly Location[], origins: Origins): void {
  for (const location of [...locations].sort(byIndexDescending)) {
    const key = location.at(-1);
    const holder = locatedAt(document, location.slice(0, -1), origins);
    if (key === undefined || holder === undefined) continue;
    if (Array.isArray(holder.value)) {
      for (const [index, member] of holder.value.entries())
        origins.set(member, origins.placeOf(holder, index, member));
      holder.value.splice(Number(key), 1);
    } else if (isNode(holder.value)) delete holder.value[key];
  }
}

function byIndexDescending(left: Location, right: Location): number {
  return Number(right.at(-1)) - Number(left.at(-1)) || right.length - left.length;
}

function merge(
  document: SourceFile,
  location: Location,
  update: LocatedValue,
  origins: Origins,
): void {
  const target = locatedAt(document, location, origins);
  const key = location.at(-1);
  if (target === undefined) return;
  const merged = mergeValues(target.value, update, origins);
  if (merged === target.value || key === undefined) return;
  const holder = locatedAt(document, location.slice(0, -1), origins)?.value;
  if (Array.isArray(holder)) holder[Number(key)] = merged;
  else if (isNode(holder)) put(holder, String(key), merged);
}

/**
 * Objects merge member by member, lists are added to, everything else is replaced. Gives the value that has to stand
 * there.
 */
function mergeValues(target: Value, update: LocatedValue, origins: Origins): Value {
  if (Array.isArray(target)) {
    const added = Array.isArray(update.value) ? update.value : [update.value];
    for (const [index, value] of added.entries())
      target.push(copied({ value, ...origins.placeOf(update, index, value) }, origins));
    return target;
  }
  if (!isNode(target) || !isNode(update.value)) return copied(update, origins);
  for (const [key, value] of Object.entries(update.value)) {
    const next: LocatedValue = { value, ...origins.placeOf(update, key, value) };
    const old = own(target, key);
    const joined =
      typeof old === "object" &&
      old !== null &&
      typeof value === "object" &&
      value !== null &&
      Array.isArray(old) === Array.isArray(value);
    put(target, key, joined ? mergeValues(old, next, origins) : copied(next, origins));
  }
  return target;
}

function copied(located: LocatedValue, origins: Origins): Value {
  const copy = structuredClone(located.value);
  origins.set(copy, located);
  return copy;
}

function locatedAt(
  document: SourceFile,
  location: Location,
  origins: Origins,
): LocatedValue | undefined {
  let located: LocatedValue | undefined = rootOf(document);
  for (const key of location)
    located = located === undefined ? undefined : origins.descend(located, String(key));
  return located;
}

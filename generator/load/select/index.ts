/** The filters: which operations of the document are generated, and that what only the others needed goes with them. */
import type { Diagnostic, OperationFilter, Report } from "../../contract/index.js";
import type { SourceFile } from "../read/source-file.js";
import { findingAt } from "../read/source-file.js";
import type { Origins, Place } from "../references/origins.js";
import { isNode, own, type Node } from "../value.js";
import { Matcher } from "./match.js";
import { removeOperations } from "./operations.js";
import { keepReferredTo, pruneComponents } from "./references.js";

/** Every operation, and every component. */
export const everything: OperationFilter = {
  include: { tags: [], paths: [], operations: [] },
  exclude: { tags: [], paths: [], operations: [], deprecated: false },
  keepUnreferenced: null,
};

/**
 * In place, on a document that is in one piece. Gives the places of what is left out: what was found wrong there is of
 * no interest.
 */
export function select(
  file: SourceFile,
  filter: OperationFilter,
  origins: Origins,
  report: Report,
): readonly Place[] {
  const places = namesOperations(filter) ? removeUnselected(file, filter, origins, report) : [];
  if (filter.keepUnreferenced ?? !namesOperations(filter)) return places;
  return [...places, ...pruneComponents(file, origins)];
}

function namesOperations({ include, exclude }: OperationFilter): boolean {
  const lists = [include, exclude].flatMap(({ tags, paths, operations }) => [
    ...tags,
    ...paths,
    ...operations,
  ]);
  return lists.length > 0 || exclude.deprecated;
}

function removeUnselected(
  file: SourceFile,
  filter: OperationFilter,
  origins: Origins,
  report: Report,
): readonly Place[] {
  const matcher = new Matcher(filter);
  const removed = removeOperations(file, origins, (candidate) => matcher.selects(candidate));
  for (const diagnostic of matcher.unmatched()) report(diagnostic);
  const root = file.value as Node;
  if (removed.length > 0 && isEmpty(root, "paths") && isEmpty(root, "webhooks")) {
    report(
      findingAt(file, "/paths", {
        rule: "filter-selects-nothing",
        severity: "warning",
        message: "The filters leave no operation.",
        hint: "Include more, or exclude less: what is excluded stays so, whatever includes it.",
      }),
    );
  }
  return keepReferredTo(root, removed, origins).map(({ place }) => place);
}

function isEmpty(root: Node, section: string): boolean {
  const items = own(root, section);
  return !isNode(items) || Object.keys(items).length === 0;
}

/** Without those about places that were left out, and each broken reference of a file once. */
export function relevant(
  diagnostics: readonly Diagnostic[],
  leftOut: readonly Place[],
): readonly Diagnostic[] {
  const places = new Set(leftOut.map(({ file, pointer }) => `${file.address.name}#${pointer}`));
  const reported = new Map<string, Diagnostic[]>();
  const isNew = (diagnostic: Diagnostic): boolean => {
    if (!diagnostic.rule.startsWith("ref-")) return true;
    const about = `${diagnostic.rule} ${diagnostic.message}`;
    const before = reported.get(about) ?? [];
    reported.set(about, [...before, diagnostic]);
    return before.every(({ location }) => location?.file !== diagnostic.location?.file);
  };
  return diagnostics.filter((diagnostic) => !isInside(diagnostic, places) && isNew(diagnostic));
}

function isInside({ location }: Diagnostic, places: ReadonlySet<string>): boolean {
  if (places.size === 0 || location?.pointer === undefined) return false;
  for (let end = location.pointer.length; end > 0; end = location.pointer.lastIndexOf("/", end - 1))
    if (places.has(`${location.file}#${location.pointer.slice(0, end)}`)) return true;
  return false;
}

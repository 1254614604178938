/** A change of the document as an Overlay. @see https://spec.openapis.org/overlay/v1.0.0.html */
import type { Json, LoadedDocument, Pointer } from "../contract/index.js";
import { child, segmentsOf, valueAt } from "./pointer.js";

/** What to merge into the place of a finding, or that it is to go; `at` names another place. */
export type Fix = { readonly at?: Pointer } & (
  { readonly update: Json } | { readonly remove: true }
);

/** `undefined` where the place is not in the document itself, or looks otherwise there than after the upgrade. */
export function overlayOf(
  document: LoadedDocument,
  rule: string,
  { pointer, fix }: { readonly pointer: Pointer; readonly fix: Fix },
): string | undefined {
  const target = fix.at ?? pointer;
  const location = document.locate(target);
  if (location.file !== document.source || (location.pointer ?? "") !== target) return undefined;
  const action = "remove" in fix ? "remove: true" : `update: ${JSON.stringify(fix.update)}`;
  return overlayText(rule, [{ target: pathOf(document.root, target), lines: [action] }]);
}

export interface Action {
  /** JSONPath. */
  readonly target: string;
  /** What stands below it, in YAML. */
  readonly lines: readonly string[];
}

export function overlayText(title: string, actions: readonly Action[]): string {
  return [
    "overlay: 1.0.0",
    `info: { title: ${title}, version: 1.0.0 }`,
    actions.length === 0 ? "actions: []" : "actions:",
    ...actions.flatMap(({ target, lines }) => [
      `  - target: ${JSON.stringify(target)}`,
      ...lines.map((line) => (line === "" ? "" : `    ${line}`)),
    ]),
    "",
  ].join("\n");
}

/** RFC 9535: `$['paths']['/pets']['get']`, and the index of what stands in a list. */
export function pathOf(root: Json, pointer: Pointer): string {
  let path = "$";
  let value: Json | undefined = root;
  for (const segment of segmentsOf(pointer)) {
    const isIndex = Array.isArray(value);
    path += isIndex ? `[${segment}]` : named(segment);
    value = value === undefined ? undefined : valueAt(value, child("", segment));
  }
  return path;
}

function named(segment: string): string {
  return `['${segment.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}']`;
}

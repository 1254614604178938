/** A change of the document as an Overlay. @see https://spec.openapis.org/overlay/v1.0.0.html */
import type { Json, LoadedDocument, Pointer } from "../contract/index.js";
import { child, segmentsOf, valueAt } from "./pointer.js";

/** How a finding ends. */
export interface Fix {
  /** Where, if not at the place of the finding. */
  readonly at?: Pointer;
  /** The place itself goes (`true`), or these members of it, before anything is merged in. */
  readonly remove?: true | readonly string[];
  /** What is merged in. */
  readonly update?: Json;
  /** It ends the finding, but what is true of the API only a person can say. */
  readonly template?: true;
}

/** `undefined` where the place is not in the document itself, or looks otherwise there than after the upgrade. */
export function overlayOf(
  document: LoadedDocument,
  rule: string,
  { pointer, fix }: { readonly pointer: Pointer; readonly fix: Fix },
): string | undefined {
  const target = fix.at ?? pointer;
  const location = document.locate(target);
  if (location.file !== document.source || (location.pointer ?? "") !== target) return undefined;
  // What OpenAPI 3 has at the root, Swagger has elsewhere.
  if (target === "" && document.declaredVersion.startsWith("2")) return undefined;
  return fixText(document.root, rule, target, fix);
}

/** The overlay of a fix at `target`, which is known to be there. */
export function fixText(root: Json, rule: string, target: Pointer, fix: Fix): string {
  const path = pathOf(root, target);
  const { remove = [], update, template = false } = fix;
  const gone = remove === true ? [path] : remove.map((key) => `${path}${named(key)}`);
  const actions = gone.map((place): Action => ({ target: place, lines: ["remove: true"] }));
  if (update !== undefined)
    actions.push({ target: path, lines: [`update: ${JSON.stringify(update)}`] });
  return `${template ? TEMPLATE : ""}${overlayText(rule, actions)}`;
}

const TEMPLATE =
  "# A template: it ends the finding, but only you know what is true of the API. Look at the values first.\n";

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

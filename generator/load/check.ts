/** Findings about a whole document that stop nothing. */
import type {
  Diagnostic,
  Json,
  JsonObject,
  LoadedDocument,
  OperationSite,
  Pointer,
  Report,
} from "../contract/index.js";
import { isBound } from "../lib/exact-json.js";
import { finding } from "../lib/finding.js";
import { operationsOf } from "../lib/operations.js";
import type { Fix } from "../lib/overlay.js";
import { child, isObject, pointerOfRef, segmentsOf, valueAt } from "../lib/pointer.js";
import { findingAt, type SourceFile } from "./read/source-file.js";
import type { Inventory } from "./references/inventory.js";
import type { Reference } from "./references/walk.js";
import { isNode, own, type Node } from "./value.js";
import { isUnknownMinor, type DeclaredVersion } from "./version.js";

/** Looked at before the upgrade, as the user wrote it. */
export function checkRoot(file: SourceFile, version: DeclaredVersion, report: Report): void {
  const root = file.value as Node;
  const warn = (rule: string, message: string, hint: string, update: Json, pointer = "") =>
    report(
      findingAt(file, pointer, {
        rule,
        severity: "warning",
        message,
        hint,
        fix: { at: "", update, template: true },
      }),
    );
  if (isUnknownMinor(version)) {
    warn(
      "openapi-version-newer",
      `OpenAPI ${version.text} is newer than what this program knows; it is read as 3.2.`,
      "Check the result, or declare 3.2.",
      { openapi: "3.2.0" },
      "/openapi",
    );
  }
  const info = own(root, "info");
  if (!isNode(info))
    warn(
      "info-missing",
      "The document has no `info`; title and version are made up.",
      "Add `info` with `title` and `version`.",
      { info: { title: "API", version: "1.0.0" } },
    );
  const described = [
    "paths",
    "webhooks",
    "x-webhooks",
    "components",
    "definitions",
    "x-ms-paths",
  ].some((key) => isNode(own(root, key)));
  if (!described)
    warn(
      "paths-missing",
      "The document has no `paths`, `webhooks` or `components`: it describes nothing.",
      "Add `paths`.",
      { paths: {} },
    );
}

/** References that lead to themselves through other references: nothing stands at their end. */
export function dropCircularReferences(
  root: Node,
  { references }: Inventory,
  report: Report,
): void {
  const verdicts = new Map<string, boolean>();
  for (const reference of references) {
    const ref = reference.holder?.["$ref"];
    if (typeof ref !== "string") continue;
    let circular = verdicts.get(ref);
    if (circular === undefined) verdicts.set(ref, (circular = leadsToItself(root, ref)));
    if (circular) dropCircular(reference, ref, report);
  }
}

function leadsToItself(root: Node, ref: string): boolean {
  const seen = new Set<string>();
  for (let next = ref; ;) {
    const target = valueAt(root as JsonObject, pointerOfRef(next));
    if (!isObject(target) || typeof target["$ref"] !== "string") return false;
    if (seen.has(next)) return true;
    seen.add(next);
    next = target["$ref"];
  }
}

function dropCircular(reference: Reference, ref: string, report: Report): void {
  reference.drop();
  report(
    findingAt(reference.place.file, reference.place.pointer, {
      rule: "ref-circular",
      severity: "warning",
      message: `The reference "${ref}" leads back to itself; an empty object takes its place.`,
      hint: "Let one of the references in the circle be the thing itself.",
      fix: { remove: true, template: true },
    }),
  );
}

/** Two operations with one id. */
export function checkOperationIds(document: LoadedDocument, report: Report): void {
  const first = new Map<string, OperationSite>();
  for (const [index, site] of operationsOf(document).entries()) {
    const id = site.operation["operationId"];
    if (typeof id !== "string" || site.kind !== "operation") continue;
    const other = first.get(id);
    if (other === undefined) first.set(id, site);
    else if (other.canonical !== site.canonical)
      report(duplicate(document, id, other, site, index));
  }
}

/** Integers that a JavaScript number cannot hold. */
export function checkExactIntegers(document: LoadedDocument, report: Report): void {
  for (const [pointer, digits] of Object.entries(document.exactIntegers)) {
    if (isBound(pointer)) continue;
    report(
      finding(document, {
        rule: "integer-rounded",
        severity: "info",
        message: `A JavaScript number cannot hold ${digits}; where only a number will do, it is ${Number(digits)}.`,
        hint: "Describe the value as a string if its digits matter.",
        pointer,
        fix: asText(pointer, digits),
      }),
    );
  }
}

function asText(pointer: Pointer, digits: string): Fix {
  const path = segmentsOf(pointer);
  const holder = child("", ...path.slice(0, -1));
  return { at: holder, update: { [path.at(-1) ?? ""]: digits }, template: true };
}

function duplicate(
  document: LoadedDocument,
  id: string,
  first: OperationSite,
  second: OperationSite,
  position: number,
): Diagnostic {
  return finding(document, {
    rule: "duplicate-operation-id",
    severity: "warning",
    message: `The operationId "${id}" of ${nameOf(second)} is also the one of ${nameOf(first)}.`,
    hint: "Give each operation an id of its own.",
    pointer: child(second.canonical, "operationId"),
    fix: { at: second.canonical, update: { operationId: `${id}${position}` }, template: true },
  });
}

function nameOf({ method, path }: OperationSite): string {
  return `${method.toUpperCase()} ${path}`;
}

/** Every operation of a document with the place where it stands. @see https://spec.openapis.org/oas/v3.1.1#path-item-object */
import type { JsonObject, LoadedDocument, Pointer } from "../contract/index.js";
import { child, follow, isObject } from "./pointer.js";

export const METHODS = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
  "query",
] as const;

/** `webhook` and `callback`: the API calls its user, so requests come in and responses go out. */
export type OperationKind = "operation" | "webhook" | "callback";

export interface OperationSite {
  readonly kind: OperationKind;
  /** As seen from the document's root: `/paths/~1rerank/post`. */
  readonly pointer: Pointer;
  /** Where it really stands when its path item is a reference. */
  readonly canonical: Pointer;
  /** Lower case, as the document has it. */
  readonly method: string;
  /** `/rerank`; of a webhook its name, of a callback its expression. */
  readonly path: string;
  readonly operation: JsonObject;
  readonly pathItem: JsonObject;
  readonly pathItemPointer: Pointer;
}

/** Several stages ask; the answer is the document's. */
const cache = new WeakMap<JsonObject, readonly OperationSite[]>();

/** Operations in document order, then webhooks; each operation's callbacks directly after it. */
export function operationsOf(document: LoadedDocument): readonly OperationSite[] {
  const known = cache.get(document.root);
  if (known !== undefined) return known;
  const sites: OperationSite[] = [];
  cache.set(document.root, sites);
  collect(document, document.root["paths"], "/paths", "operation", sites);
  collect(document, document.root["webhooks"], "/webhooks", "webhook", sites);
  return sites;
}

function collect(
  document: LoadedDocument,
  items: unknown,
  pointer: Pointer,
  kind: OperationKind,
  sites: OperationSite[],
): void {
  if (!isObject(items)) return;
  for (const [path, value] of Object.entries(items)) {
    if (path.startsWith("x-")) continue;
    const here = child(pointer, path);
    const item = follow(document, value, here);
    if (item === undefined) continue;
    for (const { method, operation, suffix } of operationsIn(item.value)) {
      sites.push({
        kind,
        pointer: child(here, ...suffix),
        canonical: child(item.pointer, ...suffix),
        method,
        path,
        operation,
        pathItem: item.value,
        pathItemPointer: item.pointer,
      });
      collectCallbacks(document, operation, child(item.pointer, ...suffix), sites);
    }
  }
}

function* operationsIn(
  item: JsonObject,
): Generator<{ method: string; operation: JsonObject; suffix: readonly string[] }> {
  for (const [key, value] of Object.entries(item)) {
    if (!isObject(value)) continue;
    if ((METHODS as readonly string[]).includes(key))
      yield { method: key, operation: value, suffix: [key] };
    if (key !== "additionalOperations") continue;
    for (const [method, operation] of Object.entries(value)) {
      if (isObject(operation)) yield { method, operation, suffix: [key, method] };
    }
  }
}

function collectCallbacks(
  document: LoadedDocument,
  operation: JsonObject,
  pointer: Pointer,
  sites: OperationSite[],
): void {
  const callbacks = operation["callbacks"];
  // A callback inside a callback would have to be somebody else's API: one level is what the specification's examples have.
  if (!isObject(callbacks) || pointer.includes("/callbacks/")) return;
  for (const [name, value] of Object.entries(callbacks)) {
    const callback = follow(document, value, child(pointer, "callbacks", name));
    if (callback !== undefined)
      collect(document, callback.value, callback.pointer, "callback", sites);
  }
}

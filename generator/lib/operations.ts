/** Every operation of a document with its pointers. @see https://spec.openapis.org/oas/v3.1.1#path-item-object */
import type {
  JsonObject,
  LoadedDocument,
  OperationKind,
  OperationSite,
  Pointer,
} from "../contract/index.js";
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

/** Operations in document order, then webhooks; each operation's callbacks directly after it. */
export function operationsOf(document: LoadedDocument): readonly OperationSite[] {
  const sites: OperationSite[] = [];
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
  // A callback inside of a callback would be an API of somebody else's.
  if (!isObject(callbacks) || pointer.includes("/callbacks/")) return;
  for (const [name, value] of Object.entries(callbacks)) {
    const callback = follow(document, value, child(pointer, "callbacks", name));
    if (callback !== undefined)
      collect(document, callback.value, callback.pointer, "callback", sites);
  }
}

/** The names of an operation in the manifest, where what follows from its function is left out. */
import type { KeptOperation } from "../../contract/index.js";
import { capitalise } from "../../lib/words.js";
import { fileStem } from "../file-stem.js";

export interface CallNamesKept {
  readonly group: readonly string[];
  readonly method: string;
  readonly function: string;
  readonly file: string;
  readonly requestType: string;
  /** `null` where it is a component. */
  readonly responseType: string | null;
  readonly errorType: string;
}

type Entry = Pick<KeptOperation, "call" | "function" | "file" | "request" | "response" | "error">;

export function namesIn(entry: Entry): CallNamesKept {
  const stem = capitalise(entry.function);
  const { response } = entry;
  return {
    ...placeIn(entry.call),
    function: entry.function,
    file: entry.file ?? fileStem(entry.function),
    requestType: entry.request ?? `${stem}Request`,
    responseType: response === undefined ? `${stem}Response` : response,
    errorType: entry.error ?? `${stem}Error`,
  };
}

export function entryOf(names: CallNamesKept): Entry {
  const { requestType, responseType, errorType } = names;
  const usual = namesIn({ call: "", function: names.function });
  return {
    call: [...names.group, names.method].join("."),
    function: names.function,
    ...(names.file === usual.file ? {} : { file: names.file }),
    ...(requestType === usual.requestType ? {} : { request: requestType }),
    ...(responseType === usual.responseType ? {} : { response: responseType }),
    ...(errorType === usual.errorType ? {} : { error: errorType }),
  };
}

/** `pets.list` -> the method `list` of the group `pets`. */
export function placeIn(call: string): {
  readonly group: readonly string[];
  readonly method: string;
} {
  const group = call.split(".");
  const method = group.pop() ?? "";
  return { group, method };
}

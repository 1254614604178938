/** Reads an overlay document. @see https://spec.openapis.org/overlay/v1.0.0.html */
import type { Diagnostic, Pointer } from "../../contract/index.js";
import { child } from "../../lib/pointer.js";
import { findingAt, type SourceFile } from "../read/source-file.js";
import { isNode, own, type Node, type Value } from "../value.js";

export interface Action {
  /** JSONPath. @see https://www.rfc-editor.org/rfc/rfc9535 */
  readonly target: string;
  /** Removes what the target selects; then the others do not count. */
  readonly remove: boolean;
  /** Merged into what the target selects; `undefined` where the action has none. */
  readonly update: Value | undefined;
  /** JSONPath of a value to merge instead (Overlay 1.1). */
  readonly copy: string | null;
  readonly pointer: Pointer;
}

/** The actions in order; everything that is wrong with the overlay goes to `faults`. */
export function actionsOf(file: SourceFile, faults: Diagnostic[]): readonly Action[] {
  const fault = (pointer: Pointer, message: string, hint: string) =>
    faults.push(
      findingAt(file, pointer, { rule: "overlay-invalid", severity: "error", message, hint }),
    );
  const { name } = file.address;
  const root = file.value;
  if (!isNode(root) || typeof versionOf(root) !== "string") {
    fault(
      "",
      `${name} is not an overlay: it has no \`overlay\` version at its root.`,
      'Begin the document with `overlay: "1.0.0"`.',
    );
    return [];
  }
  if (!/^1(?:\.\d+)*$/.test(versionOf(root) ?? "")) {
    fault(
      "/overlay",
      `${name} is an overlay of version ${versionOf(root)}, which is not known.`,
      "Use version 1.0.0.",
    );
    return [];
  }
  const actions = own(root, "actions");
  if (!Array.isArray(actions)) {
    fault(
      "/actions",
      `${name} has no list of \`actions\`.`,
      "Add `actions`, each with a `target` and an `update` or `remove`.",
    );
    return [];
  }
  return actions.flatMap((action, index) => {
    const pointer = child("/actions", index);
    const target = isNode(action) ? own(action, "target") : undefined;
    if (!isNode(action) || typeof target !== "string") {
      fault(
        pointer,
        `Action ${index + 1} of ${name} has no \`target\`.`,
        "Add a `target`: a JSONPath that begins with `$`.",
      );
      return [];
    }
    const copy = own(action, "copy");
    return [
      {
        target,
        remove: action["remove"] === true,
        update: own(action, "update"),
        copy: typeof copy === "string" ? copy : null,
        pointer,
      },
    ];
  });
}

/** An unquoted `1.0` is a number in YAML. */
function versionOf(root: Node): string | undefined {
  const version = own(root, "overlay");
  if (typeof version === "number") return String(version);
  return typeof version === "string" ? version : undefined;
}

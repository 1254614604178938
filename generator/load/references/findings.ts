/**
 * Reports references that lead nowhere (each target once for each operation or component, as some may be left out) or
 * elsewhere than they say.
 */
import type { Diagnostic, Pointer, Report } from "../../contract/index.js";
import type { Fix } from "../../lib/overlay.js";
import { child, segmentsOf } from "../../lib/pointer.js";
import { findingAt } from "../read/source-file.js";
import type { Unavailable } from "../read/workspace.js";
import type { Place } from "./origins.js";
import type { Reference } from "./walk.js";

export class ReferenceFindings {
  readonly #report: Report;
  readonly #reported = new Set<string>();

  constructor(report: Report) {
    this.#report = report;
  }

  reportBroken(reference: Reference, reason: string, unavailable?: Unavailable): void {
    const { place, ref } = reference;
    const owner = place.pointer.split("/").slice(1, 4).join("/");
    const about = `${place.file.address.id}\n${owner}\n${ref}`;
    if (this.#reported.has(about)) return;
    this.#reported.add(about);
    if (unavailable !== undefined && "severity" in unavailable.failure)
      this.#reportOnce(unavailable.failure);
    this.#report(
      findingAt(place.file, place.pointer, {
        severity: "error",
        ...describe(reference, reason, unavailable),
        ...(leavesNothingOut(reference, unavailable) ? { severity: "warning" } : {}),
        ...(unavailable === undefined ? { fix: fixOf(ref) } : {}),
      }),
    );
  }

  /** It leads nowhere as it is written, but what is meant is plain. */
  reportEmbedded({ place, ref }: Reference, found: Pointer): void {
    this.#report(
      findingAt(place.file, place.pointer, {
        rule: "ref-relative-to-schema",
        severity: "warning",
        message: `The reference "${ref}" means the root of the document, where that is not; it is read as "#${found}".`,
        hint: "Write the whole pointer, or move the definition to `components.schemas`.",
        fix: { at: parentOf(place.pointer), update: { [keyOf(place.pointer)]: `#${found}` } },
      }),
    );
  }

  /** A schema is meant, and something else stands there. `meant`: the reference that it is read as. */
  reportNoSchema({ place, ref }: Reference, meant: string): void {
    this.#report(
      findingAt(place.file, place.pointer, {
        rule: "ref-not-a-schema",
        severity: "warning",
        message: `The reference "${ref}" does not lead to where schemas stand; it is read as "${meant}".`,
        hint: "Refer to a schema, best to one of `components.schemas`.",
        fix: {
          at: parentOf(place.pointer),
          update: { [keyOf(place.pointer)]: meant },
          template: true,
        },
      }),
    );
  }

  reportDynamic({ file, pointer }: Place): void {
    this.#report(
      findingAt(file, pointer, {
        rule: "dynamic-ref-approximated",
        severity: "info",
        message:
          "A dynamic reference is read as a plain one: it leads to the same schema from everywhere.",
        hint: "Use `$ref`, with a schema of its own for each case.",
      }),
    );
  }

  /** What is wrong inside a document is said once, however many references lead to it. */
  #reportOnce(diagnostic: Diagnostic): void {
    if (this.#reported.has(diagnostic.message)) return;
    this.#reported.add(diagnostic.message);
    this.#report(diagnostic);
  }
}

/**
 * A dangling reference is repaired, and the whole package is written; but without its path item a path has no
 * operations.
 */
function leavesNothingOut({ place }: Reference, unavailable: Unavailable | undefined): boolean {
  const failure = unavailable?.failure;
  const isDangling =
    failure === undefined || (!("severity" in failure) && failure.reason === "not-found");
  return isDangling && !/^\/(paths|webhooks)\/[^/]+\/\$ref$/.test(place.pointer);
}

/** What a reference to a component names is made; any other reference goes. */
function fixOf(ref: string): Fix {
  const [, kind = "", name = ""] = /^#\/components\/(\w+)\/([^/]+)$/.exec(ref) ?? [];
  if (name === "") return { remove: true, template: true };
  return { at: "", update: { components: { [kind]: { [name]: {} } } }, template: true };
}

function parentOf(pointer: Pointer): Pointer {
  return child("", ...segmentsOf(pointer).slice(0, -1));
}

function keyOf(pointer: Pointer): string {
  return segmentsOf(pointer).at(-1) ?? "";
}

function describe(
  { ref, loss }: Reference,
  reason: string,
  unavailable: Unavailable | undefined,
): Pick<Diagnostic, "rule" | "message" | "hint"> {
  const failure = unavailable?.failure;
  if (failure === undefined) {
    return {
      rule: "ref-not-found",
      message: `The reference "${ref}" ${reason}; ${loss}.`,
      hint: "Correct the reference, or add what it names.",
    };
  }
  if ("severity" in failure) {
    return {
      rule: "ref-unreadable",
      message: `The reference "${ref}" leads to a document that cannot be parsed; ${loss}.`,
      hint: "Correct that document.",
    };
  }
  const hints = {
    "not-found": "Correct the reference, or put the document there.",
    unreadable: "Make the document readable, or refer to a copy of it.",
    "host-not-allowed": `Allow the host with \`allowHosts: ["${failure.host}"]\` or \`--allow-host ${failure.host}\`.`,
  };
  const rules = {
    "not-found": "ref-not-found",
    unreadable: "ref-unreadable",
    "host-not-allowed": "ref-host-not-allowed",
  };
  return {
    rule: rules[failure.reason],
    message: `The reference "${ref}" cannot be followed: the document ${failure.text}; ${loss}.`,
    hint: hints[failure.reason],
  };
}

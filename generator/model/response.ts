/**
 * What a call resolves with.
 * @see https://spec.openapis.org/oas/v3.1.1#responses-object
 */
import type { JsonObject, Pointer, SuccessResponse } from "../contract/index.js";
import type { OperationSite } from "../lib/operations.js";
import { child, follow } from "../lib/pointer.js";
import { entries, text } from "../lib/read.js";
import { contentsOf } from "./content.js";
import { report, type ModelContext } from "./context.js";
import { headersOf } from "./header.js";
import { rankOf } from "./media-type.js";

/** A response of the document, by its status. */
export interface ResponseSite {
  /** `200`, `4XX` (upper case) or `default`. */
  readonly status: string;
  readonly value: JsonObject;
  readonly pointer: Pointer;
}

export interface Responses {
  readonly successes: readonly ResponseSite[];
  readonly errors: readonly ResponseSite[];
}

/**
 * 2XX succeed, 4XX and 5XX fail; `default` fails where a success is listed beside it, and else is the success. 1XX and redirects
 * are dealt with by the platform's `fetch`; a 304, which only a conditional request gets, is thrown as the default error.
 */
export function responsesOf(context: ModelContext, site: OperationSite): Responses {
  const all = entries(site.operation["responses"]).flatMap(([key, value]) => {
    const placed = follow(context.document, value, child(site.canonical, "responses", key));
    const status = key === "default" ? key : key.toUpperCase();
    return placed === undefined ? [] : [{ status, value: placed.value, pointer: placed.pointer }];
  });
  const explicit = all.filter(({ status }) => /^2(\d\d|XX)$/.test(status));
  const fallback = all.filter(({ status }) => status === "default");
  const failures = all.filter(({ status }) => /^[45](\d\d|XX)$/.test(status));
  reportOthers(
    context,
    site,
    all.filter(
      (response) => ![explicit, fallback, failures].some((group) => group.includes(response)),
    ),
  );
  return explicit.length > 0 || fallback.length === 0
    ? { successes: explicit, errors: [...failures, ...fallback] }
    : { successes: fallback, errors: failures };
}

function reportOthers(
  context: ModelContext,
  site: OperationSite,
  others: readonly ResponseSite[],
): void {
  for (const { status, pointer } of others) {
    const isKnown = /^[13](\d\d|XX)$/.test(status);
    report(context, pointer, {
      rule: isKnown ? "response-status-not-typed" : "response-status-unknown",
      severity: isKnown ? "info" : "warning",
      message: `The response "${status}" of ${site.method.toUpperCase()} ${site.path} is left out: ${isKnown ? "only 2XX, 4XX, 5XX and `default` have types" : "it is no status"}.`,
      hint: isKnown
        ? "Nothing to do: `fetch` follows redirects, so describe what comes after them under 200."
        : "Use a status such as 404, a range such as 4XX, or `default`.",
    });
  }
}

/** The primary one first: one with JSON before other bodies, any body before none; then the lower status, ranges last. */
export function successesOf(
  context: ModelContext,
  site: OperationSite,
  responses: Responses,
): readonly SuccessResponse[] {
  const successes = responses.successes.map((response) => successOf(context, site, response));
  const rank = ({ contents: [first] }: SuccessResponse): number =>
    first === undefined ? 9 : Math.ceil(rankOf(first.mediaType, first.kind));
  return successes.sort((a, b) => rank(a) - rank(b) || (a.status < b.status ? -1 : 1));
}

const BODILESS: ReadonlySet<string> = new Set(["204", "205"]);

function successOf(
  context: ModelContext,
  site: OperationSite,
  { status, value, pointer }: ResponseSite,
): SuccessResponse {
  const isBodiless = site.method === "head" || BODILESS.has(status);
  const contents = contentsOf(context, value, pointer, "response");
  if (isBodiless && contents.length > 0) {
    report(context, pointer, {
      rule: "response-cannot-have-a-body",
      severity: "info",
      message: `The ${status} response of ${site.method.toUpperCase()} ${site.path} has \`content\`, but HTTP gives it no body.`,
      hint: "Remove `content`.",
      fix: { at: child(pointer, "content"), remove: true },
    });
  }
  return {
    status,
    description: text(value["description"]) ?? "",
    contents: isBodiless ? [] : contents,
    headers: headersOf(context, value, pointer),
  };
}

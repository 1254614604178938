/**
 * What a call resolves with.
 * @see https://spec.openapis.org/oas/v3.1.1#responses-object
 */
import type {
  Content,
  JsonObject,
  OperationSite,
  Pointer,
  SuccessResponse,
} from "../../contract/index.js";
import { essence } from "../../lib/media-type.js";
import { child, follow } from "../../lib/pointer.js";
import { entries, prose } from "../../lib/read.js";
import { contentsOf } from "../body/content.js";
import { isSameType, report, type ModelContext } from "../context.js";
import { headersOf } from "./header.js";
import { isRange, rankOf } from "../body/media-type.js";

/** A response of the document, by its status. */
export interface LocatedResponse {
  /** `200`, `4XX` (upper case) or `default`. */
  readonly status: string;
  readonly value: JsonObject;
  readonly pointer: Pointer;
}

export interface Responses {
  readonly successes: readonly LocatedResponse[];
  readonly errors: readonly LocatedResponse[];
}

/**
 * 2XX succeed, 4XX and 5XX fail; `default` fails where a success is listed beside it, and else is the success. 1XX are
 * dealt with by `fetch`, and redirects by the runtime; a 304, which only a conditional request gets, is thrown as the default error.
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
  others: readonly LocatedResponse[],
): void {
  for (const { status, pointer } of others) {
    const isKnown = /^[13](\d\d|XX)$/.test(status);
    report(context, pointer, {
      rule: isKnown ? "response-status-not-typed" : "response-status-unknown",
      severity: isKnown ? "info" : "warning",
      message: `The response "${status}" of ${site.method.toUpperCase()} ${site.path} is left out: ${isKnown ? "only 2XX, 4XX, 5XX and `default` have types" : "it is no status"}.`,
      hint: isKnown
        ? "Nothing to do: describe under 200 what GET and HEAD find there; other methods throw a `RedirectError`."
        : "Use a status such as 404, a range such as 4XX, or `default`.",
      ...(pointer.startsWith("/paths/") ? { fix: { remove: true, template: true } } : {}),
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
  const [primary, ...others] = successes.sort(
    (a, b) => rank(a) - rank(b) || (a.status < b.status ? -1 : 1),
  );
  if (primary === undefined) return [];
  return [{ ...primary, alternatives: alternativesOf(context, site, primary.contents) }, ...others];
}

/** Not what only repeats the primary one in another format, and not streams: they are asked for by other means. */
function alternativesOf(
  context: ModelContext,
  site: OperationSite,
  [primary, ...others]: readonly Content[],
): readonly Content[] {
  if (primary === undefined) return [];
  const whole = others.filter(
    ({ kind, mediaType }) => kind !== "eventStream" && kind !== "jsonLines" && !isRange(mediaType),
  );
  const repeats = whole.filter((content) => isRepeated(context, primary, content));
  const types = repeats.map(({ mediaType }) => `\`${mediaType}\``);
  if (types.length > 0)
    report(context, child(site.canonical, "responses"), {
      rule: "response-media-type-not-offered",
      severity: "info",
      message: `${site.method.toUpperCase()} ${site.path} also answers with ${types.join(", ")}, described as \`${primary.mediaType}\` is; the SDK asks for the latter only.`,
      hint: "Nothing to do, unless it has something else in it: then describe that by a schema of its own.",
    });
  return whole.filter((content) => !repeats.includes(content));
}

/** Pictures and documents are described alike and differ all the same. */
function isRepeated({ document }: ModelContext, primary: Content, content: Content): boolean {
  if (essence(primary.mediaType) === essence(content.mediaType)) return true;
  if (primary.kind !== "json") return false;
  if (content.kind === "json" && isSameType(content.type, primary.type)) return true;
  const [one, other] = [primary, content].map(({ schemaPointer }) =>
    schemaPointer === null ? null : JSON.stringify(document.at(schemaPointer)),
  );
  return one !== null && one === other;
}

const BODILESS: ReadonlySet<string> = new Set(["204", "205"]);

function successOf(
  context: ModelContext,
  site: OperationSite,
  { status, value, pointer }: LocatedResponse,
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
    description: prose(value["description"]) ?? "",
    contents: isBodiless ? [] : contents,
    alternatives: [],
    headers: headersOf(context, value, pointer),
  };
}

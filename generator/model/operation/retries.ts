/**
 * Retry policies: `x-speakeasy-retries` and its plain twin `x-retries`, and `x-fern-retries` to switch them off.
 * Later ones win: the document's, the path's, the operation's, and over all of them the config's.
 */
import type { JsonObject, Pointer, RetryPolicy } from "../../contract/index.js";
import { child, isObject } from "../../lib/pointer.js";
import { flag, list, number, object } from "../../lib/read.js";
import { report, type ModelContext } from "../context.js";

const EXTENSIONS = ["x-speakeasy-retries", "x-retries"] as const;

/**
 * What a policy without its own figures waits, in milliseconds: what the extension's owner says. @see https://www.speakeasy.com/docs/sdks/customize/runtime/retries
 */
const DEFAULT_BACKOFF = {
  initialInterval: 500,
  maxInterval: 60_000,
  exponent: 1.5,
  maxElapsedTime: 3_600_000,
} as const;
const DEFAULT_STATUSES = ["408", "425", "429", "500", "502", "503", "504", "529"] as const;

/** The policy that `holder` (document, path item or operation) states itself; `null` where it says nothing. */
export function retriesOf(
  context: ModelContext,
  holder: JsonObject,
  pointer: Pointer,
): RetryPolicy | null {
  if (context.config.retries !== null) return context.config.retries;
  for (const key of EXTENSIONS) {
    const value = holder[key];
    if (value === undefined) continue;
    if (isObject(value)) return policyOf(context, value, key, child(pointer, key));
    reportPolicy(context, child(pointer, key), `\`${key}\` is not an object`);
  }
  return flag(object(holder["x-fern-retries"])["disabled"]) ? noRetries("x-fern-retries") : null;
}

function noRetries(source: string): RetryPolicy {
  return { strategy: "none", backoff: null, statusCodes: [], retryConnectionErrors: false, source };
}

function policyOf(
  context: ModelContext,
  value: JsonObject,
  source: string,
  pointer: Pointer,
): RetryPolicy | null {
  if (value["strategy"] === "none") return noRetries(source);
  if (value["strategy"] !== undefined && value["strategy"] !== "backoff") {
    reportPolicy(
      context,
      pointer,
      `its strategy ${JSON.stringify(value["strategy"])} is neither "backoff" nor "none"`,
    );
    return null;
  }
  const backoff = object(value["backoff"]);
  const figure = (key: keyof typeof DEFAULT_BACKOFF): number => {
    const given = number(backoff[key]);
    if (backoff[key] !== undefined && (given === null || given < 0)) {
      reportPolicy(context, pointer, `\`backoff.${key}\` is not a number of at least 0`);
    }
    return given === null || given < 0 ? DEFAULT_BACKOFF[key] : given;
  };
  const statuses = statusCodes(context, value, pointer);
  return {
    strategy: "backoff",
    backoff: {
      initialInterval: figure("initialInterval"),
      maxInterval: figure("maxInterval"),
      exponent: figure("exponent"),
      maxElapsedTime: figure("maxElapsedTime"),
    },
    statusCodes: statuses.length > 0 ? statuses : DEFAULT_STATUSES,
    // Without any figures the policy is the owner's, which has them.
    retryConnectionErrors:
      flag(value["retryConnectionErrors"]) ||
      (value["backoff"] === undefined && value["retryConnectionErrors"] === undefined),
    source,
  };
}

function statusCodes(
  context: ModelContext,
  value: JsonObject,
  pointer: Pointer,
): readonly string[] {
  return list(value["statusCodes"]).flatMap((code) => {
    const status = String(code).toUpperCase();
    if (/^[1-5](\d\d|XX)$/.test(status)) return [status];
    reportPolicy(
      context,
      pointer,
      `${JSON.stringify(code)} in \`statusCodes\` is neither a status nor a range such as "5XX"`,
    );
    return [];
  });
}

function reportPolicy(context: ModelContext, pointer: Pointer, what: string): void {
  report(context, pointer, {
    rule: "retry-policy-invalid",
    severity: "warning",
    message: `The retry policy is not understood: ${what}.`,
    hint: "Correct it; until then the SDK's default stands in for that part.",
    fix: { remove: true, template: true },
  });
}

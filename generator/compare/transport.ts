/** What goes over the wire for the same call: no user's code names it, and the server of the new document may ask for another thing. */
import type { OperationSurface, ParameterSurface } from "../contract/index.js";
import { callText, type OperationPair, type ReportOperation, unnoticed } from "./operation.js";

export function compareTransport(pair: OperationPair, report: ReportOperation): void {
  const { old, new: next } = pair;
  const call = callText(old);
  const changed = (
    kind: Parameters<ReportOperation>[0]["kind"],
    before: string | null,
    after: string | null,
    words: { readonly message: string; readonly breaks: boolean },
  ): void => {
    if (before === after) return;
    const { message, breaks } = words;
    report({ ...unnoticed, kind, wire: breaks ? "breaking" : "same", before, after, message });
  };
  changed("method-changed", old.method, next.method, {
    message: `\`${call}\` is sent as ${next.method}, not ${old.method}.`,
    breaks: true,
  });
  changed("path-changed", pathShape(old), pathShape(next), {
    message: `\`${call}\` is sent to ${next.path}, not ${old.path}.`,
    breaks: true,
  });
  changed("servers-changed", old.servers.join(", "), next.servers.join(", "), {
    message: `\`${call}\` has other servers.`,
    breaks: true,
  });
  changed("security-changed", securityText(old), securityText(next), {
    message: `\`${call}\` asks for other credentials.`,
    breaks: !accepts(old.security, next.security),
  });
  changed("retries-changed", old.retries, next.retries, {
    message: `\`${call}\` is retried by another policy.`,
    breaks: false,
  });
  changed("idempotency-changed", old.idempotencyHeader, next.idempotencyHeader, {
    message: `\`${call}\` has another idempotency header.`,
    breaks: false,
  });
  compareMediaTypes(pair, changed);
  for (const parameter of old.parameters) {
    const other = next.parameters.find(({ property }) => property === parameter.property);
    if (other !== undefined) compareParameter(parameter, other, old, report);
  }
}

function pathShape({ path }: OperationSurface): string {
  return path.replace(/\{[^{}]*\}/g, "{}");
}

function securityText({ security }: OperationSurface): string {
  return security
    .map((schemes) => (schemes.length === 0 ? "none" : schemes.join(" and ")))
    .join(" or ");
}

/** Whoever could call before can call now: one of the new alternatives asks for no more than each of the old ones. */
function accepts(old: OperationSurface["security"], next: OperationSurface["security"]): boolean {
  if (next.length === 0) return true;
  const before = old.length === 0 ? [[]] : old;
  return before.every((schemes) =>
    next.some((wanted) => wanted.every((id) => schemes.includes(id))),
  );
}

function compareMediaTypes(
  { old, new: next }: OperationPair,
  changed: (
    kind: "media-types-changed",
    before: string | null,
    after: string | null,
    words: { readonly message: string; readonly breaks: boolean },
  ) => void,
): void {
  const list = (types: readonly string[] | null): string | null => types?.join(", ") ?? null;
  const [before, after] = [old.bodyMediaTypes, next.bodyMediaTypes];
  changed("media-types-changed", list(before), list(after), {
    message: `\`${callText(old)}\` sends its body as ${list(after) ?? "nothing"}, not as ${list(before) ?? "nothing"}.`,
    breaks: before !== null && !before.every((type) => after?.includes(type) === true),
  });
  changed("media-types-changed", list(old.responseMediaTypes), list(next.responseMediaTypes), {
    message: `The response of \`${callText(old)}\` comes as ${list(next.responseMediaTypes) ?? "nothing"}.`,
    breaks: false,
  });
}

function compareParameter(
  old: ParameterSurface,
  next: ParameterSurface,
  operation: OperationSurface,
  report: ReportOperation,
): void {
  const symbol = `${operation.requestType}.${old.property}`;
  const symbols = [symbol, callText(operation)];
  const [before, after] = [placeText(old), placeText(next)];
  if (before !== after)
    report(
      {
        ...unnoticed,
        kind: "parameter-moved",
        wire: "breaking",
        before,
        after,
        message: `\`${symbol}\` is sent as ${after}, not as ${before}.`,
      },
      symbols,
    );
  else if (old.encoding !== next.encoding)
    report(
      {
        ...unnoticed,
        kind: "parameter-encoding-changed",
        wire: "breaking",
        before: old.encoding,
        after: next.encoding,
        message: `\`${symbol}\` is written in another way: ${next.encoding}.`,
      },
      symbols,
    );
  const [oldDefault, newDefault] = [shown(old), shown(next)];
  if (oldDefault !== newDefault)
    report(
      {
        ...unnoticed,
        kind: "default-changed",
        runtime: "breaking",
        before: oldDefault,
        after: newDefault,
        message: `\`${symbol}\` has another default: ${newDefault ?? "none"} instead of ${oldDefault ?? "none"}.`,
        migration: "Give the value where you rely on the default.",
      },
      symbols,
    );
}

function placeText(parameter: ParameterSurface): string {
  return parameter.in === "path" ? "path" : `${parameter.in} ${parameter.wireName}`;
}

function shown({ default: value }: ParameterSurface): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

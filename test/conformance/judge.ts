/** One call: what went over the wire against what the document says and what was given. */
import type { SampledOperation } from "../support/samples.js";
import { exchangeFor } from "./answers.js";
import type { Request } from "./arguments.js";
import { bodyOf, judgeBody, unequal } from "./bodies.js";
import { credentialNames, isCredential, judgeCredentials } from "./credentials.js";
import { asText, decodeParameter } from "./decode.js";
import type { Sdk } from "./sdk.js";
import type { RecordingServer, SeenRequest } from "./server.js";
import { isJson, slashed, type Source, type SourceOperation } from "./source.js";
import { validate } from "./validator.js";

export interface CallVerdict {
  readonly faults: readonly string[];
  /** What openapi-backend could not judge, and was read back here instead: `header simple`, `multipart/form-data`. */
  readonly readBack: readonly string[];
}

export interface Bench {
  readonly sdk: Sdk;
  readonly server: RecordingServer;
  readonly source: Source;
  readonly match: (request: SeenRequest) => string;
}

export async function judgeCall(
  bench: Bench,
  operation: SampledOperation,
  described: SourceOperation,
  request: Request,
): Promise<CallVerdict> {
  const { sdk, server } = bench;
  const exchange = exchangeFor(operation, request, bench.source);
  server.answer = exchange.answer;
  server.seen.length = 0;
  const faults: string[] = [];
  try {
    const fault = await exchange.check(await sdk.call(operation, request));
    if (fault !== null) faults.push(fault);
  } catch (error) {
    faults.push(
      `failed: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
    );
  }
  const [seen, ...others] = server.seen;
  if (seen === undefined || others.length > 0)
    return { faults: [...faults, `${server.seen.length} requests`], readBack: [] };
  const found = bench.match(seen);
  // A fragment never leaves the client: paths that differ in it only are one path on the wire.
  const isRouted =
    found.split("#")[0] === `${operation.method} ${slashed(described.path)}`.split("#")[0];
  if (!isRouted) faults.push(`${seen.method} ${seen.path} is a request of: ${found}`);
  faults.push(
    ...judgeParameters(seen, operation, described, request, bench.source),
    ...judgeCredentials(seen, described, bench.source),
  );
  const body = await judgeBody(seen, described, bodyOf(operation, request));
  const verdict = validate(seen, described, body.shown, credentialNames(bench.source));
  return {
    faults: [...faults, ...body.faults, ...verdict.errors],
    readBack: [...verdict.unseen, ...(body.unseen === undefined ? [] : [body.unseen])],
  };
}

function judgeParameters(
  seen: SeenRequest,
  operation: SampledOperation,
  described: SourceOperation,
  request: Request,
  source: Source,
): string[] {
  return described.parameters.flatMap((parameter) => {
    const what = `${parameter.in} parameter ${parameter.name}`;
    const modelled = operation.parameters.find(
      (each) => each.in === parameter.in && each.wireName === parameter.name,
    );
    if (modelled === undefined)
      return isCredential(source, described, parameter) ? [] : [`${what} cannot be given`];
    const sent = request[modelled.property] ?? modelled.constant;
    const read = decodeParameter(seen, described, described.parameters, parameter, sent);
    if (asText(sent) === undefined)
      return sent === undefined &&
        read !== undefined &&
        operation.idempotencyHeader !== parameter.name
        ? [`${what} was not given, and sent`]
        : [];
    if (parameter.contentType !== null && isJson(parameter.contentType))
      return unequal(what, JSON.parse(String(read)), sent);
    return unequal(what, asText(read), asText(sent));
  });
}

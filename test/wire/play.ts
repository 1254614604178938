/** Plays one scenario: calls the SDK as the server expects it, and says what went wrong. */
import { capitalise } from "../../generator/lib/words.js";
import { data } from "../conformance/source.js";
import { answerFault, streamFault } from "./answer.js";
import { findTarget, type Subject, type Target } from "./find.js";
import { clientOptions, requestFor } from "./request.js";
import type { Exchange, MockServer, Scenario } from "./suite.js";

type Options = Readonly<Record<string, unknown>>;
type Call = (options?: Options) => Promise<unknown>;

export async function play(
  server: MockServer,
  subjects: readonly Subject[],
  scenario: Scenario,
): Promise<string[]> {
  const [first, ...others] = scenario.apis;
  if (first === undefined) return ["no requests"];
  const target = findTarget(subjects, first.method, first.uri);
  if (target === undefined) return [`no operation for ${first.method} ${first.uri}`];
  const calls = (exchange: Exchange, to: Target): Call => {
    const request = requestFor(scenario.name, to, exchange);
    const client = clientOptions(scenario.name, server.url, to, exchange);
    const asked = acceptOf(to, exchange);
    return (options) => to.sdk.call(to.operation, request, { client, call: options, ...asked });
  };
  if (target.operation.pagination?.kind === "nextUrl")
    return pagesFaults(calls(first, target), scenario.apis);
  if (target.operation.stream !== null)
    return streamFaults(calls(first, target), target, first, scenario.name);
  const faults: string[] = [];
  for (const exchange of [first, ...others]) {
    const to = findTarget(subjects, exchange.method, exchange.uri);
    const fault =
      to === undefined
        ? `no operation for ${exchange.method} ${exchange.uri}`
        : await answerFault(calls(exchange, to)(), exchange);
    if (fault !== null) faults.push(fault);
  }
  return faults;
}

/** How a caller asks for a media type: by the function that is named after it, or one that is not described by the header. */
function acceptOf({ operation }: Target, { headers }: Exchange): object {
  const accept = headers["accept"];
  const contents = operation.successes[0]?.contents ?? [];
  const index = contents.findIndex(({ mediaType }) => mediaType === accept);
  if (typeof accept !== "string" || index === 0) return {};
  if (index < 0) return { call: { headers: { accept } } };
  return { suffix: `As${capitalise(accept.replace(/^.*\//, ""))}` };
}

interface PageLike {
  readonly data: unknown;
  getNextPage(): Promise<PageLike | undefined>;
}

/** The pages after the first are found by following it. */
async function pagesFaults(call: Call, exchanges: readonly Exchange[]): Promise<string[]> {
  const faults: string[] = [];
  let next = call() as Promise<PageLike | undefined>;
  for (const exchange of exchanges) {
    const page = next;
    const fault = await answerFault(
      page.then((each) => each?.data),
      exchange,
    );
    if (fault !== null) return [...faults, fault];
    next = page.then((each) => each?.getNextPage());
  }
  if ((await next) !== undefined) faults.push("a page after the last");
  return faults;
}

/** Reads the stream to its end. One that is to be resumed is opened again from the last event. */
async function streamFaults(
  call: Call,
  { operation }: Target,
  exchange: Exchange,
  scenario: string,
): Promise<string[]> {
  const stream = await call();
  const fault = await streamFault(stream, exchange, operation.stream?.sentinel ?? null);
  if (scenario.endsWith("_reconnect"))
    await call({ headers: { "Last-Event-ID": data(stream)["lastEventId"] } });
  return fault === null ? [] : [fault];
}

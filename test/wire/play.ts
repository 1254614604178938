/** Plays one scenario: calls the SDK as the server expects it, and says what went wrong. */
import { capitalise } from "../../generator/lib/words.js";
import { data } from "../conformance/source.js";
import type { Started } from "../conformance/sdk.js";
import { answerFault, headersFault, sentXmlFault, streamFault } from "./answer.js";
import { findTarget, type Subject, type Target } from "./find.js";
import { clientOptions, requestFor } from "./request.js";
import type { Exchange, MockServer, Scenario } from "./suite.js";
import type { TypedCall } from "./typed.js";

type Middleware = (
  request: Request,
  next: (request: Request) => Promise<Response>,
  context: { readonly body: unknown },
) => Promise<Response>;

type Options = Readonly<Record<string, unknown>>;
type Call = (options?: Options) => Started;

export interface Play {
  readonly server: MockServer;
  readonly subjects: readonly Subject[];
  /** Each call that was made is added. */
  readonly calls: TypedCall[];
}

export async function play(
  { server, subjects, calls }: Play,
  scenario: Scenario,
): Promise<string[]> {
  const [first, ...others] = scenario.apis;
  if (first === undefined) return ["no requests"];
  const target = findTarget(subjects, first.method, first.uri);
  if (target === undefined) return [`no operation for ${first.method} ${first.uri}`];
  const callOf = (exchange: Exchange, to: Target): Call => {
    const request = requestFor(scenario.name, to, exchange);
    const client = clientOptions(scenario.name, server.url, to, exchange);
    const { suffix = "", ...asked } = acceptOf(to, exchange);
    calls.push({ scenario: scenario.name, target: to, request, suffix });
    return (options) =>
      to.sdk.start(to.operation, request, { client, suffix, call: { ...options, ...asked } });
  };
  if (target.operation.pagination?.kind === "nextUrl")
    return pagesFaults(callOf(first, target), scenario.apis, target);
  if (target.operation.stream !== null)
    return streamFaults(callOf(first, target), target, first, scenario.name);
  const faults: (string | null)[] = [];
  for (const exchange of [first, ...others]) {
    const to = findTarget(subjects, exchange.method, exchange.uri);
    if (to === undefined) faults.push(`no operation for ${exchange.method} ${exchange.uri}`);
    else faults.push(...(await exchangeFaults(callOf(exchange, to), exchange, to)));
  }
  return faults.filter((fault) => fault !== null);
}

async function exchangeFaults(
  start: Call,
  exchange: Exchange,
  to: Target,
): Promise<(string | null)[]> {
  const bodies: string[] = [];
  const watch: Middleware = (request, next, { body }) => {
    if (typeof body === "string") bodies.push(body);
    return next(request);
  };
  const call = start({ middleware: [watch] });
  const fault = await answerFault(call, exchange, to);
  if (fault !== null) return [fault];
  const { text, contentType = "" } = exchange.body ?? {};
  const isXml = text !== undefined && /[/+]xml/.test(contentType);
  return [
    await headersFault(call, exchange, to),
    isXml ? sentXmlFault(bodies[0] ?? "", text, to) : null,
  ];
}

/** How a caller asks for a media type: by the function that is named after it, or one that is not described by the header. */
function acceptOf(
  { operation }: Target,
  { headers }: Exchange,
): { readonly headers?: object; readonly suffix?: string } {
  const accept = headers["accept"];
  const contents = operation.successes[0]?.contents ?? [];
  const index = contents.findIndex(({ mediaType }) => mediaType === accept);
  if (typeof accept !== "string" || index === 0) return {};
  if (index < 0) return { headers: { accept } };
  return { suffix: `As${capitalise(accept.replace(/^.*\//, ""))}` };
}

interface PageLike {
  readonly data: unknown;
  getNextPage(): Promise<PageLike | undefined>;
}

/** The pages after the first are found by following it. */
async function pagesFaults(
  call: Call,
  exchanges: readonly Exchange[],
  target: Target,
): Promise<string[]> {
  const faults: string[] = [];
  let next = Promise.resolve(call()) as Promise<PageLike | undefined>;
  for (const exchange of exchanges) {
    const page = next;
    const fault = await answerFault(
      page.then((each) => each?.data),
      exchange,
      target,
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

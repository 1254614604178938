/**
 * One operation: method, function and everything that they need to know.
 * @see https://spec.openapis.org/oas/v3.1.1#operation-object
 */
import type {
  Json,
  JsonObject,
  KnownParameter,
  Operation,
  OperationNames,
  OperationSite,
  Parameter,
  Pointer,
  RequestBody,
  RetryPolicy,
  Server,
} from "../../contract/index.js";
import { deprecationOf } from "../../lib/extensions.js";
import { child, follow, isObject } from "../../lib/pointer.js";
import { flag, list, number, object, prose, text } from "../../lib/read.js";
import { argumentsOf } from "./argument.js";
import { bodyOf } from "../body/body.js";
import { report, type ModelContext } from "../context.js";
import type { ErrorCollector } from "../response/error.js";
import type { Globals } from "./globals.js";
import { externalDocs } from "../api/info.js";
import { linksOf } from "./link.js";
import { paginationOf } from "../paging/pagination.js";
import { isIdempotencyHeader, parametersOf } from "../parameter/parameter.js";
import { withoutQueryParameters } from "../parameter/shape.js";
import { knownName, resolveClashes } from "./property.js";
import { responsesOf, successesOf } from "../response/response.js";
import { retriesOf } from "./retries.js";
import type { Security } from "../security/security.js";
import { operationServers } from "../api/server.js";
import { streamFlags, streamOf } from "../response/stream.js";

/** What operations share. */
export interface Shared {
  readonly servers: readonly Server[];
  readonly retries: RetryPolicy | null;
  readonly globals: Globals;
  readonly security: Security;
  readonly errors: ErrorCollector;
}

export function operationOf(
  context: ModelContext,
  site: OperationSite,
  names: OperationNames,
  shared: Shared,
): Operation {
  const { operation: value, pathItem } = site;
  const declared = parametersOf(context, site, shared.globals, shared.security);
  const body = bodyOf(context, site, declared);
  const parameters = withoutClashes(context, site, { declared, body, known: names.parameters });
  const rows = argumentsOf(context, parameters, body);
  const responses = responsesOf(context, site);
  const successes = successesOf(context, site, responses);
  const places = placesOf(parameters, body);
  return {
    id: text(value["operationId"]) ?? names.function,
    pointer: site.pointer,
    method: site.method.toUpperCase(),
    path: withoutQueryParameters(site.path, (name) =>
      parameters.some((parameter) => parameter.in === "query" && parameter.wireName === name),
    ),
    names,
    featured: featuredAt(value["x-speakeasy-usage-example"]),
    ...wordsOf(value, pathItem),
    deprecated: flag(value["deprecated"]) || value["x-fern-availability"] === "deprecated",
    deprecation: deprecationOf(value),
    externalDocs: externalDocs(value["externalDocs"]),
    parameters,
    body,
    requestOptional: !rows.some(({ required }) => required),
    arguments: rows,
    successes,
    links: linksOf(context, responses.successes),
    errors: responses.errors.map((response) => shared.errors.add(response)),
    security: shared.security.requirementsOf(site),
    servers: serversAt(context, site, shared.servers),
    retries: ownRetries(context, site) ?? shared.retries,
    pagination: paginationOf(context, { site, ...places, success: successes[0] }),
    stream: streamOf(context, site, responses.successes, streamFlags(context, places)),
    idempotencyHeader: idempotencyHeader(context, site, parameters),
  };
}

/** `true`, or an object that may say its position among several. @see https://www.speakeasy.com/docs/sdks/sdk-docs/readmes */
function featuredAt(value: Json | undefined): number | null {
  if (value === true) return 0;
  return isObject(value) ? (number(value["position"]) ?? 0) : null;
}

function ownRetries(context: ModelContext, site: OperationSite): RetryPolicy | null {
  return (
    retriesOf(context, site.operation, site.canonical) ??
    retriesOf(context, site.pathItem, site.pathItemPointer)
  );
}

function serversAt(
  context: ModelContext,
  { operation, canonical, pathItem, pathItemPointer }: OperationSite,
  shared: readonly Server[],
): readonly Server[] {
  return operationServers(
    context,
    { value: operation, pointer: canonical },
    { value: pathItem, pointer: pathItemPointer },
    shared,
  );
}

/** An operation that says nothing has what its path says of all of its operations. */
function wordsOf(
  operation: JsonObject,
  pathItem: JsonObject,
): Pick<Operation, "summary" | "description"> {
  const read = (value: JsonObject) => ({
    summary: prose(value["summary"]),
    description: prose(value["description"]),
  });
  const own = read(operation);
  return own.summary === null && own.description === null ? read(pathItem) : own;
}

/** Where pages and streams find what they ask for in the request argument. */
function placesOf(parameters: readonly Parameter[], body: RequestBody | null) {
  return {
    parameters,
    bodyPath: body === null ? null : body.placement === "flat" ? [] : ["body"],
    bodySchema: body?.contents[0]?.schemaPointer ?? null,
  };
}

interface NamesToSettle {
  readonly declared: readonly Parameter[];
  readonly body: RequestBody | null;
  readonly known: readonly KnownParameter[];
}

/** Parameters under their final names, and those that they had before where nothing else has them now. */
function withoutClashes(
  context: ModelContext,
  site: OperationSite,
  { declared, body, known }: NamesToSettle,
): readonly Parameter[] {
  const claimants = declared.map((parameter) => {
    const { property } = knownName(parameter, known);
    const isKnown = property !== null;
    return { in: parameter.in, property: property ?? parameter.property, isKnown };
  });
  const own =
    body?.placement === "flat" ? body.properties.map(({ name }) => name) : body ? ["body"] : [];
  const contents = body?.contents ?? [];
  const choice = contents.length > 1 ? ["contentType"] : [];
  const headers = contents.some(({ partHeaders }) => partHeaders.length > 0) ? ["partHeaders"] : [];
  const others = [...own, ...choice, ...headers];
  const final = resolveClashes(claimants, others);
  const taken = new Set([...others, ...final]);
  return declared.map((parameter, index) => {
    const natural = parameter.property;
    const property = final[index] ?? natural;
    const former = formerNames(context, site, { parameter, known }, taken);
    if (property === natural || !taken.has(natural)) return { ...parameter, property, former };
    reportRenamed(context, site, parameter, property);
    // A client option of the other name would not reach it.
    return { ...parameter, property, former, global: false };
  });
}

/** Old names that nothing else has now; those that cannot be kept are told. */
function formerNames(
  context: ModelContext,
  site: OperationSite,
  { parameter, known }: { readonly parameter: Parameter } & Pick<NamesToSettle, "known">,
  taken: ReadonlySet<string>,
): Parameter["former"] {
  const { property, former } = knownName(parameter, known);
  const isRenamed = property === null;
  for (const { property: old } of isRenamed ? former : []) {
    const isGone = taken.has(old);
    const isSame = old === parameter.property;
    if (!isSame && (isGone || parameter.global))
      reportLost(context, site, parameter, { old, isGone });
  }
  return former.filter((old) => !taken.has(old.property));
}

function reportLost(
  context: ModelContext,
  site: OperationSite,
  { property }: Parameter,
  { old, isGone }: { readonly old: string; readonly isGone: boolean },
): void {
  report(context, site.canonical, {
    rule: "name-lost",
    severity: "warning",
    message: isGone
      ? `The argument \`${old}\` of ${site.method.toUpperCase()} ${site.path} means something else now: what it was is \`${property}\`, without an alias.`
      : `The client's option \`${old}\` is called \`${property}\` now: options of the client have no aliases.`,
    hint: "Tell users what to use instead, or keep the name by `x-speakeasy-name-override`.",
  });
}

function reportRenamed(
  context: ModelContext,
  site: OperationSite,
  { wireName, in: location, global }: Parameter,
  property: string,
): void {
  const pointer = declaredAt(context, site, wireName, location);
  report(context, site.canonical, {
    // Asked for, the name is no surprise.
    ...(pointer === null
      ? {}
      : { fix: { at: pointer, update: { "x-speakeasy-name-override": property } } }),
    rule: "parameter-renamed",
    severity: global ? "warning" : "info",
    message: `The ${location} parameter "${wireName}" of ${site.method.toUpperCase()} ${site.path} is the argument \`${property}\`, because another has its name${global ? "; the client's option does not reach it" : ""}.`,
    hint: "Give it another name by `x-speakeasy-name-override` if you want one.",
  });
}

/** The operation's own parameter of that name. */
function declaredAt(
  { document }: ModelContext,
  { operation, canonical }: OperationSite,
  name: string,
  location: string,
): Pointer | null {
  for (const [index, value] of list(operation["parameters"]).entries()) {
    const placed = follow(document, value, child(canonical, "parameters", index));
    if (placed?.value["name"] === name && placed.value["in"] === location) return placed.pointer;
  }
  return null;
}

/** A declared header of that name, or the one that `x-fern-idempotency-headers` names for operations that are marked. */
function idempotencyHeader(
  { document }: ModelContext,
  site: OperationSite,
  parameters: readonly Parameter[],
): string | null {
  const declared = parameters.find((parameter) =>
    isIdempotencyHeader(parameter.in, parameter.wireName),
  );
  if (declared !== undefined) return declared.wireName;
  if (!flag(site.operation["x-fern-idempotent"])) return null;
  return text(object(list(document.root["x-fern-idempotency-headers"])[0])["header"]);
}

import type {
  Json,
  Operation,
  RetryPolicy,
  RuntimeArgument,
  SdkModel,
  Server,
} from "../contract/index.js";
import { bodySerializer } from "./body-serializers.js";
import type { OperationErrorView, OperationView, RetryView, ServerView } from "./contexts.js";
import { alternativesView } from "./alternatives-view.js";
import { errorReader } from "./errors-view.js";
import { exampleOf } from "./example.js";
import { headersView } from "./headers-view.js";
import { requestView } from "./request-view.js";
import type { OperationScope } from "./scope.js";
import { pagingView, responseView } from "./response-view.js";
import { list, literal, object } from "./runtime-reference.js";
import { streamFlagView, streamView, streamExample } from "./stream-view.js";
import { parameterSerializer } from "./serializers.js";

/** Everything that a template says about one operation. `docs` is its page and heading. */
export function operationView(
  operation: Operation,
  model: SdkModel,
  scope: OperationScope,
  docs: string,
): OperationView {
  const { names } = operation;
  const example = streamExample(operation, exampleOf(operation, scope));
  const errors = errorViews(operation, model.client.defaultErrorName);
  const classNames = [...new Set(errors.map(({ className }) => className))];
  const request = requestView(operation, scope);
  const path = operation.path.startsWith("/") ? operation.path : `/${operation.path}`;
  const placesParameters = operation.parameters.some((parameter) => parameter.in !== "header");
  const access = [model.client.variableName, ...names.group, names.method].join(".");
  return {
    id: operation.id,
    method: operation.method,
    // Some documents leave out the slash that a path has to begin with; without it, the server's host would go on in the path.
    path,
    // A fragment is never sent.
    wirePath: path.split("#")[0] ?? path,
    summary: operation.summary,
    description: operation.description,
    deprecated: operation.deprecated,
    deprecation: operation.deprecation,
    externalDocs: operation.externalDocs,
    methodName: names.method,
    functionName: names.function,
    fileName: names.file,
    errorType: names.errorType,
    replacement: null,
    access,
    receiver: names.group.length === 0 ? "this" : "this.#client",
    request,
    response: responseView(operation, scope),
    stream: streamView(operation, { access, example }, scope),
    streamFlag: streamFlagView(operation),
    alternatives: alternativesView(operation, access, scope),
    headers: headersView(operation, scope),
    links: operation.links.map((link) => ({
      ...link,
      access: [model.client.variableName, ...link.call].join("."),
    })),
    paging: pagingView(operation),
    parameters: parametersValue(operation.parameters),
    placesParameters,
    body: bodySerializer(operation.body, scope.conversions.named, scope.xml),
    errors,
    errorTable: null,
    readError: errorReader(model, classNames, scope),
    errorClasses: classNames,
    security: operation.security.some((schemes) => schemes.length > 0) ? operation.security : null,
    securityConstant: null,
    servers: operation.servers.length === 0 ? null : serverDefinitions(operation.servers),
    idempotencyHeader: operation.idempotencyHeader,
    retries: retryView(operation.retries),
    hasExample: example !== null,
    example,
    docs,
    anchor: docs.slice(docs.indexOf("#") + 1),
  };
}

/** Its id is only of use where there is a choice. */
export function serverView(server: Server, isChoice: boolean): ServerView {
  return { ...server, id: isChoice ? server.id : null };
}

function serverDefinitions(servers: readonly Server[]): Json {
  return servers.map((server) => serverDefinition(serverView(server, servers.length > 1)));
}

/** A server as the runtime takes it: its URL, where that says all. */
export function serverDefinition({ url, id, variables }: ServerView): Json {
  if (id === null && variables.length === 0) return url;
  const defaults = Object.fromEntries(variables.map((each) => [each.name, each.default]));
  return {
    url,
    ...(id === null ? {} : { id }),
    ...(variables.length === 0 ? {} : { variables: defaults }),
  };
}

const PLACES = ["path", "query", "header", "cookie"] as const;

/** By the place that they stand in. */
export function parametersValue(parameters: Operation["parameters"]): RuntimeArgument | null {
  const places = PLACES.map((place) => {
    const some = parameters.filter((parameter) => placeOf(parameter) === place);
    return [place, some.length === 0 ? null : list(some.map(parameterValue))] as const;
  });
  const isUsed = places.some(([, value]) => value !== null);
  return isUsed ? object(Object.fromEntries(places)) : null;
}

/** A querystring parameter is the whole query (OpenAPI 3.2). */
function placeOf({ in: place }: Operation["parameters"][number]): (typeof PLACES)[number] {
  return place === "querystring" ? "query" : place;
}

/** Its name, where there is nothing else to say. */
function parameterValue(parameter: Operation["parameters"][number]): RuntimeArgument {
  const { wireName, property } = parameter;
  // The serializer of a whole query writes the names too.
  const name = parameter.in === "querystring" ? "" : wireName;
  const serialize = parameterSerializer(parameter);
  if (property === name && serialize === null) return literal(name);
  return object({
    name: literal(name),
    property: property === name ? null : literal(property),
    serialize,
  });
}

/**
 * The documented errors, and last the class for all others. A documented range that has that class anyway says nothing
 * of its own.
 */
function errorViews(operation: Operation, defaultErrorName: string): readonly OperationErrorView[] {
  const views = operation.errors.map(
    ({ status, className, description, mediaTypes }): OperationErrorView => ({
      status,
      statusText: status === "default" ? everyError : status,
      className,
      description,
      mediaTypes: mediaTypes.length === 0 ? "*/*" : mediaTypes.join(", "),
    }),
  );
  if (views.some(({ status }) => status === "default")) return views;
  const own = views.filter(({ className }) => className !== defaultErrorName);
  const description = "Any other status of 400 or more.";
  const others = { status: "default", statusText: everyError, description, mediaTypes: "*/*" };
  return [...own, { ...others, className: defaultErrorName }];
}

const everyError = "4XX, 5XX";

export function retryView(policy: RetryPolicy | null): RetryView | null {
  if (policy === null) return null;
  const seconds = policy.backoff === null ? null : policy.backoff.maxElapsedTime / 1000;
  const { strategy, backoff, statusCodes, retryConnectionErrors } = policy;
  const config: Json =
    strategy === "none"
      ? { strategy }
      : {
          strategy,
          ...(backoff === null ? {} : { backoff: { ...backoff } }),
          statusCodes,
          retryConnectionErrors,
        };
  return {
    ...policy,
    config,
    constant: null,
    maxElapsedSeconds: strategy === "none" ? null : seconds,
  };
}

/** A call of an endpoint that the document does not have: what an emitted operation would say is made from the arguments. */
import { text, unwrap } from "../internal/serialize/members.js";
import { contentOf } from "../internal/body/content.js";
import { jsonBody } from "../internal/body/json.js";
import { bodyOf } from "../internal/body/upload.js";
import { bare, isObject, own } from "../internal/own.js";
import { hasDotSegment, placeParameter } from "../internal/place.js";
import { jsonResponse } from "../internal/response/json.js";
import { encode } from "../internal/serialize/encode.js";
import { call, type Call } from "./call.js";
import type { Client } from "./client.js";
import type { CallOptions } from "./contract.js";
import { InvalidRequestError } from "./errors.js";
import type { HeadersOption } from "./fetch.js";
import type {
  FetchBody,
  OperationSpec,
  ParameterSpec,
  ResponseSpec,
  SerializedBody,
} from "./operation.js";
import { withRetries } from "./retries.js";

/** Any that `fetch` sends. */
export type RequestMethod =
  "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" | (string & {});

/** What a request has besides method and path, and the settings of the call. */
export interface RequestOptions<T = unknown> extends CallOptions {
  /** Values for the `{names}` in the path: encoded, and refused where they would lead to another path. */
  path?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Lists repeat the name (`a=1&a=2`), objects have brackets (`a[b]=1`), dates are ISO 8601, null and undefined are left out. */
  query?: Readonly<Record<string, unknown>> | undefined;
  /**
   * `FormData`, `URLSearchParams` and an `Uploadable` that is no string are sent as they are, all else as JSON: a string too, unless
   * `headers` has its `content-type`.
   */
  body?: unknown;
  /** What is made of the answer. Default: JSON, or `undefined` where there is none (204, 205, HEAD). `/responses` of the package has others. */
  response?: ResponseSpec<T> | undefined;
}

/** What the document says of its operations that may hold for others too. */
export type RequestDefaults = Pick<
  OperationSpec,
  "errors" | "idempotencyHeader" | "parameters" | "readError" | "retries" | "security"
>;

/** Calls any endpoint of the API, with the client's credentials, retries, timeouts, middleware and errors. */
export function requestWith<T>(
  client: Client,
  { parameters, idempotencyHeader = "Idempotency-Key", ...shared }: RequestDefaults,
  method: unknown,
  path: unknown,
  given: RequestOptions<T>,
): Call<T> {
  const { path: values = {}, query = {}, body, response = jsonOrNothing, ...options } = bare(given);
  // Not taken for text: a mistake in JavaScript is a rejection, too.
  const verb = String(method).toUpperCase();
  const [pathname, search] = splitPath(String(path));
  const inPath = namesIn(pathname).map((name) => ({ name, property: `path.${name}` }));
  const operation: OperationSpec = {
    ...shared,
    id: `${verb} ${pathname}`,
    method: verb,
    path: pathname,
    parameters: {
      ...parameters,
      path: inPath,
      query: [...(parameters?.query ?? []), wholeQuery(search, query)],
    },
    place: placeParameter,
    body() {
      checkTarget(verb, pathname);
      return bodyFor(verb, body, options.headers);
    },
    response,
    ...(options.idempotencyKey && { idempotencyHeader }),
  };
  const request: Record<string, unknown> = { [QUERY]: query };
  for (const { name, property } of inPath) request[property] = own(values, name);
  return call(client, operation, request, options, withRetries);
}

/** What is before the question mark, and what is behind it. */
function splitPath(path: string): [pathname: string, search: string] {
  const mark = path.indexOf("?");
  return mark < 0 ? [path, ""] : [path.slice(0, mark), path.slice(mark + 1)];
}

/** Of the parameters in a path: `id` in `/things/{id}`. */
function namesIn(pathname: string): string[] {
  return Array.from(pathname.matchAll(/\{(.+?)\}/g), ([, name = ""]) => name);
}

/** No name of a parameter that could be set on the client. */
const QUERY = "options.query";

/** The query as one parameter, behind what the path has of it. */
function wholeQuery(search: string, query: Readonly<Record<string, unknown>>): ParameterSpec {
  return {
    name: "",
    property: QUERY,
    serialize: () => [search, ...pairs("", query)].filter((part) => part !== "").join("&"),
  };
}

/** Of a whole query, with an empty name, or of one parameter. */
function pairs(name: string, value: unknown): string[] {
  const plain = unwrap(value);
  if (plain === undefined || plain === null) return [];
  if (!isObject(plain)) return [`${encode(name)}=${encode(text(plain))}`];
  if (isIterable(plain)) return [...plain].flatMap((item) => pairs(name, item));
  return Object.entries(plain).flatMap(([key, member]) =>
    pairs(name ? `${name}[${key}]` : key, member),
  );
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}

const WITHOUT_CONTENT: readonly number[] = [204, 205];

const jsonOrNothing: ResponseSpec<never> = {
  ...jsonResponse,
  async parse(response, context) {
    if (context.operation.method !== "HEAD" && !WITHOUT_CONTENT.includes(response.status))
      return jsonResponse.parse(response, context);
    return undefined as never;
  },
};

/** Which `fetch` does not send. */
const FORBIDDEN_METHODS: readonly string[] = ["CONNECT", "TRACE", "TRACK"];
const METHODS_WITHOUT_BODY: readonly string[] = ["GET", "HEAD"];

/** @throws {InvalidRequestError} for what `fetch` would refuse with an error of its own, and what would leave the base URL */
function checkTarget(method: string, pathname: string): void {
  if (!/^[A-Z]+$/.test(method) || FORBIDDEN_METHODS.includes(method))
    throw invalid("method", "is none that fetch sends");
  if (!pathname.startsWith("/") || pathname.includes("#") || hasDotSegment(pathname))
    throw invalid("path", 'must begin with "/" and be without "#", "." and ".." as a part');
}

/** @throws {InvalidRequestError} the method has no body */
function bodyFor(method: string, value: unknown, headers: HeadersOption = {}): SerializedBody {
  if (value === undefined) return { body: undefined };
  if (METHODS_WITHOUT_BODY.includes(method)) throw invalid("body", `cannot be sent with ${method}`);
  const { chunk, type } = contentOf(value) ?? {};
  if (chunk !== undefined)
    return { ...bodyOf(chunk), ...(type !== undefined && { contentType: type }) };
  const body = nativeBody(value, headers);
  return body === undefined ? jsonBody("property")({ body: value }) : { body };
}

/** What fetch sends as it is, bytes and streams apart. */
function nativeBody(value: unknown, headers: HeadersOption): FetchBody | undefined {
  if (value instanceof FormData || value instanceof URLSearchParams) return value;
  return typeof value === "string" && hasContentType(headers) ? value : undefined;
}

function hasContentType(headers: HeadersOption): boolean {
  const names = headers instanceof Headers ? [...headers.keys()] : Object.keys(headers);
  return names.some((name) => name.toLowerCase() === "content-type");
}

function invalid(parameter: string, why: string): InvalidRequestError {
  return new InvalidRequestError(parameter, `\`${parameter}\` ${why}`);
}

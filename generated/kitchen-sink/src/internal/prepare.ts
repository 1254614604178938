/** From the request argument to what goes on the wire. Runs once per call; every retry sends the same. */
import type { CallState, ClientDefinition } from "../core/contract.js";
import { InvalidRequestError } from "../core/errors.js";
import type { HeadersOption } from "../core/fetch.js";
import type { Draft, ParameterSpec, SerializedBody } from "../core/operation.js";
import { bare, entriesIn, own } from "./own.js";
import { plainText } from "./plain-text.js";

/** What a header may have: a line break would start another one. */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** `http` or `https`, without user, query and fragment. */
const BASE_URL = /^https?:\/\/[^/?#@]+\/[^?#]*$/;

/** Puts the request together, but for credentials. */
export function prepare(state: CallState, request: object): Draft {
  const { operation, client, options } = state;
  const draft: Draft = {
    baseUrl: baseUrl(state, own(operation, "servers")),
    path: operation.path,
    query: [],
    cookies: [],
    headers: bare({ accept: operation.response.accept }),
    body: undefined,
    once: false,
  };
  addHeaders(draft, client.headers);
  addIdempotencyKey(draft, state);
  if (typeof request !== "object")
    throw new InvalidRequestError("request", "the request is no object");
  const rest: Record<string, unknown> = bare(entriesIn(request));
  takeParameters(draft, state, rest);
  addBody(draft, own(operation, "body")?.(rest));
  addHeaders(draft, options.headers);
  return draft;
}

/** Sets one header, or with `null` none. Refuses what no header may have, and never repeats the value, which may be secret. */
export function setHeader(
  headers: Draft["headers"],
  name: string,
  value: string | null,
  parameter: string = name,
): void {
  if (!HEADER_NAME.test(name) || (value !== null && !HEADER_VALUE.test(value))) {
    throw new InvalidRequestError(
      parameter,
      `\`${parameter}\` cannot be a header: a line break, or another such character`,
    );
  }
  headers[name.toLowerCase()] = value;
}

/** Lays the given headers over the others. */
function addHeaders({ headers }: Draft, given: HeadersOption | undefined): void {
  if (given === undefined) return;
  for (const [name, value] of given instanceof Headers ? given : Object.entries(given)) {
    if (value !== undefined)
      setHeader(headers, name, value === null ? null : plainText(value, name));
  }
}

function addIdempotencyKey({ headers }: Draft, { operation, options }: CallState): void {
  const header = own(operation, "idempotencyHeader");
  const key = options.idempotencyKey ?? own(operation, "newIdempotencyKey")?.();
  if (header && key) setHeader(headers, header, key, "idempotencyKey");
}

/** Places the parameters; what is left of the argument is for the body. */
function takeParameters(
  draft: Draft,
  { operation, globals }: CallState,
  rest: Record<string, unknown>,
): void {
  const place = own(operation, "place");
  for (const [where, parameters] of Object.entries(own(operation, "parameters") ?? {})) {
    for (const parameter of parameters) {
      const parts = partsOf(parameter);
      const given = rest[parts.property];
      const value = given === undefined ? globals[parts.property] : given;
      delete rest[parts.property];
      if (where === "header") addHeader(draft, parts, value);
      else place?.(draft, where, parameter, value);
    }
  }
}

export interface ParameterParts {
  readonly name: string;
  readonly property: string;
  readonly serialize: ParameterSpec["serialize"] | undefined;
}

/** A parameter by its parts; many are no more than a name. */
export function partsOf(parameter: string | ParameterSpec): ParameterParts {
  if (typeof parameter === "string")
    return { name: parameter, property: parameter, serialize: undefined };
  const { name } = parameter;
  const property = own(parameter, "property") ?? name;
  return { name, property, serialize: own(parameter, "serialize") };
}

function textOf(value: unknown, property: string): string {
  return value === null ? "" : plainText(value, property);
}

function addHeader(
  { headers }: Draft,
  { name, property, serialize }: ParameterParts,
  value: unknown,
): void {
  if (value === undefined) return;
  const text = serialize ? serialize(name, value) : textOf(value, property);
  // A list or an object without members is not sent.
  if (text !== "" || value === "") setHeader(headers, name, text, property);
}

function addBody(draft: Draft, made: SerializedBody | undefined): void {
  if (made?.body === undefined) return;
  draft.body = made.body;
  draft.once = own(made, "once") ?? false;
  draft.upload = own(made, "upload");
  setHeader(draft.headers, "content-type", own(made, "contentType") ?? null);
}

/**
 * The call's, the client's or the environment's base URL; else the given (an operation's own) or the document's server.
 * @throws {InvalidRequestError} not an absolute `http` or `https` URL, or one with a user, a query or a fragment
 */
export function baseUrl(state: CallState, servers?: ClientDefinition["servers"]): string {
  const { options, client } = state;
  const href = hrefOf(options.baseURL || client.baseURL || serverUrl(state, servers));
  if (BASE_URL.test(href)) return href;
  // Not repeated in the message: it may hold a password.
  throw new InvalidRequestError(
    "baseURL",
    "`baseURL` must be an http(s) URL without user, query and fragment",
  );
}

function serverUrl(state: CallState, servers = state.definition.servers): string {
  const { chooseServer } = state.definition;
  if (chooseServer) return chooseServer(servers, state);
  const [first = ""] = servers;
  return typeof first === "string" ? first : first.url;
}

/** As a URL parser writes it; empty where it is no URL. In a browser, a relative server is relative to the page. */
function hrefOf(url: string): string {
  try {
    const { location } = globalThis as { readonly location?: { readonly href: string } };
    return new URL(url, location?.href).href;
  } catch {
    return "";
  }
}

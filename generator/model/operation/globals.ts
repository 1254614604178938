/**
 * Parameters that can be set once on the client: `x-speakeasy-globals`, `x-fern-global-headers`.
 */
import type { GlobalParameter, JsonObject, Located, Pointer } from "../../contract/index.js";
import { child, follow } from "../../lib/pointer.js";
import { flag, list, object, prose, text } from "../../lib/read.js";
import { constantCase } from "../../lib/words.js";
import { STRING, report, typeAt, type ModelContext } from "../context.js";
import { locationOf, schemaPointerOf } from "../parameter/shape.js";
import { defaultAt, factsAt } from "../schema/words.js";
import { propertyName } from "./property.js";

export interface Globals {
  readonly list: readonly GlobalParameter[];
  /** By `globalKey`. */
  readonly byKey: ReadonlyMap<string, GlobalParameter>;
  /** Those that go with every call, whether its operation declares them or not. */
  readonly everywhere: readonly GlobalParameter[];
}

export const NO_GLOBALS: Globals = { list: [], byKey: new Map(), everywhere: [] };

/** Names of headers do not depend on case; all others do. */
export function globalKey(location: string, wireName: string): string {
  return `${location}:${location === "header" ? wireName.toLowerCase() : wireName}`;
}

/** `taken`: option names that are spoken for, `takenEnv`: environment variables of credentials. */
export function globalsOf(
  context: ModelContext,
  taken: ReadonlySet<string>,
  takenEnv: ReadonlySet<string> = new Set(),
): Globals {
  const byKey = new Map<string, GlobalParameter>();
  const add = (global: GlobalParameter): void =>
    void byKey.set(globalKey(global.in, global.wireName), global);
  const pointer = "/x-speakeasy-globals/parameters";
  for (const [index, value] of list(
    object(context.document.root["x-speakeasy-globals"])["parameters"],
  ).entries()) {
    const placed = follow(context.document, value, child(pointer, index));
    const global = placed === undefined ? null : fromParameter(context, placed, taken);
    if (global !== null) add(global);
  }
  const headers = list(context.document.root["x-fern-global-headers"]);
  const everywhere = headers.flatMap((value) => fromFern(context, object(value), taken) ?? []);
  everywhere.forEach(add);
  return { list: withShortNames(context, [...byKey.values()], takenEnv), byKey, everywhere };
}

function fromParameter(
  context: ModelContext,
  placed: Located,
  taken: ReadonlySet<string>,
): GlobalParameter | null {
  const { value: parameter, pointer } = placed;
  const wireName = text(parameter["name"]);
  const location = locationOf(parameter);
  if (wireName === null || location === null || location === "querystring") return null;
  const property = propertyName(parameter, wireName, location);
  if (isTaken(context, property, wireName, pointer, taken)) return null;
  const schemaPointer = schemaPointerOf(parameter, pointer);
  const schema = context.survey.schemas.resolved(schemaPointer);
  return {
    property,
    env: envName(context, property),
    type: schemaPointer === null ? STRING : typeAt(context, schemaPointer),
    description: prose(parameter["description"]) ?? prose(schema?.["description"]),
    facts: factsAt(context, schemaPointer),
    ...defaultAt(context, schemaPointer),
    hidden: isHidden(parameter),
    wireName,
    in: location,
  };
}

/** Set once on the client, it is no argument of calls. @see https://www.speakeasy.com/docs/sdks/customize/globals */
export function isHidden(parameter: JsonObject): boolean {
  return flag(parameter["x-speakeasy-globals-hidden"]);
}

/** @see https://buildwithfern.com/learn/api-definitions/openapi/extensions/global-headers */
function fromFern(
  context: ModelContext,
  value: JsonObject,
  taken: ReadonlySet<string>,
): GlobalParameter | null {
  const wireName = text(value["header"]);
  if (wireName === null) return null;
  const property = propertyName(
    { "x-fern-parameter-name": value["name"] ?? null },
    wireName,
    "header",
  );
  if (isTaken(context, property, wireName, "/x-fern-global-headers", taken)) return null;
  const env = text(value["env"]) ?? envName(context, property);
  return {
    property,
    env,
    type: STRING,
    description: prose(value["description"]),
    facts: null,
    default: undefined,
    defaultDigits: null,
    hidden: false,
    wireName,
    in: "header",
  };
}

function isTaken(
  context: ModelContext,
  property: string,
  wireName: string,
  pointer: Pointer,
  taken: ReadonlySet<string>,
): boolean {
  if (!taken.has(property)) return false;
  report(context, pointer, {
    rule: "global-parameter-name-taken",
    severity: "warning",
    message: `The global parameter "${wireName}" would be the client option \`${property}\`, which means something else; it stays an argument of each call.`,
    hint: "Give it another name by `x-speakeasy-name-override`.",
    ...(pointer.startsWith("/x-speakeasy-globals/")
      ? { fix: { update: { "x-speakeasy-name-override": `${property}Parameter` }, template: true } }
      : {}),
  });
  return true;
}

/** `httpReferer` -> `OPENROUTER_HTTP_REFERER`. */
export function envName({ names }: ModelContext, option: string): string {
  return `${names.envPrefix}_${constantCase(option)}`;
}

/**
 * `OPENROUTER_X_OPEN_ROUTER_TITLE` -> `OPENROUTER_TITLE`: without `X_` and without what the prefix says already, unless another option
 * has that variable, or would have it.
 */
function withShortNames(
  context: ModelContext,
  globals: readonly GlobalParameter[],
  taken: ReadonlySet<string>,
): readonly GlobalParameter[] {
  const { envPrefix } = context.names;
  const long = globals.map(({ env }) => env);
  const short = globals.map(({ env, property }) =>
    env === envName(context, property) ? shortEnvName(envPrefix, property) : env,
  );
  return globals.map((global, index) => {
    const env = short[index] ?? global.env;
    const others = [...short, ...long].filter((_, at) => at % globals.length !== index);
    return taken.has(env) || others.includes(env) ? global : { ...global, env };
  });
}

function shortEnvName(prefix: string, property: string): string {
  const words = constantCase(property).split("_");
  const plain = words[0] === "X" && words.length > 1 ? words.slice(1) : words;
  const brand = prefix.replaceAll("_", "");
  const said = plain.findIndex((_, index) => plain.slice(0, index + 1).join("") === brand) + 1;
  const rest = said < plain.length ? plain.slice(said) : plain;
  return [prefix, ...rest].join("_");
}

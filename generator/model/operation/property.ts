/** What a parameter is called in the flat argument, and what gives way when two would have one name. */
import type {
  FormerProperty,
  JsonObject,
  KnownParameter,
  Parameter,
} from "../../contract/index.js";
import { extensionText } from "../../lib/extensions.js";
import { object } from "../../lib/read.js";
import { capitalise, wordsOf } from "../../lib/words.js";

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** `top_n` stays; headers and what is no identifier become camel case: `HTTP-Referer` -> `httpReferer`, `filter[id]` -> `filterId`. */
export function propertyName(
  parameter: JsonObject,
  wireName: string,
  location: Parameter["in"],
): string {
  const override =
    extensionText(parameter, "parameterName") ??
    extensionText(object(parameter["schema"]), "parameterNameInSchema");
  if (override !== null) {
    const asked = IDENTIFIER.test(override) ? override : plainCamelCase(override);
    if (IDENTIFIER.test(asked)) return asked;
  }
  if (location !== "header" && IDENTIFIER.test(wireName)) return wireName;
  const name = plainCamelCase(wireName);
  return IDENTIFIER.test(name) ? name : `_${name}`;
}

/** Headers shout without meaning it: `X-API-Key` is three words, and none of them stays upper case. */
function plainCamelCase(wireName: string): string {
  const pieces = wireName.split(/[^\p{L}\p{M}\p{Nd}]+/u).filter((piece) => piece !== "");
  const words = pieces.map((piece) => (/\p{Ll}/u.test(piece) ? piece : piece.toLowerCase()));
  const [first = "parameter", ...rest] = words;
  const [start = first, ...more] = wordsOf(first);
  return [start.toLowerCase(), ...more, ...rest.map(capitalise)].join("");
}

export interface NamedParameter {
  readonly in: Parameter["in"];
  readonly property: string;
  /** Users know it by this name. Default: false. */
  readonly isKnown?: boolean;
}

const PRECEDENCE: readonly Parameter["in"][] = ["path", "query", "querystring", "header", "cookie"];

/**
 * Final names, in the order of `claimants`. `taken` are the names of the body's properties, or `body` itself. Where two agree, path
 * goes before query, query before header, header before cookie, and a name that users know before all others; the one that gives way
 * is called `<in><Name>`: `queryModel`.
 */
export function resolveClashes(
  parameters: readonly NamedParameter[],
  taken: Iterable<string>,
): readonly string[] {
  const names = new Set(taken);
  const result = new Map<NamedParameter, string>();
  const ordered = PRECEDENCE.flatMap((place) => parameters.filter((each) => each.in === place));
  for (const isKnown of [true, false]) {
    for (const parameter of ordered) {
      if ((parameter.isKnown ?? false) !== isKnown) continue;
      const name = free(parameter, names);
      names.add(name);
      result.set(parameter, name);
    }
  }
  return parameters.map((parameter) => result.get(parameter) ?? parameter.property);
}

/** What users call the parameter, unless the document has renamed it or the client holds it; and what they did before. */
export function knownName(
  { in: location, wireName, global }: Pick<Parameter, "in" | "wireName" | "global">,
  known: readonly KnownParameter[],
): { readonly property: string | null; readonly former: readonly FormerProperty[] } {
  const own = known.find((each) => each.in === location && each.wireName === wireName);
  if (own === undefined) return { property: null, former: [] };
  return global ? { ...own, property: null } : own;
}

function free({ property, in: location }: NamedParameter, names: ReadonlySet<string>): string {
  if (!names.has(property)) return property;
  const qualified = location + capitalise(property.replace(/^_+(?=.)/, ""));
  for (let count = 1; ; count++) {
    const name = count === 1 ? qualified : `${qualified}${count}`;
    if (!names.has(name)) return name;
  }
}

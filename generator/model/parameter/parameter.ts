/**
 * Parameters of an operation: the path's and its own, with the defaults that the specification gives them.
 * @see https://spec.openapis.org/oas/v3.1.1#parameter-object
 */
import type {
  JsonObject,
  Located,
  OperationSite,
  Parameter,
  ParameterStyle,
  Pointer,
} from "../../contract/index.js";
import { constraintsOf } from "../../lib/constraints.js";
import { holds } from "../../lib/conversion.js";
import { onlyValue } from "../../lib/enum-values.js";
import { deprecationOf } from "../../lib/extensions.js";
import { isJson } from "../../lib/media-type.js";
import { flag, prose, text } from "../../lib/read.js";
import { typesOf } from "../../lib/schema-shape.js";
import { report, STRING, typeAt, type ModelContext } from "../context.js";
import { globalKey, isHidden, NO_GLOBALS, type Globals } from "../operation/globals.js";
import { isLeftOut } from "./left-out.js";
import {
  contentTypeOf,
  describedParameters,
  isTabDelimited,
  locationOf,
  schemaPointerOf,
  withoutQueryParameters,
} from "./shape.js";
import { propertyName } from "../operation/property.js";
import { isPrimitive } from "../schema/questions.js";
import { defaultAt, factsAt } from "../schema/words.js";
import type { Security } from "../security/security.js";

/** In document order, the path's first; one of the operation's takes the place of the path's of that name and location. */
export function parametersOf(
  context: ModelContext,
  site: OperationSite,
  globals: Globals,
  security: Security,
): readonly Parameter[] {
  const merged = new Map<string, Located>();
  for (const { placed, pointer } of describedParameters(context.document, site)) {
    const location = placed === undefined ? null : locationOf(placed.value);
    const name = placed === undefined ? null : text(placed.value["name"]);
    if (placed === undefined || location === null || name === null) {
      report(context, pointer, {
        rule: "parameter-invalid",
        severity: "warning",
        message: `A parameter of ${site.method.toUpperCase()} ${site.path} has no \`name\` or no known \`in\`; it is left out.`,
        hint: "Give it a name, and `in`: path, query, header or cookie.",
        fix: { remove: true },
      });
    } else if (!isLeftOut(context, site, { placed, location, name }, security))
      merged.set(globalKey(location, name), placed);
  }
  const declared = [...merged.values()].map((placed) => {
    const described = schemaPointerOf(placed.value, placed.pointer);
    const schemaPointer = isSentAsText(context, placed, described) ? null : described;
    return withConstant(context, parameterOf(context, placed, schemaPointer, globals));
  });
  return [
    ...declared,
    ...undeclaredPathParameters(context, site, merged),
    ...globalHeaders(globals, merged),
  ];
}

/** A required parameter with one possible value, such as `version` with `const: 2`, is sent without the caller saying it. */
function withConstant({ survey }: ModelContext, parameter: Parameter): Parameter {
  const { schemaPointer, required, contentType, type } = parameter;
  if (!required || contentType !== null || type.conversion !== undefined) return parameter;
  const constant = onlyValue(survey.schemas.resolved(schemaPointer) ?? {});
  return constant === undefined
    ? parameter
    : { ...parameter, constant, default: constant, required: false };
}

/** A Header Object, which is a parameter whose name and place its holder says. */
export function headerParameter(context: ModelContext, name: string, header: Located): Parameter {
  const placed = { ...header, value: { ...header.value, name, in: "header" } };
  const schemaPointer = schemaPointerOf(placed.value, placed.pointer);
  return parameterOf(context, placed, schemaPointer, NO_GLOBALS);
}

/** A structure in a media type that the SDK does not write: the caller does. */
function isSentAsText(
  context: ModelContext,
  { value, pointer }: Located,
  schemaPointer: Pointer | null,
): boolean {
  const mediaType = contentTypeOf(value);
  if (mediaType === null || isJson(mediaType) || locationOf(value) === "querystring") return false;
  const schema = context.survey.schemas.resolved(schemaPointer) ?? {};
  const types = typesOf(schema);
  if (!types.includes("object") && !types.includes("array") && schema["properties"] === undefined)
    return false;
  report(context, pointer, {
    rule: "structure-not-parsed",
    severity: "warning",
    message: `The parameter "${text(value["name"])}" is described as a structure in \`${mediaType}\`; the SDK takes it as text.`,
    hint: "Describe it as JSON or by a `style`, or convert it yourself.",
    ...(pointer.startsWith("/paths/") && value["schema"] === undefined
      ? { fix: { remove: ["content"], update: { schema: { type: "string" } }, template: true } }
      : {}),
  });
  return true;
}

function parameterOf(
  context: ModelContext,
  { value, pointer }: Located,
  schemaPointer: Pointer | null,
  globals: Globals,
): Parameter {
  const location = locationOf(value) ?? "query";
  const wireName = text(value["name"]) ?? "";
  const schema = context.survey.schemas.resolved(schemaPointer);
  const global = globals.byKey.get(globalKey(location, wireName));
  const style = styleOf(context, value, location, pointer);
  const type =
    schemaPointer === null && contentTypeOf(value) !== null
      ? STRING
      : typeAt(context, schemaPointer);
  const isMade = global !== undefined || isIdempotencyHeader(location, wireName);
  const required = location === "path" || flag(value["required"]);
  return {
    in: location,
    wireName,
    property: global?.property ?? propertyName(value, wireName, location),
    former: [],
    // What is set on the client, or made by the runtime, need not be given with the call.
    required: required && !isMade,
    deprecated: flag(value["deprecated"]) || flag(schema?.["deprecated"]),
    deprecation: deprecationOf(value) ?? deprecationOf(schema ?? {}),
    description:
      prose(value["description"]) ?? prose(schema?.["description"]) ?? global?.description ?? null,
    facts: factsAt(context, schemaPointer),
    constraints: schema === undefined ? null : constraintsOf(schema),
    type,
    style,
    explode:
      typeof value["explode"] === "boolean"
        ? value["explode"]
        : style === "form" || style === "cookie",
    primitive:
      contentTypeOf(value) === null &&
      isPrimitive(context.survey.schemas, schemaPointer) &&
      // `String()` writes a date in a form of its own.
      (type.conversion === undefined || !holds(type.conversion, "dateTime", context.conversions)),
    allowReserved: flag(value["allowReserved"]),
    allowEmptyValue: flag(value["allowEmptyValue"]),
    contentType: contentTypeOf(value),
    global: global !== undefined,
    hidden: global !== undefined && (global.hidden || isHidden(value)),
    constant: undefined,
    ...defaultAt(context, schemaPointer),
    pointer,
    schemaPointer,
  };
}

/** A header by the name that the IETF's draft gives it, or the older spelling with `X-`. */
export function isIdempotencyHeader(location: string, wireName: string): boolean {
  return location === "header" && /^(x-)?idempotency-key$/i.test(wireName);
}

const STYLES: Readonly<Record<Parameter["in"], readonly ParameterStyle[]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form", "cookie"],
  querystring: ["form"],
};

/** The first of each place is its default. */
function styleOf(
  context: ModelContext,
  value: JsonObject,
  location: Parameter["in"],
  pointer: Pointer,
): ParameterStyle {
  if (location === "query" && isTabDelimited(value)) return "tabDelimited";
  const known = STYLES[location];
  const [preset = "form"] = known;
  const given = text(value["style"]);
  if (given === null) return preset;
  const style = known.find((candidate) => candidate === given);
  if (style !== undefined) return style;
  report(context, pointer, {
    rule: "parameter-style-unknown",
    severity: "warning",
    message: `The style "${given}" does not exist for a parameter in ${location}; "${preset}" is used.`,
    hint: `Use one of: ${known.join(", ")}.`,
    fix: { update: { style: preset } },
  });
  return preset;
}

/** `/pets/{id}` without a parameter `id`: a text, or the path could not be made. */
function undeclaredPathParameters(
  context: ModelContext,
  site: OperationSite,
  merged: ReadonlyMap<string, Located>,
): readonly Parameter[] {
  const path = withoutQueryParameters(site.path, (name) => merged.has(globalKey("query", name)));
  const wireNames = [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? "");
  const missing = [...new Set(wireNames)].filter((name) => !merged.has(globalKey("path", name)));
  return missing.map((wireName) => {
    report(context, site.canonical, {
      rule: "path-parameter-undeclared",
      severity: "warning",
      message: `${site.method.toUpperCase()} ${site.path} does not declare its path parameter "${wireName}"; it is taken for a string.`,
      hint: `Add a parameter with \`in: path\` and \`name: ${wireName}\`.`,
      fix: {
        update: {
          parameters: [{ name: wireName, in: "path", required: true, schema: { type: "string" } }],
        },
      },
    });
    return {
      ...plain("path", wireName),
      property: propertyName({}, wireName, "path"),
      required: true,
    };
  });
}

/** Headers of `x-fern-global-headers` go with every call, declared or not. */
function globalHeaders(
  globals: Globals,
  merged: ReadonlyMap<string, Located>,
): readonly Parameter[] {
  return globals.everywhere
    .filter(({ wireName }) => !merged.has(globalKey("header", wireName)))
    .map(({ wireName, property, description, hidden }) => ({
      ...plain("header", wireName),
      property,
      description,
      hidden,
      global: true,
    }));
}

function plain(location: "path" | "header", wireName: string): Omit<Parameter, "property"> {
  return {
    in: location,
    wireName,
    former: [],
    required: false,
    deprecated: false,
    deprecation: null,
    description: null,
    facts: null,
    constraints: null,
    type: STRING,
    style: "simple",
    explode: false,
    primitive: true,
    allowReserved: false,
    allowEmptyValue: false,
    contentType: null,
    global: false,
    hidden: false,
    constant: undefined,
    default: undefined,
    defaultDigits: null,
    pointer: null,
    schemaPointer: null,
  };
}

/**
 * The request body, and whether its properties stand at the top of the argument.
 * @see https://spec.openapis.org/oas/v3.1.1#request-body-object
 */
import type {
  Content,
  ObjectProperty,
  OperationSite,
  Parameter,
  Pointer,
  RequestBody,
  Survey,
} from "../../contract/index.js";
import { isIgnored } from "../../lib/extensions.js";
import { child, follow } from "../../lib/pointer.js";
import { flag, object, prose } from "../../lib/read.js";
import { contentsOf } from "./content.js";
import { isSameType, report, type ModelContext } from "../context.js";
import { withPartHeaders, type BareContent } from "./part-headers.js";

export function bodyOf(
  context: ModelContext,
  site: OperationSite,
  parameters: readonly Parameter[],
): RequestBody | null {
  const pointer = child(site.canonical, "requestBody");
  const placed = follow(context.document, site.operation["requestBody"], pointer);
  if (placed === undefined) return null;
  const contents = contentsOf(context, placed.value, placed.pointer, "request");
  const [primary] = contents;
  const stated = placed.value["required"];
  // Nothing is lost where nothing need be sent, and nothing is described.
  if (!flag(stated) && contents.every((content) => isEmpty(context, content))) {
    if (NO_BODY.has(site.method) || primary === undefined) return null;
  }
  if (NO_BODY.has(site.method)) return notSendable(context, site, pointer);
  if (primary === undefined) return withoutContent(context, site, placed.pointer);
  const properties =
    primary.schemaPointer === null ? null : context.survey.objects.flat(primary.schemaPointer);
  const asked = properties?.filter((property) => isAsked(context.survey, property)) ?? [];
  // A body that may be left out stands in a place of its own, so that it comes whole or not at all.
  const isWhole = stated === false && asked.length > 0;
  const isFlat =
    properties !== null && !isWhole && isFlattened(primary.kind, properties, parameters);
  const isAssumed = stated === undefined && asked.length > 0;
  if (isAssumed) tellAssumed(context, site, placed.pointer, asked);
  const own = isFlat ? properties.map(({ name }) => name) : [];
  const offered = offeredOf(context, { site, pointer: placed.pointer }, contents, own);
  const placedOnes = placedContents(context.survey, offered, parameters, isFlat ? own : null);
  return {
    required: flag(stated) || isAssumed,
    description: prose(placed.value["description"]),
    placement: isFlat ? "flat" : "property",
    contents: placedOnes.map((content) => withPartHeaders(context, content, placed.pointer)),
    properties: isFlat
      ? properties.filter(
          ({ pointer: site }) =>
            context.survey.schemas.resolved(site)?.["readOnly"] !== true &&
            !isIgnored(object(context.document.at(site))),
        )
      : [],
  };
}

/** Required, and a part of requests. */
function isAsked({ schemas }: Survey, { required, pointer }: ObjectProperty): boolean {
  return required && schemas.resolved(pointer)?.["readOnly"] !== true;
}

/** OpenAPI's default is that a body may be left out; a schema with required properties says what was meant. */
function tellAssumed(
  context: ModelContext,
  { method, path }: OperationSite,
  pointer: Pointer,
  asked: readonly ObjectProperty[],
): void {
  const names = asked.map(({ name }) => `\`${name}\``).join(", ");
  report(context, pointer, {
    rule: "request-body-required",
    severity: "info",
    message: `The body of ${method.toUpperCase()} ${path} does not say whether it is required, and its schema requires ${names}; the SDK requires it.`,
    hint: "Say `required: true`; or `required: false`, where a request without a body is right.",
    fix: { update: { required: true } },
  });
}

const FLAT_KINDS: ReadonlySet<string> = new Set(["json", "xml", "form", "multipart"]);

/**
 * The rule: a plain object, sent as JSON, XML or as a form, with no property called like a path parameter. Optional parameters play no
 * part, so adding one never moves the body.
 */
function isFlattened(
  kind: string,
  properties: readonly ObjectProperty[],
  parameters: readonly Parameter[],
): boolean {
  if (!FLAT_KINDS.has(kind)) return false;
  const inPath = new Set(
    parameters.filter((parameter) => parameter.in === "path").map(({ property }) => property),
  );
  return !properties.some(({ name }) => inPath.has(name));
}

/** An object whose properties are none, as some generators write it where an operation has no body. */
function isEmpty({ survey }: ModelContext, { schemaPointer }: Content): boolean {
  const schema = survey.schemas.resolved(schemaPointer);
  const isComposed = ["allOf", "oneOf", "anyOf"].some((keyword) => schema?.[keyword] !== undefined);
  return (
    schema?.["properties"] !== undefined &&
    Object.keys(object(schema["properties"])).length === 0 &&
    !isComposed
  );
}

function withoutContent(context: ModelContext, site: OperationSite, pointer: Pointer): null {
  report(context, pointer, {
    rule: "request-body-without-content",
    severity: "warning",
    message: `The request body of ${site.method.toUpperCase()} ${site.path} has no media type; the SDK sends none.`,
    hint: "Add a media type under `content`.",
    fix: { update: { content: { "application/json": {} } }, template: true },
  });
  return null;
}

/** Methods whose requests cannot have a body in `fetch`, whatever the document says. */
const NO_BODY: ReadonlySet<string> = new Set(["get", "head", "trace"]);

/** Left out, so that the rest of the request goes through; OpenAPI 3.0 ignores such a body, 3.1 gives it no meaning. */
function notSendable(context: ModelContext, site: OperationSite, pointer: Pointer): null {
  report(context, pointer, {
    rule: "request-body-not-sendable",
    severity: "warning",
    message: `${site.method.toUpperCase()} ${site.path} has a request body, which the platform's \`fetch\` refuses to send; the SDK leaves it out.`,
    hint: "Use parameters, or another method such as POST or QUERY.",
    fix: { remove: true },
  });
  return null;
}

/** Where the choice would take the name of a property, there is none: a second media type must not move the body. */
function offeredOf(
  context: ModelContext,
  { site, pointer }: { readonly site: OperationSite; readonly pointer: Pointer },
  contents: readonly Content[],
  own: readonly string[],
): readonly Content[] {
  const each = [...new Map([...contents].reverse().map((one) => [one.mediaType, one])).values()];
  const [primary, ...others] = each.reverse();
  if (primary === undefined || !own.includes("contentType")) return each;
  for (const { mediaType } of others) {
    report(context, child(pointer, "content", mediaType), {
      rule: "request-media-type-not-offered",
      severity: "warning",
      message: `${site.method.toUpperCase()} ${site.path} is sent as \`${primary.mediaType}\`; \`${mediaType}\` cannot be chosen, because the body has a property \`contentType\` of its own.`,
      hint: "Make the other an operation of its own.",
      fix: { remove: true, template: true },
    });
  }
  return [primary];
}

/**
 * Where each stands in the argument. The first decides the layout, whatever the others are; another one lies flat beside it where
 * it is an object too and none of its properties has the name of a parameter.
 */
function placedContents(
  survey: Survey,
  [primary, ...others]: readonly Content[],
  parameters: readonly Parameter[],
  own: readonly string[] | null,
): readonly BareContent[] {
  if (primary === undefined) return [];
  // A parameter that clashes with the first body has given way to it, and clashes no more.
  const taken = new Set(
    parameters.map(({ property }) => property).filter((name) => own?.includes(name) !== true),
  ).add("contentType");
  const isFlat = ({ kind, type, schemaPointer }: Content): boolean => {
    if (own === null || !FLAT_KINDS.has(kind)) return false;
    if (isSameType(type, primary.type)) return true;
    const properties = schemaPointer === null ? null : survey.objects.flat(schemaPointer);
    return properties !== null && !properties.some(({ name }) => taken.has(name));
  };
  return [
    { ...primary, placement: own === null ? "property" : "flat" },
    ...others.map((content): BareContent => {
      return { ...content, placement: isFlat(content) ? "flat" : "property" };
    }),
  ];
}

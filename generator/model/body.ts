/**
 * The request body, and whether its properties stand at the top of the argument.
 * @see https://spec.openapis.org/oas/v3.1.1#request-body-object
 */
import type { Content, JsonObject, Parameter, Pointer, RequestBody } from "../contract/index.js";
import type { OperationSite } from "../lib/operations.js";
import { child, follow } from "../lib/pointer.js";
import { flag, text } from "../lib/read.js";
import { contentsOf } from "./content.js";
import { report, type ModelContext } from "./context.js";
import { plainObject, resolvedSchema, type PropertySite } from "./schema.js";

export interface BodyModel {
  readonly body: RequestBody;
  /** The Request Body Object. */
  readonly value: JsonObject;
  readonly pointer: Pointer;
  /** What a request gives, for a flat body: its properties but for the read-only ones. */
  readonly properties: readonly PropertySite[];
}

export function bodyOf(
  context: ModelContext,
  site: OperationSite,
  parameters: readonly Parameter[],
): BodyModel | null {
  const pointer = child(site.canonical, "requestBody");
  const placed = follow(context.document, site.operation["requestBody"], pointer);
  if (placed === undefined) return null;
  const contents = contentsOf(context, placed.value, placed.pointer, "request");
  const [primary] = contents;
  if (primary === undefined) return withoutContent(context, site, pointer);
  if (NO_BODY.has(site.method)) reportMethod(context, site, pointer);
  const properties =
    primary.schemaPointer === null ? null : plainObject(context.document, primary.schemaPointer);
  const isFlat = properties !== null && isFlattened(primary.kind, properties, parameters);
  if (isFlat) reportOthers(context, site, contents, placed.pointer);
  return {
    body: {
      required: flag(placed.value["required"]),
      description: text(placed.value["description"]),
      placement: isFlat ? "flat" : "property",
      contents,
    },
    value: placed.value,
    pointer: placed.pointer,
    properties: isFlat
      ? properties.filter(
          ({ pointer: site }) => resolvedSchema(context.document, site)?.["readOnly"] !== true,
        )
      : [],
  };
}

const FLAT_KINDS: ReadonlySet<string> = new Set(["json", "form", "multipart"]);

/**
 * The rule: a plain object, sent as JSON or as a form, with no property called like a path parameter. Optional parameters play no
 * part, so adding one never moves the body.
 */
function isFlattened(
  kind: string,
  properties: readonly PropertySite[],
  parameters: readonly Parameter[],
): boolean {
  if (!FLAT_KINDS.has(kind)) return false;
  const inPath = new Set(
    parameters.filter((parameter) => parameter.in === "path").map(({ property }) => property),
  );
  return !properties.some(({ name }) => inPath.has(name));
}

function withoutContent(context: ModelContext, site: OperationSite, pointer: Pointer): null {
  report(context, pointer, {
    rule: "request-body-without-content",
    severity: "warning",
    message: `The request body of ${site.method.toUpperCase()} ${site.path} has no media type; the SDK sends none.`,
    hint: "Add a media type under `content`.",
  });
  return null;
}

/** Methods whose requests cannot have a body in `fetch`, whatever the document says. */
const NO_BODY: ReadonlySet<string> = new Set(["get", "head", "trace"]);

function reportMethod(context: ModelContext, site: OperationSite, pointer: Pointer): void {
  report(context, pointer, {
    rule: "request-body-not-sendable",
    severity: "warning",
    message: `${site.method.toUpperCase()} ${site.path} has a request body, which the platform's \`fetch\` refuses to send.`,
    hint: "Use parameters, or another method such as POST or QUERY.",
  });
}

/** A flat argument has one type: media types with another one cannot be chosen. */
function reportOthers(
  context: ModelContext,
  site: OperationSite,
  [primary, ...others]: readonly Content[],
  pointer: Pointer,
): void {
  for (const { mediaType, type } of others) {
    if (type.text === primary?.type.text) continue;
    report(context, child(pointer, "content", mediaType), {
      rule: "request-media-type-not-offered",
      severity: "warning",
      message: `${site.method.toUpperCase()} ${site.path} is sent as \`${primary?.mediaType}\`; \`${mediaType}\` takes another type and is not offered.`,
      hint: "Describe both by one schema, or make the other an operation of its own.",
    });
  }
}

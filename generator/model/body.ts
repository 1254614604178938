/**
 * The request body, and whether its properties stand at the top of the argument.
 * @see https://spec.openapis.org/oas/v3.1.1#request-body-object
 */
import type { JsonObject, Parameter, Pointer, RequestBody } from "../contract/index.js";
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

export function bodyOf(context: ModelContext, site: OperationSite, parameters: readonly Parameter[]): BodyModel | null {
  const pointer = child(site.canonical, "requestBody");
  const placed = follow(context.document, site.operation["requestBody"], pointer);
  if (placed === undefined) return null;
  const contents = contentsOf(context, placed.value, placed.pointer, "request");
  const [primary] = contents;
  if (primary === undefined) return withoutContent(context, site, pointer);
  if (site.method === "trace") reportTrace(context, site, pointer);
  const required = flag(placed.value["required"]);
  const properties = primary.schemaPointer === null ? null : plainObject(context.document, primary.schemaPointer);
  const isFlat = properties !== null && isFlattened(primary.kind, properties, required, parameters);
  return {
    body: {
      required,
      description: text(placed.value["description"]),
      placement: isFlat ? "flat" : "property",
      contents,
    },
    value: placed.value,
    pointer: placed.pointer,
    properties: isFlat ? properties.filter(({ pointer: site }) => resolvedSchema(context.document, site)?.["readOnly"] !== true) : [],
  };
}

const FLAT_KINDS: ReadonlySet<string> = new Set(["json", "form", "multipart"]);

/**
 * The rule: a plain object, sent as JSON or as a form, with no property called like a path parameter. Not a body that may be left
 * out as a whole but has required properties: those are only required together with it. Optional parameters play no part, so
 * adding one never moves the body.
 */
function isFlattened(kind: string, properties: readonly PropertySite[], required: boolean, parameters: readonly Parameter[]): boolean {
  if (!FLAT_KINDS.has(kind)) return false;
  if (!required && properties.some((property) => property.required)) return false;
  const inPath = new Set(parameters.filter((parameter) => parameter.in === "path").map(({ property }) => property));
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

function reportTrace(context: ModelContext, site: OperationSite, pointer: Pointer): void {
  report(context, pointer, {
    rule: "request-body-on-trace",
    severity: "warning",
    message: `TRACE ${site.path} has a request body, which HTTP forbids.`,
    hint: "Remove `requestBody`.",
  });
}

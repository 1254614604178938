/**
 * Answers that come piece by piece: server-sent events and JSON lines.
 * @see https://spec.openapis.org/oas/v3.2.0#sequential-media-types
 */
import type { JsonObject, OperationSite, Pointer, StreamResponse } from "../../contract/index.js";
import { extensionText } from "../../lib/extensions.js";
import { child, isObject } from "../../lib/pointer.js";
import { entries, object } from "../../lib/read.js";
import { isBinary } from "../../lib/schema-shape.js";
import { report, type ModelContext } from "../context.js";
import { itemOf, type StreamItem } from "./event.js";
import { kindOf } from "../body/media-type.js";
import { propertyAt } from "../schema/parts.js";
import { parseValuePath } from "../schema/value-path.js";
import type { LocatedResponse } from "./response.js";

/** What a call takes, to look for a property that asks for the stream. */
export interface StreamRequest {
  /** Paths in the request argument of what is called `stream`, with the schema of each. */
  readonly flags: readonly { readonly path: readonly string[]; readonly schema: JsonObject }[];
}

interface Offer extends StreamItem {
  readonly kind: StreamResponse["kind"];
  readonly mediaType: string;
  readonly sentinel: string | null;
  readonly pointer: Pointer;
}

export function streamOf(
  context: ModelContext,
  site: OperationSite,
  successes: readonly LocatedResponse[],
  request: StreamRequest,
): StreamResponse | null {
  const offers = successes.flatMap((response) => offersOf(context, response));
  const [offer] = offers;
  if (offer === undefined) return null;
  const { pointer, isDescribed, ...rest } = offer;
  const offered = new Set(offers.map(({ mediaType }) => mediaType));
  const hasOther = successes.some((response) =>
    entries(response.value["content"]).some(([mediaType]) => !offered.has(mediaType)),
  );
  const flag = request.flags.find(({ schema }) => isFlag(schema)) ?? namedFlag(site);
  if (!hasOther || (flag !== undefined && isAlwaysTrue(flag.schema)))
    return { ...rest, when: "always", flag: [], byDefault: true };
  if (flag !== undefined) {
    return { ...rest, when: "flag", flag: flag.path, byDefault: flag.schema["default"] === true };
  }
  if (isDescribed) return { ...rest, when: "accept", flag: [], byDefault: false };
  report(context, pointer, {
    rule: "event-stream-not-described",
    severity: "info",
    message: `${site.method.toUpperCase()} ${site.path} lists \`${offer.mediaType}\` without saying what its items are or how to ask for it; the SDK gives the other media type only.`,
    hint: "Describe the items by a schema, or ask for the stream by a `stream` property.",
    fix: { at: offer.pointer, update: { schema: { type: "object" } }, template: true },
  });
  return null;
}

function offersOf(context: ModelContext, response: LocatedResponse): readonly Offer[] {
  return entries(response.value["content"]).flatMap(([mediaType, value]): Offer[] => {
    const kind = kindOf(mediaType, undefined);
    if (!isObject(value) || (kind !== "eventStream" && kind !== "jsonLines")) return [];
    const pointer = child(response.pointer, "content", mediaType);
    if (kind === "jsonLines" && isFile(context, value, pointer)) return [];
    const sentinel =
      extensionText(value, "sentinel") ?? extensionText(object(value["itemSchema"]), "sentinel");
    return [{ kind, mediaType, sentinel, pointer, ...itemOf(context, kind, value, pointer) }];
  });
}

/** Lines that are described as bytes are a download. */
function isFile({ survey }: ModelContext, { itemSchema }: JsonObject, pointer: Pointer): boolean {
  const described = survey.schemas.resolved(child(pointer, "schema"));
  return itemSchema === undefined && described !== undefined && isBinary(described);
}

/** A property that can be true. */
function isFlag(schema: JsonObject): boolean {
  const types = [schema["type"]].flat();
  return types.includes("boolean") || schema["const"] === true || isAlwaysTrue(schema);
}

function isAlwaysTrue(schema: JsonObject): boolean {
  const values = schema["enum"];
  return (
    schema["const"] === true || (Array.isArray(values) && values.length === 1 && values[0] === true)
  );
}

/** `x-speakeasy-stream-request-field: stream`, `x-fern-streaming: { stream-condition: $request.stream }` */
function namedFlag(site: OperationSite): StreamRequest["flags"][number] | undefined {
  const path = parseValuePath(extensionText(site.operation, "streamFlag") ?? undefined);
  return path === null || path.length === 0 ? undefined : { path: path.map(String), schema: {} };
}

/** What is called `stream` in the argument: the body's property, or a query parameter. */
export function streamFlags(
  context: ModelContext,
  request: {
    readonly bodySchema: Pointer | null;
    readonly bodyPath: readonly string[] | null;
    readonly parameters: readonly {
      readonly property: string;
      readonly wireName: string;
      readonly schemaPointer: Pointer | null;
    }[];
  },
): StreamRequest {
  const { bodySchema, bodyPath, parameters } = request;
  const inBody = bodySchema === null ? null : propertyAt(context, bodySchema, "stream");
  const candidates = [
    { path: [...(bodyPath ?? []), "stream"], pointer: inBody },
    ...parameters
      .filter(({ wireName }) => wireName === "stream")
      .map(({ property, schemaPointer }) => ({ path: [property], pointer: schemaPointer })),
  ];
  return {
    flags: candidates.flatMap(({ path, pointer }) => {
      const schema = context.survey.schemas.resolved(pointer);
      return schema === undefined ? [] : [{ path, schema }];
    }),
  };
}

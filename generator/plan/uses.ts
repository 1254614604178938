/** What the operations of a package together make use of. */
import type { SdkModel } from "../contract/index.js";
import { holds } from "../lib/conversion.js";
import { namesIn } from "../lib/type.js";
import type { OperationView, PackageContext } from "./contexts.js";
import type { ConversionScope } from "./conversions.js";

export function usesOf(
  model: SdkModel,
  all: readonly OperationView[],
  { named }: ConversionScope,
): PackageContext["uses"] {
  const used = new Set([
    ...model.types.flatMap(({ type }) => [...namesIn(type)]),
    ...all.flatMap(({ response, stream, request }) =>
      [
        response.type,
        ...(stream === null ? [] : [stream.type]),
        ...[request, ...request.variants].flatMap(({ base, members }) => [
          ...(base === null ? [] : [base]),
          ...members.map(({ type }) => type),
        ]),
      ].flatMap(({ type }) => [...namesIn(type)]),
    ),
  ]);
  return {
    files: used.has("Uploadable") || used.has("BinaryResponse"),
    mergePatches: used.has("MergePatch"),
    resources: model.resources.length > 0,
    unmappedTags: used.has("UnmappedTag"),
    streams: used.has("Stream"),
    pages: all.some(({ paging }) => paging !== null),
    conversions: named.size > 0,
    xml: usesXml(model),
    xmlContents: model.xmlContents.length > 0,
    dates: [...named.values()].some((conversion) => holds(conversion, "dateTime", named)),
    int64: [...named.values()].some((conversion) => holds(conversion, "int64", named)),
  };
}

/** Some body is a structure in XML. */
function usesXml({ operations, errors }: SdkModel): boolean {
  const contents = operations.flatMap(({ body, successes }) => [
    ...(body?.contents ?? []),
    ...successes.flatMap(({ contents: [primary], alternatives }) => [primary, ...alternatives]),
  ]);
  return [...contents, ...errors].some((each) => each !== undefined && each.xml !== null);
}
